// The square as rows, one for each pair of mechanisms; as a query and as a REST path.
import { t } from "./words.js";
import { nameOf, shortOf, WHAT_IF } from "./model.js";
import { readingWords } from "./readings.js";
import { iriMark, queryText, seatMarks } from "./querytext.js";
import { state } from "./state.js";

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

const squarePairOf = (sel) => (sel.startsWith("pair:") ? sel.slice("pair:".length).split("+") : []);

/** Of a selected pair its shared members; otherwise the seats from which every pair is counted. */
export function squareQuery(view, wanted) {
  const [a, b] = squarePairOf(wanted.sel);
  const marks = { ...seatMarks(view), ROLES: [...wanted.roles].map((role) => iriMark("role", role)).join(" ") };
  if (!b || a === WHAT_IF || b === WHAT_IF) return queryText("matrix", marks);
  return queryText("pair-members", { ...marks, A: iriMark("mechanism", a), B: iriMark("mechanism", b) });
}

/** The pairs by members; of a selected pair that one alone. */
export function squareRest(view, wanted = state) {
  const chosen = squarePairOf(wanted.sel);
  const ids = (chosen.length ? chosen : view.bodies).filter((id) => id !== WHAT_IF);
  const asked = [["by", "members"], ["year", view.year], ...[...wanted.roles].map((role) => ["role", role]), ...ids.map((id) => ["mechanism", id])];
  if (view.source) asked.push(["source", view.source]);
  return "/api/v1/overlap/pairs?" + new URLSearchParams([...asked, ["limit", 1000]]);
}
