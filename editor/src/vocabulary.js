// The graph's own words: prefixed names with their labels, from the server, once.
import { config } from "./config.js";

let terms = [];
let labels = new Map();

export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function expand(name) {
  const colon = name.indexOf(":");
  return name.startsWith("<") ? name.slice(1, -1) : config.prefixes[name.slice(0, colon)] + name.slice(colon + 1);
}

export async function load() {
  const response = await fetch(config.terms);
  if (!response.ok) return;
  const { terms: given } = await response.json();
  terms = given.map(([name, label, kind, also]) => ({ name, label, kind, keys: [label, ...also].map(plain), id: plain(name) }));
  labels = new Map(terms.map(({ name, label }) => [expand(name), label]));
}

export const labelOf = (iri) => labels.get(iri) ?? null;

function rank(term, wanted) {
  if (term.id === wanted || term.keys.includes(wanted)) return 0;
  if (term.id.startsWith(wanted)) return 1;
  if (term.keys.some((key) => key.startsWith(wanted))) return 2;
  if (term.id.split(/[:-]/).some((part) => part.startsWith(wanted))) return 3;
  if (term.keys.some((key) => key.includes(` ${wanted}`))) return 4;
  return -1;
}

// The terms that `typed` (a prefixed name as far as it goes, or the beginning of a label) may mean.
export function find(typed, most = 60) {
  const wanted = plain(typed);
  if (!wanted) return [];
  const found = terms.map((term) => [rank(term, wanted), term]).filter(([at]) => at >= 0);
  found.sort(([a, x], [b, y]) => a - b || x.name.length - y.name.length || x.name.localeCompare(y.name));
  return found.slice(0, most).map(([, term]) => term);
}
