// The query and the REST path that give the same rows as what is selected.
import { data } from "./data.js";
import { iriMark, keyMark, queryText } from "./querytext.js";

const askingList = (kind, ids) => [...ids].map((id) => iriMark(kind, id)).join(" ");
const askingEvery = (state) => state.roles.size >= data.roles.length;

/**
 * The query `name` of the data for a state. `values`: mechanism, a, b, mandate, source (ids), participant (key), iso3,
 * mechanisms (ids; none: all), anyRole. "" where the data has no such query.
 */
export function queryOf(name, state, values = {}) {
  const one = (kind, id) => (id ? iriMark(kind, id) : "");
  const marks = {
    YEAR: state.year, ISO3: values.iso3 || "",
    ROLES: values.anyRole || askingEvery(state) ? "" : askingList("role", state.roles),
    SOURCES: state.source ? iriMark("source", state.source) : "", MECHANISMS: askingList("mechanism", values.mechanisms || []),
    MECHANISM: one("mechanism", values.mechanism), A: one("mechanism", values.a), B: one("mechanism", values.b),
    MANDATE: one("mandate", values.mandate), SOURCE: one("source", values.source),
    PARTICIPANT: values.participant ? keyMark(values.participant) : "",
  };
  return queryText(name, marks);
}

/**
 * A path under /api/v1 with the year, roles and source of a state. `params`: further parameters, lists for repeated ones;
 * `role: "any"` asks for every role, `role: null` and `year: null` leave these out.
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
