// The query and the REST path that give the same rows as what is shown or selected.
import { data } from "./data.js";
import { lang } from "./words.js";
import { isShape, shapedQuery } from "./queryshapes.js";

/** "mechanism", "crm" → the IRI in angle brackets. */
const askingIri = (kind, id) => (id ? `<${data.base}${kind}/${encodeURIComponent(id)}>` : "");
const askingList = (kind, ids) => [...ids].map((id) => askingIri(kind, id)).join(" ");
const askingShort = (ids) => [...ids].map((id) => (/^[\w-]+$/.test(id) ? "mechanism:" + id : askingIri("mechanism", id))).join(" ");
const askingEvery = (state) => state.roles.size >= data.roles.length;
const askingEscaped = (mark) => mark.replace(/[$]/g, "$$$$");

/** Counts of seats are made of the query for seats. */
const ASKING_SEATS = "matrix";

/** `text` with its marks replaced; a clause whose list is empty, which is "all", is taken out. */
function askingFilled(text, marks) {
  let filled = text;
  for (const [mark, value] of Object.entries(marks)) {
    if (value === "") filled = filled.replace(new RegExp(`[ \\t]*VALUES \\?\\w+ \\{ %${mark}% \\}\\n?`, "g"), "");
    filled = filled.replaceAll(`%${mark}%`, askingEscaped(String(value)));
  }
  return filled;
}

/**
 * The query `name` for a state, of the data or of counts made of its seats: "combinations", "pairs", "counts", and
 * "holders", of all `mechanisms` those in each of `every`. `values`: mechanism, a, b, mandate (ids), participant
 * (key), iso3, mechanisms (ids; none: all), anyRole. "" where the data has no such query.
 */
export function queryOf(name, state, values = {}) {
  const marks = {
    LANG: lang, YEAR: state.year, ISO3: values.iso3 || "",
    ROLES: values.anyRole || askingEvery(state) ? "" : askingList("role", state.roles),
    SOURCES: askingIri("source", state.source), MECHANISMS: askingShort(values.mechanisms || []),
    MECHANISM: askingIri("mechanism", values.mechanism), A: askingIri("mechanism", values.a), B: askingIri("mechanism", values.b),
    MANDATE: askingIri("mandate", values.mandate),
    PARTICIPANT: values.participant ? askingIri(...values.participant.split(":")) : "",
  };
  const shaped = isShape(name);
  const text = askingFilled(data.queries[shaped ? ASKING_SEATS : name] || "", marks);
  const query = shaped ? shapedQuery(name, text, (values.every || []).map(encodeURIComponent)) : text;
  return /\bmechanism:[\w-]/.test(query) ? `PREFIX mechanism: <${data.base}mechanism/>\n${query}` : query;
}

/** The address in the query editor: spaces as "+", since many servers refuse long addresses. */
export const editorPath = (query) => "/sparql?" + new URLSearchParams({ query });

/**
 * A path under /api/v1 with the year, roles and source of a state. `params`: further parameters, lists for repeated ones;
 * `role: "any"` asks for every role; what is null is left out.
 */
export function restOf(path, state, params = {}) {
  const usual = { year: state.year, role: askingEvery(state) ? "any" : [...state.roles], source: state.source || null };
  const parts = [];
  for (const [name, value] of Object.entries({ ...usual, ...params })) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") parts.push(name + "=" + encodeURIComponent(one));
    }
  }
  return "/api/v1" + path + (parts.length ? "?" + parts.join("&") : "");
}
