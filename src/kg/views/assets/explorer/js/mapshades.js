// What the map says of each participant: one shade, its words and the legend, for the selection there is.
import { data, people, conflictOf } from "./data.js";
import { t, many, listing, lang } from "./words.js";
import { nameOf, shortOf, WHAT_IF } from "./model.js";
import { coverOf, setAnswer } from "./answers.js";
import { selectionParts } from "./selecting.js";

/** From so many mechanisms on, all look the same. */
export const MAP_STEPS = 6;

function shadeInBody(view, key, id) {
  const rows = view.at(key, id);
  if (view.setOf(id).has(key)) return !rows.length || rows.some((row) => row.counted && row.stated) ? "in" : "assumed";
  if (rows.length) return "role";
  return view.unknown.has(id) ? "unknown" : "out";
}

const mapLegend = (values, ...names) => names.map(([name, key]) => ({ name, words: t(key, values) }));

function readingOfBody(view, id) {
  const values = { m: shortOf(id) };
  const legend = mapLegend(values, ["in", "map.in"], ["assumed", "map.assumed"], ["role", "map.role"], ["unknown", "map.unknown"], ["out", "map.out"]);
  return { kind: "mechanism", title: nameOf(id), legend, shadeOf: (key) => shadeInBody(view, key, id), open: view.unknown.has(id) ? [id] : [] };
}

function readingOfPair(view, [a, b]) {
  const [left, right] = [view.setOf(a), view.setOf(b)];
  const values = { a: shortOf(a), b: shortOf(b) };
  const only = (id, other) => (view.isKnown(other) ? "map.only." + id : "map.open." + id);
  const legend = mapLegend(values, ["both", "map.both"], ["a", only("a", b)], ["b", only("b", a)], ["out", "map.neither"]);
  const shadeOf = (key) => (left.has(key) ? (right.has(key) ? "both" : "a") : right.has(key) ? "b" : "out");
  return { kind: "pair", title: listing([a, b].map(nameOf)), legend, shadeOf, open: [a, b].filter((id) => !view.isKnown(id)) };
}

function readingOfSet(view, ids) {
  const found = setAnswer(view, ids);
  const [exactly, more] = [new Set(found.exactly), new Set(found.more.map((row) => row.key))];
  const legend = mapLegend({}, ["in", "map.exactly"], ["more", "map.more"], ["out", "map.notall"]);
  const shadeOf = (key) => (exactly.has(key) ? "in" : more.has(key) ? "more" : "out");
  return { kind: "set", title: t("map.set", { names: listing(ids.map(shortOf)) }), legend, shadeOf, open: found.unknown };
}

function readingOfMandate(view, id) {
  const { whole, part } = coverOf(view, view.bodies.filter((m) => m !== WHAT_IF), id);
  const seated = (ids, key) => ids.some((m) => view.setOf(m).has(key));
  const open = [...whole, ...part].filter((m) => view.unknown.has(m));
  const rest = open.length ? "unknown" : "left";
  const legend = mapLegend({}, ["covered", "map.covered"], ["partly", "map.partly"], [rest, open.length ? "map.left.open" : "map.left"]);
  const shadeOf = (key) => (seated(whole, key) ? "covered" : seated(part, key) ? "partly" : rest);
  return { kind: "mandate", title: t("map.mandate", { name: nameOf(id) }), legend, shadeOf, open };
}

function readingOfConflict(id) {
  const seats = new Set(conflictOf(id).seats);
  const keys = new Set(data.seats.filter((seat) => seats.has(seat.id)).map((seat) => seat.p));
  const legend = mapLegend({}, ["in", "map.disputed"], ["out", "map.undisputed"]);
  return { kind: "conflict", title: t("map.conflict"), legend, shadeOf: (key) => (keys.has(key) ? "in" : "out"), open: [] };
}

/** The words of a step: "3", "6 or more". */
const mapStepWords = (n) => (n === MAP_STEPS ? t("map.step.most", { n }) : String(n));

function readingOfCounts(view) {
  const legend = Array.from({ length: MAP_STEPS + 1 }, (_, n) => ({ name: "n" + n, words: mapStepWords(n) })).reverse();
  const shadeOf = (key) => "n" + Math.min(MAP_STEPS, view.counts.get(key) || 0);
  return { kind: "count", title: t("map.counts"), legend, shadeOf, open: [...view.unknown] };
}

const MAP_READINGS = {
  mechanism: (view, parts) => readingOfBody(view, parts.key),
  seat: (view, parts) => readingOfBody(view, parts.bodies[0]),
  pair: (view, parts) => readingOfPair(view, parts.bodies),
  set: (view, parts) => readingOfSet(view, parts.bodies),
  mandate: (view, parts) => readingOfMandate(view, parts.key),
  conflict: (view, parts) => readingOfConflict(parts.key),
};

let mapKnown = { view: null, sign: "", reading: null };

/**
 * How the map is to be read: {kind, title, legend: [{name, words}], shadeOf(key) → name of a shade, ring: key or "",
 * open: mechanisms whose list is unknown, so that more may be true}.
 */
export function mapReading(view, state) {
  const sign = state.sel + "|" + lang;
  if (mapKnown.view === view && mapKnown.sign === sign) return mapKnown.reading;
  const parts = selectionParts(state.sel);
  const own = MAP_READINGS[parts.kind];
  const reading = { ...(own ? own(view, parts) : readingOfCounts(view)), ring: parts.person || "" };
  mapKnown = { view, sign, reading };
  return reading;
}

/** What the map says of one participant, in words. */
export function mapWords(view, reading, key) {
  const count = many("map.count", view.counts.get(key) || 0);
  if (reading.kind === "count") return count;
  const shade = reading.shadeOf(key);
  const row = reading.legend.find((one) => one.name === shade);
  return (row ? row.words : "") + "; " + count;
}

/** Whether a participant is a state or a territory: what the legend counts. */
export const isLand = (key) => ["state", "territory"].includes(people.get(key).kind);
export const mapPeople = () => data.participants.filter((person) => isLand(person.key));

/** How many states and territories have each shade: Map name → number. */
export function mapTally(reading, view) {
  const found = new Map();
  const present = new Set(view.people);
  for (const { key, region } of mapPeople()) {
    if (!region && !present.has(key)) continue;
    const shade = reading.shadeOf(key);
    found.set(shade, (found.get(shade) || 0) + 1);
  }
  return found;
}

