// One part of the address at a time: what it may hold, the nearest thing that is meant, or null.
import { data, bodies, people, mandates, sources, conflictOf } from "./data.js";
import { plain } from "./dom.js";

export const TABS = ["overlap", "network", "timeline", "table", "conflicts"];

const nearestIn = (list, text, names) => {
  const wanted = plain(text);
  return list.find((thing) => names(thing).some((name) => plain(String(name)) === wanted)) || null;
};

/** A mechanism's id from an id or a short name in any case; null where it is nobody's. */
export function bodyIdOf(text) {
  if (bodies.has(text)) return text;
  const found = nearestIn(data.mechanisms, text, (body) => [body.id, ...body.short, ...body.name]);
  return found ? found.id : null;
}

export function roleIdOf(text) {
  const found = nearestIn(data.roles, text, (role) => [role.id, ...role.label]);
  return found ? found.id : null;
}

export function sourceIdOf(text) {
  const found = nearestIn(sources, text, (source) => [source.id]);
  return found ? found.id : null;
}

export function mandateIdOf(text) {
  if (mandates.has(text)) return text;
  const found = nearestIn(data.mandates, text, (mandate) => [mandate.id, ...mandate.label]);
  return found ? found.id : null;
}

/** A participant's key from a key, a code or a name in any case; "state:" before it may stand or not. */
export function personKeyOf(text) {
  if (people.has(text)) return text;
  const found = nearestIn(data.participants, text, (person) => {
    const names = [person.iso3 || person.id, person.id, ...person.name];
    return [...names, ...names.map((name) => person.kind + ":" + name)];
  });
  return found ? found.key : null;
}

const allOf = (texts, find) => {
  const found = texts.map(find);
  return found.length && found.every(Boolean) ? [...new Set(found)] : null;
};

const SELECTIONS = {
  mechanism: (rest) => rest === "what-if" ? rest : bodyIdOf(rest),
  mandate: mandateIdOf,
  conflict: (rest) => (conflictOf(rest) ? rest : null),
  pair(rest) {
    const found = allOf(rest.split("+"), partBodyOf);
    return found && found.length === 2 ? found.join("+") : null;
  },
  set(rest) {
    const found = allOf(rest.split("+"), partBodyOf);
    return found ? found.join("+") : null;
  },
  seat(rest) {
    const at = rest.lastIndexOf("@");
    const person = at > 0 ? personKeyOf(rest.slice(0, at)) : null;
    const body = at > 0 ? partBodyOf(rest.slice(at + 1)) : null;
    return person && body ? person + "@" + body : null;
  },
};

const partBodyOf = (text) => (text === "what-if" ? text : bodyIdOf(text));

/** A selection as the grammar writes it, from one that is meant; null where nothing is. */
export function selectionOf(text) {
  const at = text.indexOf(":");
  if (at < 0) return null;
  const [kind, rest] = [text.slice(0, at), text.slice(at + 1).replaceAll(" ", "+")];
  if (Object.hasOwn(SELECTIONS, kind)) {
    const found = SELECTIONS[kind](rest);
    return found ? kind + ":" + found : null;
  }
  return personKeyOf(text);
}

/** A year within the data: {year, exact}; null for what is no number. */
export function yearOf(text) {
  if (!/^-?\d{1,6}$/.test(text)) return null;
  const wanted = Number(text);
  const year = Math.min(data.now, Math.max(data.first, wanted));
  return { year, exact: year === wanted };
}
