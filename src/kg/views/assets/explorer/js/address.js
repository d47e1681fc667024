// The whole view in the address: what stands there is read with good will, and what is ignored is said.
import { data, people } from "./data.js";
import { t, page, languages } from "./words.js";
import { TABS, bodyIdOf, roleIdOf, sourceIdOf, mandateIdOf, personKeyOf, selectionOf, yearOf } from "./addressparts.js";
import { rowsOf, mandateSets } from "./rows.js";

const ADDRESS_LONGEST = 60;
/** How much of what was ignored is named one by one. */
const ADDRESS_MOST = 6;

/** The state of a page whose address says nothing. */
export function usualState() {
  const year = Number.isInteger(page.year) ? page.year : data.now;
  const closest = data.roles.some((role) => role.id === "member") ? "member" : data.roles[0]?.id;
  return {
    year, roles: new Set(closest ? [closest] : []), off: new Set(), on: new Set(),
    source: "", sel: "", tab: "overlap", lang: languages.includes(page.lang) ? page.lang : "en", scenario: null,
  };
}

function addressDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** "a=1&b=2" as [[name, value]]; a plus is a plus, since selections are written with it. */
function addressPairs(text) {
  return text.replace(/^[#?]/, "").split("&").filter(Boolean).map((part) => {
    const at = part.indexOf("=");
    return at < 0 ? [addressDecoded(part), ""] : [addressDecoded(part.slice(0, at)), addressDecoded(part.slice(at + 1))];
  });
}

const addressShort = (text) => (text.length > ADDRESS_LONGEST ? text.slice(0, ADDRESS_LONGEST) + "…" : text);
const addressItems = (text) => text.split(",").map((part) => part.trim()).filter(Boolean);

/** Ids of a list, each by `find`; `miss` hears of those that mean nothing. */
function addressSet(value, find, miss) {
  const found = new Set();
  for (const part of addressItems(value)) {
    const id = find(part);
    if (id) found.add(id);
    else miss(part);
  }
  return found;
}

const ADDRESS_READERS = {
  year(state, value, miss, note) {
    const found = yearOf(value);
    if (!found) return miss(value);
    state.year = found.year;
    if (!found.exact) note("core.ignored.year", { value: addressShort(value), year: found.year });
  },
  roles(state, value, miss) {
    if (value === "none") return void (state.roles = new Set());
    const found = addressSet(value, roleIdOf, miss);
    if (found.size) state.roles = found;
  },
  off: (state, value, miss) => (state.off = addressSet(value, bodyIdOf, miss)),
  on: (state, value, miss) => (state.on = addressSet(value, bodyIdOf, miss)),
  source: (state, value, miss) => addressOne(state, "source", value, sourceIdOf, miss),
  sel: (state, value, miss) => addressOne(state, "sel", value, selectionOf, miss),
  tab: (state, value, miss) => addressOne(state, "tab", value, (text) => (TABS.includes(text) ? text : null), miss),
  lang: (state, value, miss) => addressOne(state, "lang", value.toLowerCase(), addressLanguage, miss),
};

/** "es" from "es" and from "es-MX". */
const addressLanguage = (text) => languages.find((code) => text === code || text.startsWith(code + "-")) || null;

function addressOne(state, name, value, find, miss) {
  if (!value) return;
  const found = find(value);
  if (found) state[name] = found;
  else miss(value);
}

/** The what-if of the address; what it does not say is as in the mechanism that it starts from. */
function addressScenario(state, parts, missOf) {
  if (!["try", "states", "mandates"].some((name) => parts.has(name))) return null;
  const asked = parts.get("try") || "new";
  const base = asked === "new" ? "" : bodyIdOf(asked);
  if (base === null) missOf("try")(asked);
  const start = scenarioOf(base || "", state);
  if (parts.has("states")) start.states = addressSet(parts.get("states"), personKeyOf, missOf("states"));
  if (parts.has("mandates")) start.mandates = addressSet(parts.get("mandates"), mandateIdOf, missOf("mandates"));
  return start;
}

/** A what-if that starts as a copy of the mechanism `base` in the state's year; empty for "". */
export function scenarioOf(base, state) {
  if (!base) return { base: "", states: new Set(), mandates: new Set() };
  const rows = rowsOf(state).filter(({ seat, counted }) => counted && seat.m === base);
  return { base, states: new Set(rows.map(({ seat }) => seat.p)), mandates: new Set(mandateSets(state.source).get(base)) };
}

/**
 * The state that an address asks for: its hash, then its query for what the hash leaves open.
 * Returns {state, ignored: [words], notes: [[key, values]]}: what was ignored, now and for another language.
 */
export function readAddress(hash = "", query = "") {
  const state = usualState();
  const notes = [];
  const note = (key, values) => notes.push([key, values]);
  const missOf = (name) => (value) => note("core.ignored.part", { name, value: addressShort(value) });
  const inHash = addressPairs(hash);
  const parts = new Map([...addressPairs(query), ...inHash]);
  for (const [name, read] of Object.entries(ADDRESS_READERS)) if (parts.has(name)) read(state, parts.get(name), missOf(name), note);
  state.scenario = addressScenario(state, parts, missOf);
  const names = [...Object.keys(ADDRESS_READERS), "try", "states", "mandates", "view"];
  for (const [name] of inHash) if (!names.includes(name)) note("core.ignored.name", { name: addressShort(name) });
  if (notes.length > ADDRESS_MOST + 1) note("core.ignored.more", { n: notes.splice(ADDRESS_MOST).length });
  return { state, notes, ignored: notes.map(([key, values]) => t(key, values)) };
}

const addressList = (set) => [...set].sort().join(",");
const addressEncoded = (text) => encodeURIComponent(text).replace(/%(3A|2B|2C|40)/g, (code) => decodeURIComponent(code));

function addressPerson(key) {
  const person = people.get(key);
  return person && person.iso3 && personKeyOf(person.iso3) === key ? person.iso3 : key;
}

function addressOfScenario(scenario) {
  if (!scenario) return [];
  const states = addressList([...scenario.states].map(addressPerson));
  return [["try", scenario.base || "new"], ["states", states], ["mandates", addressList(scenario.mandates)]];
}

/** The hash that restores `state`; what is as by default is left out. */
export function writeAddress(state) {
  const usual = usualState();
  const parts = [
    (state.year !== usual.year || state.year !== data.now) && ["year", String(state.year)],
    addressList(state.roles) !== addressList(usual.roles) && ["roles", addressList(state.roles) || "none"],
    state.off.size && ["off", addressList(state.off)],
    state.on.size && ["on", addressList(state.on)],
    state.source && ["source", state.source],
    state.sel && ["sel", state.sel],
    state.tab !== usual.tab && ["tab", state.tab],
    state.lang !== usual.lang && ["lang", state.lang],
    ...addressOfScenario(state.scenario),
  ].filter(Boolean);
  return parts.length ? "#" + parts.map(([name, value]) => name + "=" + addressEncoded(value)).join("&") : "";
}
