// The prefixes of the graph that a query uses and does not declare.
import { config } from "./config.js";

const HIDDEN = /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^\s<>"{}|^`\\]*>|#[^\n]*/g;
const DECLARED = /\bPREFIX\s+([\w-]*):/gi;
const USED = /(?<![\w:?$@-])([A-Za-z][\w-]*):(?=[\w\\%.;,)\s-]|$)/g;

export function missing(query) {
  const bare = query.replace(HIDDEN, " ");
  const declared = new Set([...bare.matchAll(DECLARED)].map((match) => match[1]));
  const used = new Set([...bare.matchAll(USED)].map((match) => match[1]));
  return Object.keys(config.prefixes).filter((name) => used.has(name) && !declared.has(name));
}

export const declarations = (names) => names.map((name) => `PREFIX ${name}: <${config.prefixes[name]}>\n`).join("");

// `query` with the prefixes that it lacks, after comments at its head.
export function filled(query) {
  return declarations(missing(query)) + query;
}
