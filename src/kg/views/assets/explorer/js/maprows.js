// The map as rows for tables and files, as a query and as a REST path.
import { people } from "./data.js";
import { t } from "./words.js";
import { nameOf, shortOf, realBodies, WHAT_IF } from "./model.js";
import { selectionParts } from "./selecting.js";
import { queryOf, restOf } from "./asking.js";
import { groupWords } from "./matrixrows.js";
import { isLand, mapPeople, mapReading } from "./mapshades.js";

/** Participants of the map: states and territories of the region, others and organizations while they sit somewhere. */
export function mapListed(view) {
  const present = new Set(view.people);
  return mapPeople().filter((person) => person.region || present.has(person.key)).map((person) => person.key);
}

/** One row for each: name, code, group, number and names of mechanisms, and what a selection says of it. */
export function mapRows(view, state) {
  const reading = mapReading(view, state);
  const counted = reading.kind === "count";
  const columns = ["participant", "code", "group", "count", "mechanisms"].map((name) => t("map.column." + name));
  const others = view.people.filter((key) => !isLand(key));
  const rows = [...mapListed(view), ...others].map((key) => {
    const homes = view.bodies.filter((id) => view.setOf(id).has(key)).map(shortOf);
    const row = [nameOf(key), people.get(key).iso3 || "", groupWords(people.get(key).group), view.counts.get(key) || 0, homes.join(", ")];
    const shade = reading.legend.find((one) => one.name === reading.shadeOf(key));
    return counted ? row : [...row, shade ? shade.words : ""];
  });
  return { columns: counted ? columns : [...columns, reading.title], rows };
}

/** In how many of the mechanisms each sits; of what is selected the seats. */
export function mapQuery(view, state) {
  const { kind, bodies } = selectionParts(state.sel);
  const narrow = ["mechanism", "seat", "pair", "set"].includes(kind);
  const mechanisms = narrow ? bodies.filter((id) => id !== WHAT_IF) : realBodies(view);
  return mechanisms.length ? queryOf(narrow ? "matrix" : "counts", state, { mechanisms }) : "";
}

/** The states with the number of their mechanisms. */
export const mapRest = (view, state) => restOf("/states", state, { limit: 1000 });
