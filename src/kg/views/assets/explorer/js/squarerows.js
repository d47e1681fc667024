// The square as rows, one for each pair of mechanisms; as a query and as a REST path.
import { t } from "./words.js";
import { nameOf, shortOf, realBodies, WHAT_IF } from "./model.js";
import { readingWords } from "./readings.js";
import { queryOf, restOf } from "./asking.js";

/** Every pair of the mechanisms in view once, in the order of the page. */
export const squarePairs = (view) => view.bodies.flatMap((a, n) => view.bodies.slice(n + 1).map((b) => [a, b]));

const SQUARE_COLUMNS = ["a", "b", "members", "members.union", "members.jaccard", "mandates", "mandates.union", "mandates.jaccard", "reading", "members.which"];
const rounded = (value) => (value === null ? null : Math.round(value * 1e6) / 1e6);

function squareNumbers(pair) {
  return [pair.union === null && !pair.shared.length ? null : pair.shared.length, pair.union, rounded(pair.jaccard)];
}

/** A row for each pair: shared, union and Jaccard of members and of mandates, the reading; empty where a list is unknown. */
export function squareRows(view) {
  const rows = squarePairs(view).map(([a, b]) => {
    const members = view.pair(a, b);
    return [shortOf(a), shortOf(b), ...squareNumbers(members), ...squareNumbers(view.mandatePair(a, b)), readingWords(view.reading(a, b).kind), members.shared.map(nameOf).join("; ")];
  });
  return { columns: SQUARE_COLUMNS.map((name) => t("square.column." + name)), rows };
}

/** The two mechanisms of a selected pair, if both exist. */
function squareChosen(sel) {
  const ids = sel.startsWith("pair:") ? sel.slice("pair:".length).split("+") : [];
  return ids.length === 2 && !ids.includes(WHAT_IF) ? ids : null;
}

/** Of a selected pair who is in both or in one of them; otherwise every pair that shares a member. */
export function squareQuery(view, state) {
  const chosen = squareChosen(state.sel);
  if (chosen) return queryOf("pair-members", state, { a: chosen[0], b: chosen[1] });
  return realBodies(view).length ? queryOf("pairs", state, { mechanisms: realBodies(view) }) : "";
}

/** Both overlaps of every pair and how they read; of a selected pair those alone. */
export function squareRest(view, state) {
  const mechanism = squareChosen(state.sel) || realBodies(view);
  return mechanism.length > 1 ? restOf("/overlap/readings", state, { mechanism, limit: 1000 }) : "";
}
