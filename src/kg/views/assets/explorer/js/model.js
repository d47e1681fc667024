// What a state of the page shows, computed once for all views.
import { data, bodies, people, mandates } from "./data.js";
import { say, t } from "./words.js";
import { rowsOf, existedIn, isOn, listKnown, mandateSets } from "./rows.js";
import { pairOf, mandatePairOf, intersectionsOf } from "./pairs.js";
import { readingOf } from "./readings.js";

/** The mechanism of a what-if, which is in no data. */
export const WHAT_IF = "what-if";

const modelNoRows = Object.freeze([]);
const modelNoSet = new Set();
const MODEL_LOOKS_KEPT = 60;
const modelLooks = new Map();
const modelWorks = new Map();

const modelKey = (state) => [state.year, [...state.roles].sort(), [...state.off].sort(), [...state.on].sort(), modelWorkKey(state)].join("|");

function modelWorkKey({ source, scenario }) {
  return scenario ? [source, "try", [...scenario.states].sort(), [...scenario.mandates].sort()].join("|") : source;
}

/** The view of `state`, the same object for as long as nothing that counts differs. */
export function look(state) {
  const key = modelKey(state);
  let found = modelLooks.get(key);
  if (found) return found;
  if (modelLooks.size >= MODEL_LOOKS_KEPT) modelLooks.delete(modelLooks.keys().next().value);
  found = modelView(state);
  modelLooks.set(key, found);
  return found;
}

/** Forget what was computed: for another document. */
export function forgetLooks() {
  modelLooks.clear();
  modelWorks.clear();
}

/** Mandate sets and the pairs of them that were asked for; no year changes these. */
function modelWork(state) {
  const key = modelWorkKey(state);
  if (!modelWorks.has(key)) {
    const sets = mandateSets(state.source);
    if (state.scenario) sets.set(WHAT_IF, new Set(state.scenario.mandates));
    modelWorks.set(key, { sets, pairs: new Map() });
  }
  return modelWorks.get(key);
}

function modelGroup(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row.seat);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function modelMemberSets(rows, scenario) {
  const sets = new Map(data.mechanisms.map((body) => [body.id, new Set()]));
  for (const { seat, counted } of rows) if (counted) sets.get(seat.m).add(seat.p);
  if (scenario) sets.set(WHAT_IF, new Set(scenario.states));
  return sets;
}

function modelView(state) {
  const shown = data.mechanisms.filter((body) => existedIn(body, state.year) && isOn(body, state)).map((body) => body.id);
  if (state.scenario) shown.push(WHAT_IF);
  const inView = new Set(shown);
  const all = rowsOf(state);
  const seats = all.filter(({ seat }) => inView.has(seat.m));
  const everySet = modelMemberSets(all, state.scenario);
  const work = modelWork(state);
  const setOf = (id) => everySet.get(id) || modelNoSet;
  const mandatesOf = (id) => work.sets.get(id) || modelNoSet;
  let rows = null;
  return {
    year: state.year, source: state.source, scenario: state.scenario, bodies: shown, seats, setOf, mandatesOf,
    sets: new Map(shown.map((id) => [id, setOf(id)])),
    mandates: new Map(shown.map((id) => [id, mandatesOf(id)])),
    isShown: (id) => inView.has(id),
    ...modelLookups(all, seats),
    ...modelPresence(state, shown, seats),
    ...modelOverlaps(state, setOf, mandatesOf, work),
    get intersections() {
      // Lists that nobody gives take no part: "exactly these" cannot be said of them.
      rows = rows || intersectionsOf(new Map(shown.filter(this.isKnown).map((id) => [id, setOf(id)])));
      return rows;
    },
  };
}

/** at(p, m), seatsIn(m): also of mechanisms that are not shown; seatsHeld(p): in those that are. */
function modelLookups(all, seats) {
  let cells = null;
  let columns = null;
  let rows = null;
  return {
    at(p, m) {
      cells = cells || modelGroup(all, (seat) => seat.p + "|" + seat.m);
      return cells.get(p + "|" + m) || modelNoRows;
    },
    seatsIn(m) {
      columns = columns || modelGroup(all, (seat) => seat.m);
      return columns.get(m) || modelNoRows;
    },
    seatsHeld(p) {
      rows = rows || modelGroup(seats, (seat) => seat.p);
      return rows.get(p) || modelNoRows;
    },
  };
}

/** Who stands in the picture, in how many of its mechanisms, and which lists nobody gives. */
function modelPresence(state, shown, seats) {
  const present = new Set(seats.map(({ seat }) => seat.p));
  if (state.scenario) for (const key of state.scenario.states) present.add(key);
  const seen = new Set();
  const counts = new Map();
  for (const { seat, counted } of seats) {
    const cell = seat.p + "|" + seat.m;
    if (!counted || seen.has(cell)) continue;
    seen.add(cell);
    counts.set(seat.p, (counts.get(seat.p) || 0) + 1);
  }
  const real = shown.filter((id) => id !== WHAT_IF);
  return {
    people: data.participants.filter((person) => present.has(person.key)).map((person) => person.key),
    counts,
    unknown: new Set(real.filter((id) => !listKnown(bodies.get(id), state.roles))),
    hatched: new Set(real.filter((id) => !bodies.get(id).listed)),
  };
}

/** pair, mandatePair and reading of any two mechanisms, each computed once. */
function modelOverlaps(state, setOf, mandatesOf, work) {
  const pairsKnown = new Map();
  const once = (map, a, b, compute) => {
    const key = a + "+" + b;
    if (!map.has(key)) map.set(key, compute());
    return map.get(key);
  };
  const known = (id) => id === WHAT_IF || listKnown(bodies.get(id), state.roles);
  const hasWork = (id) => id === WHAT_IF || mandatesOf(id).size > 0;
  const pair = (a, b) => once(pairsKnown, a, b, () => pairOf(a, b, setOf(a), setOf(b), known(a) && known(b)));
  const mandatePair = (a, b) =>
    once(work.pairs, a, b, () => mandatePairOf(a, b, mandatesOf(a), mandatesOf(b), hasWork(a) && hasWork(b)));
  const reading = (a, b) => readingOf(pair(a, b), mandatePair(a, b));
  return { pair, mandatePair, reading, isKnown: known };
}

/** The mechanisms shown that exist: a hypothetical one answers no question about today. */
export const realBodies = (view) => view.bodies.filter((id) => id !== WHAT_IF);

/** A mechanism by its id, also as "mechanism:id"; the what-if has a name and nothing else. */
export function bodyOf(id) {
  const name = id.startsWith("mechanism:") ? id.slice("mechanism:".length) : id;
  if (name === WHAT_IF) return { id: WHAT_IF, list: "complete", listed: true, complete_roles: [], figures: [], cites: [] };
  return bodies.get(name) || null;
}

function modelNamed(id) {
  return bodyOf(id) || people.get(id) || mandates.get(id.replace(/^mandate:/, "")) || null;
}

/** The name of a mechanism (id), participant (key) or mandate (id) in the language shown. */
export function nameOf(id) {
  const thing = modelNamed(id);
  if (!thing) return id;
  if (thing.id === WHAT_IF) return t("core.what-if.name");
  return say(thing.name || thing.label);
}

/** The short name: an acronym, an ISO code, or the name where there is none. */
export function shortOf(id) {
  const thing = modelNamed(id);
  if (thing && thing.id === WHAT_IF) return t("core.what-if");
  return thing && thing.short ? say(thing.short) : nameOf(id);
}

/** A role in words, in the language shown. */
export function roleWords(id) {
  const role = data.roles.find((one) => one.id === id);
  return role ? say(role.label) : id;
}
