// Coordination questions answered as plain objects, from what the view shows: no elements and no words here.
import { data, bodies, people, mandates, conflictsOf } from "./data.js";
import { realBodies } from "./model.js";
import { sourceIndexOf } from "./rows.js";

const answersDescending = (size) => (a, b) => size(b) - size(a);
const answersAbove = (id) => (mandates.has(id) ? mandates.get(id).ancestors : []);
const answersNarrower = { of: null, map: new Map() };

/** Every narrower mandate of `id`, at any distance; looked up for all at once. */
function answersBelow(id) {
  if (answersNarrower.of !== data) {
    const below = new Map(data.mandates.map((row) => [row.id, []]));
    for (const row of data.mandates) for (const above of row.ancestors) if (below.has(above)) below.get(above).push(row.id);
    Object.assign(answersNarrower, { of: data, map: below });
  }
  return answersNarrower.map.get(id) || [];
}

/** The mandate assignments of a mechanism that answer, with all sources or as if only the view's had spoken. */
export function assignmentsOf(view, id) {
  const source = sourceIndexOf(view.source);
  const answers = (row) => (source < 0 ? row.holds : (row.alone || []).includes(source));
  return data.assignments.filter((row) => row.m === id && answers(row));
}

/** Mechanisms shown in which `key` holds a counted role. */
export const homesOf = (view, key) => realBodies(view).filter((id) => view.setOf(id).has(key));

/**
 * Who of `ids` covers a mandate: `whole` hold it or a broader one, which stands for it; `part` hold only narrower ones.
 */
export function coverOf(view, ids, mandate) {
  const upward = [mandate, ...answersAbove(mandate)];
  const below = answersBelow(mandate);
  const whole = [];
  const part = [];
  for (const id of ids) {
    const held = view.mandatesOf(id);
    if (upward.some((name) => held.has(name))) whole.push(id);
    else if (below.some((name) => held.has(name))) part.push(id);
  }
  return { whole, part };
}

/** Mandates held by a mechanism shown and by none of `homes`, not in a broader one either; most holders first. */
function uncovered(view, homes) {
  const all = realBodies(view);
  const held = [...new Set(all.flatMap((id) => [...view.mandatesOf(id)]))].sort();
  const rows = [];
  for (const mandate of held) {
    const own = coverOf(view, homes, mandate);
    if (!own.whole.length) rows.push({ mandate, holders: all.filter((id) => view.mandatesOf(id).has(mandate)), partly: own.part });
  }
  return rows.sort(answersDescending((row) => row.holders.length));
}

/** Where land neighbours sit and `key` does not: per neighbour, and per mechanism with the most neighbours first. */
function neighbourSeats(view, key, homes) {
  const near = (people.get(key) || { neighbours: [] }).neighbours;
  const neighbours = near.map((other) => ({ key: other, mechanisms: homesOf(view, other).filter((id) => !homes.includes(id)) }));
  const beside = (id) => neighbours.filter((row) => row.mechanisms.includes(id)).map((row) => row.key);
  const missing = realBodies(view).map((m) => ({ m, neighbours: beside(m) })).filter((row) => row.neighbours.length);
  return { neighbours, missing: missing.sort(answersDescending((row) => row.neighbours.length)) };
}

/** Those whose seats are most like those of `key`, by the Jaccard measure of the mechanisms they sit in. */
function closest(view, key, homes) {
  const rows = [];
  for (const other of view.people) {
    if (other === key || people.get(other).kind === "mechanism") continue;
    const theirs = homesOf(view, other);
    const shared = homes.filter((id) => theirs.includes(id));
    if (shared.length) rows.push({ key: other, shared, jaccard: shared.length / (homes.length + theirs.length - shared.length) });
  }
  return rows.sort((a, b) => b.jaccard - a.jaccard || b.shared.length - a.shared.length).slice(0, 6);
}

/**
 * A participant: its seats, the mechanisms of its counted roles, where land neighbours sit and it does not, which
 * mandates no mechanism of it covers, who sits where it sits, and whose lists are unknown (it may sit there).
 */
export function stateAnswer(view, key) {
  const homes = homesOf(view, key);
  const seats = view.seatsHeld(key).map(({ seat, stated, counted, contested }) => ({ m: seat.m, id: seat.id, role: seat.role, stated, counted, contested }));
  return {
    key, year: view.year, seats, mechanisms: homes, ...neighbourSeats(view, key, homes),
    uncovered: homes.length ? uncovered(view, homes) : [], closest: closest(view, key, homes),
    unknown: realBodies(view).filter((id) => view.unknown.has(id) && !homes.includes(id)),
  };
}

const answersPair = ({ shared, onlyA, onlyB, union, jaccard, coefficient }) => ({ shared, onlyA, onlyB, union, jaccard, coefficient });

/** Who takes part in one of two mechanisms and is in the other in a role that is not counted: seats of these roles. */
function bridges(view, a, b) {
  const beside = (m, other) => view.seatsIn(m).filter(({ seat, counted }) => !counted && !view.setOf(m).has(seat.p) && view.setOf(other).has(seat.p));
  return [...beside(a, b), ...beside(b, a)].map(({ seat }) => ({ key: seat.p, m: seat.m, role: seat.role }));
}

/** A pair: members and mandates that it shares, that each has alone, how this reads, and which lists are unknown. */
export function pairAnswer(view, a, b) {
  const members = view.pair(a, b);
  const work = view.mandatePair(a, b);
  return {
    a, b, year: view.year, members: answersPair(members), mandates: answersPair(work), behind: [...work.behind],
    reading: view.reading(a, b).kind, bridges: bridges(view, a, b),
    unknownMembers: [a, b].filter((id) => !view.isKnown(id)),
    unknownMandates: [a, b].filter((id) => !view.mandatesOf(id).size),
  };
}

/**
 * A mandate: who holds it, a broader or a narrower one; which states of the Americas sit in a mechanism that covers it,
 * in part or not at all; and which covering mechanisms have no known list, so that those may sit there.
 */
export function mandateAnswer(view, id) {
  const all = realBodies(view);
  const { whole, part } = coverOf(view, all, id);
  const through = (names) => (m) => ({ m, through: names.filter((name) => view.mandatesOf(m).has(name)) });
  const holders = whole.filter((m) => view.mandatesOf(m).has(id));
  const states = data.participants.filter((row) => row.kind === "state" && row.region).map((row) => row.key);
  const seated = (key, names) => names.some((m) => view.setOf(m).has(key));
  const open = states.filter((key) => !seated(key, whole));
  return {
    mandate: id, year: view.year, holders,
    broader: whole.filter((m) => !holders.includes(m)).map(through(answersAbove(id))),
    narrower: part.map(through(answersBelow(id))),
    covered: states.filter((key) => seated(key, whole)),
    partly: open.filter((key) => seated(key, part)),
    leftOut: open.filter((key) => !seated(key, part)),
    maybe: [...whole, ...part].filter((m) => view.unknown.has(m)), open: whole.filter((m) => view.unknown.has(m)),
  };
}

/** A mechanism: those nearest to it by shared members, then by shared mandates. */
export function mechanismAnswer(view, id) {
  const rows = [];
  for (const other of view.bodies) {
    if (other === id) continue;
    const row = { b: other, members: answersPair(view.pair(id, other)), mandates: answersPair(view.mandatePair(id, other)), reading: view.reading(id, other).kind };
    if (row.members.shared.length || row.mandates.shared.length) rows.push(row);
  }
  const nearness = (row) => (row.members.jaccard || 0) + (row.mandates.jaccard || 0);
  rows.sort((a, b) => nearness(b) - nearness(a) || b.members.shared.length - a.members.shared.length);
  return { id, year: view.year, nearest: rows, assignments: assignmentsOf(view, id).map((row) => row.id), conflicts: conflictsOf(id).map((row) => row.id) };
}

/** A combination: who sits in exactly these of the mechanisms compared, and who sits in these and in others. */
export function setAnswer(view, ids) {
  const compared = view.bodies.filter((id) => view.isKnown(id));
  const known = ids.filter((id) => compared.includes(id));
  const exactly = [];
  const more = [];
  for (const key of view.people) {
    const homes = compared.filter((id) => view.setOf(id).has(key));
    if (!known.length || !known.every((id) => homes.includes(id))) continue;
    if (homes.length === known.length) exactly.push(key);
    else more.push({ key, others: homes.filter((id) => !known.includes(id)) });
  }
  return { bodies: known, exactly, more, compared, unknown: ids.filter((id) => view.isShown(id) && !known.includes(id)) };
}

const ANSWERS_FIRST = 2;
const ANSWERS_KINDS = ["gap", "duplication", "complement"];

/** What makes a pair worth a look, weightiest first; the panel says so in words. */
function answersWorth({ a, b, members, work }) {
  const both = [a, b].map((id) => bodies.get(id));
  const consultative = both.filter((body) => body.type === "regional-consultative-process").length;
  return [both.every((body) => body.status === "active") ? 1 : 0, consultative, work.shared.length, members.shared.length];
}

function answersRanked(rows) {
  const worth = new Map(rows.map((row) => [row, answersWorth(row)]));
  return [...rows].sort((one, other) => {
    const at = worth.get(one).findIndex((value, n) => value !== worth.get(other)[n]);
    return at < 0 ? 0 : worth.get(other)[at] - worth.get(one)[at];
  });
}

/** The year's picture: how many pairs read as what, which of each kind come first, and what stays open. */
export function overviewAnswer(view) {
  const all = realBodies(view);
  const kinds = { gap: [], duplication: [], complement: [], separate: [], unknown: [] };
  all.forEach((a, n) => {
    for (const b of all.slice(n + 1)) {
      const { kind } = view.reading(a, b);
      kinds[kind].push({ a, b, members: view.pair(a, b), work: view.mandatePair(a, b) });
    }
  });
  const ranked = Object.fromEntries(ANSWERS_KINDS.map((kind) => [kind, answersRanked(kinds[kind])]));
  return {
    counts: Object.fromEntries(Object.entries(kinds).map(([kind, rows]) => [kind, rows.length])),
    first: ANSWERS_KINDS.flatMap((kind) => ranked[kind].slice(0, ANSWERS_FIRST).map(({ a, b }) => ({ kind, a, b }))),
    pairs: Object.fromEntries(ANSWERS_KINDS.map((kind) => [kind, ranked[kind].map(({ a, b }) => [a, b])])),
    unknown: all.filter((id) => view.unknown.has(id)),
    assumed: view.seats.filter((row) => row.counted && !row.stated).length,
    contested: view.seats.filter((row) => row.contested).map((row) => row.seat.id),
    untouched: data.mandates.map((row) => row.id).filter((id) => !coverOf(view, all, id).whole.length),
  };
}
