// Counts of what is shown in a year: who holds how many seats where, what changed, what is not dated.
import { data, bodies, people } from "./data.js";
import { WHAT_IF } from "./model.js";
import { isOn, runsOf, sourceIndexOf } from "./rows.js";

const countingIsState = (key) => ["state", "territory"].includes(people.get(key).kind);

/** One row for each participant and mechanism with a counted role; the best dated row stands for it. */
function countedCells(view) {
  const cells = new Map();
  for (const row of view.seats) {
    if (!row.counted) continue;
    const key = row.seat.p + "|" + row.seat.m;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(row);
  }
  return [...cells.values()];
}

/** {states, others, seats, mechanisms, assumed, undated, unknown}: numbers for the sentence at the top. */
export function countsOf(view) {
  const cells = countedCells(view);
  const keys = [...view.counts.keys()];
  const states = keys.filter(countingIsState).length;
  return {
    states, others: keys.length - states, seats: cells.length,
    mechanisms: [...view.sets].filter(([id, set]) => id !== WHAT_IF && set.size).length,
    assumed: cells.filter((rows) => rows.every((row) => !row.stated)).length,
    undated: cells.filter((rows) => rows.every((row) => row.seat.since_year === null || row.seat.since_year === undefined)).length,
    unknown: view.unknown.size,
  };
}

/** The states that hold most seats: {count, keys}; null where nobody holds one. */
export function mostSeats(view) {
  const held = [...view.counts].filter(([key]) => countingIsState(key));
  const count = Math.max(0, ...held.map(([, n]) => n));
  return count ? { count, keys: held.filter(([, n]) => n === count).map(([key]) => key) } : null;
}

/** One list within another says little: pairs in which each has somebody of its own come first, then the more alike. */
function isMoreAlike(pair, best) {
  const own = ({ onlyA, onlyB }) => Number(onlyA.length > 0 && onlyB.length > 0);
  const ahead = own(pair) - own(best) || pair.jaccard - best.jaccard || pair.shared.length - best.shared.length;
  return ahead > 0;
}

/** The two known lists that are most alike (Jaccard); null where none shares anybody. */
export function mostAlike(view) {
  const known = view.bodies.filter((id) => id !== WHAT_IF && view.isKnown(id) && view.setOf(id).size);
  let best = null;
  for (let i = 0; i < known.length; i += 1) {
    for (let j = i + 1; j < known.length; j += 1) {
      const pair = view.pair(known[i], known[j]);
      if (pair.shared.length && (!best || isMoreAlike(pair, best))) best = pair;
    }
  }
  return best;
}

/** What changed in the year of `view`: rows that joined or left in it, mechanisms that began or ended. */
export function changesOf(view) {
  const rows = view.seats.filter((row) => row.counted);
  const shown = view.bodies.filter((id) => id !== WHAT_IF).map((id) => bodies.get(id));
  return {
    joined: rows.filter(({ seat }) => seat.since_year === view.year),
    left: rows.filter(({ seat }) => seat.until_year === view.year),
    began: shown.filter((body) => body.established_year === view.year).map((body) => body.id),
    ended: shown.filter((body) => body.ended_year === view.year).map((body) => body.id),
  };
}

/** Seats of every year in the counted roles and shown mechanisms: [{year, seats, stated}]. */
export function seatsByYear(state) {
  const source = sourceIndexOf(state.source);
  const on = new Set(data.mechanisms.filter((body) => isOn(body, state)).map((body) => body.id));
  const years = new Map();
  for (let year = data.first; year <= data.now; year += 1) years.set(year, new Map());
  for (const seat of data.seats) {
    if (!on.has(seat.m) || !state.roles.has(seat.role)) continue;
    for (const [from, to, stated] of runsOf(seat, source)) {
      for (let year = from; year <= to; year += 1) {
        const cells = years.get(year);
        const key = seat.p + "|" + seat.m;
        cells.set(key, stated || cells.get(key) || 0);
      }
    }
  }
  return [...years].map(([year, cells]) => ({ year, seats: cells.size, stated: [...cells.values()].filter(Boolean).length }));
}
