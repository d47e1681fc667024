// What every file says of itself: title, year, filters, dataset version, licence, address, sources.
import { data, sources, cites } from "./data.js";
import { state, addressOf } from "./state.js";
import { look, nameOf, shortOf } from "./model.js";
import { selectionName } from "./selecting.js";
import { t, say, page, lang, listing, number } from "./words.js";

export const licenceName = "CC BY 4.0";

/** The address of the page without what follows "#": where it is served, or (offline) where the dataset lives. */
export function pageAddress() {
  if (/^https?:/.test(page.base)) return page.base + "/";
  return location.protocol.startsWith("http") ? location.origin + page.base + "/" : data.iri;
}

/** The address that gives this view again. */
export const viewAddress = () => pageAddress() + addressOf(state);

function exportScenario(scenario) {
  const values = { states: number(scenario.states.size), mandates: number(scenario.mandates.size) };
  return t("export.filter.scenario", values) + (scenario.base ? " " + t("export.filter.base", { name: nameOf(scenario.base) }) : "");
}

/** The filters of the view, each in words; the roles always, the rest where they are not as at first. */
export function filterWords(now) {
  const roles = data.roles.filter((role) => now.roles.has(role.id)).map((role) => say(role.label));
  const found = [roles.length ? t("export.filter.roles", { names: listing(roles) }) : t("export.filter.norole")];
  for (const [name, key] of [["off", "export.filter.off"], ["on", "export.filter.on"]]) {
    if (now[name].size) found.push(t(key, { names: listing([...now[name]].map(shortOf)) }));
  }
  const source = sources.find((one) => one.id === now.source);
  if (source) found.push(t("export.filter.source", { name: source.title || say(source.label) }));
  if (now.scenario) found.push(exportScenario(now.scenario));
  if (now.sel) found.push(t("export.filter.sel", { name: selectionName(now.sel) }));
  return found;
}

/** The sources of what is shown: of the seats, and of the mandates of the mechanisms shown; by id. */
export function sourcesCited(view) {
  const used = new Set();
  const add = (list) => list.forEach((n) => used.add(cites[n][0]));
  view.seats.forEach(({ seat }) => add(seat.cites));
  const shown = new Set(view.bodies);
  const only = data.sources.findIndex((one) => one.id === view.source);
  const holds = (row) => (only < 0 ? row.holds : (row.alone || []).includes(only));
  data.assignments.filter((row) => shown.has(row.m) && holds(row)).forEach((row) => add(row.cites));
  const kept = [...used].filter((n) => only < 0 || n === only).map((n) => data.sources[n]);
  return kept.sort((one, two) => (one.id < two.id ? -1 : 1));
}

/** A source in one line: who, title, publisher, year, address. */
export function sourceLine(source) {
  const who = (source.creators || []).join(", ");
  return [who, source.title || say(source.label), source.publisher, source.year, source.url].filter(Boolean).join(". ");
}

/** Everything that a file says of itself, for the view object `shown` (null: the whole page). */
export function aboutView(shown) {
  const view = look(state);
  return {
    id: shown ? shown.id : "explorer",
    title: shown ? t(shown.id + ".title") : say(data.title),
    about: shown ? t(shown.id + ".about") : "",
    year: state.year,
    language: lang,
    filters: filterWords(state),
    dataset: say(data.title),
    version: data.dataset_version,
    modified: data.modified,
    licence: licenceName,
    licenceAddress: data.license,
    address: viewAddress(),
    sources: sourcesCited(view),
    hypothetical: Boolean(state.scenario),
  };
}

/** The same as rows [name, value] of a sheet. */
export function aboutRows(about) {
  const rows = [
    [t("export.about.title"), about.title],
    [t("export.about.about"), about.about],
    [t("export.about.year"), about.year],
    [t("export.about.filters"), about.filters.join("; ")],
    [t("export.about.dataset"), about.dataset],
    [t("export.about.version"), about.version],
    [t("export.about.licence"), about.licence + " – " + about.licenceAddress],
    [t("export.about.address"), about.address],
    [t("export.about.cite"), t("export.credit", { title: about.dataset, version: about.version })],
  ];
  if (about.hypothetical) rows.push([t("export.about.note"), t("export.hypothetical")]);
  return [...rows, ...about.sources.map((source) => [t("export.about.source") + " " + source.id, sourceLine(source)])];
}
