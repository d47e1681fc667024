// RDF terms as people read them. A term has the shape of SPARQL 1.1 JSON results: {type, value, ...}.
import { config } from "./config.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const INTEGERS = ["integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"];
const NUMBERS = new Set([...INTEGERS, "decimal", "double", "float"].map((name) => XSD + name));
const DATES = new Set(["gYear", "gYearMonth", "date", "dateTime"].map((name) => XSD + name));
const LOCAL = /^[A-Za-z0-9_](?:[\w.-]*[\w-])?$/;

// `prefix:local` where a prefix of the graph fits, else `<iri>`.
export function compact(iri) {
  for (const [prefix, space] of Object.entries(config.prefixes)) {
    if (iri.startsWith(space) && LOCAL.test(iri.slice(space.length))) return `${prefix}:${iri.slice(space.length)}`;
  }
  return `<${iri}>`;
}

// Where a link may lead: our nodes on this server, web addresses; never a script.
export function address(iri) {
  if (iri.startsWith(config.base)) return "/id/" + iri.slice(config.base.length).split("/").map(encodeURIComponent).join("/");
  return /^https?:\/\/[^\s]+$/i.test(iri) ? iri : null;
}

export const isNode = (term) => term.type === "uri" || term.type === "bnode";

export function text(term) {
  if (!term) return "";
  if (term.type === "uri") return compact(term.value);
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") return `<< ${["subject", "predicate", "object"].map((part) => text(term.value[part])).join(" ")} >>`;
  return term.value;
}

// The number that a literal stands for; null where it stands for none.
export function numeric(term) {
  if (!term || !NUMBERS.has(term.datatype)) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

// The point in time, in years, that a literal stands for; null where it stands for none.
export function moment(term) {
  if (!term || !DATES.has(term.datatype)) return null;
  const match = term.value.match(/^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/);
  return match ? Number(match[1]) + ((match[2] ?? 1) - 1) / 12 + ((match[3] ?? 1) - 1) / 365 : null;
}

export const same = (a, b) => a.type === b.type && a.value === b.value;
