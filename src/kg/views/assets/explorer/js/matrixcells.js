// One cell of the matrix: the roles that a participant has in a mechanism, as glyphs and in words.
import { data, conflictsOfSeat } from "./data.js";
import { setAttr, toggleClass } from "./dom.js";
import { t, listing, dateWords } from "./words.js";
import { nameOf, shortOf, roleWords, WHAT_IF } from "./model.js";
import { glyph } from "./glyphs.js";

const MATRIX_GLYPH_SIZES = [11, 11, 6.8, 4.8];

let matrixClaims = { of: null, cells: new Map() };

/** Contested memberships that nothing answers while all sources are heard, by "participant|mechanism". */
function claimedCells() {
  if (matrixClaims.of === data) return matrixClaims.cells;
  matrixClaims = { of: data, cells: new Map() };
  for (const seat of data.seats) {
    if (seat.runs.length || !conflictsOfSeat(seat.id).length) continue;
    const key = seat.p + "|" + seat.m;
    matrixClaims.cells.set(key, [...(matrixClaims.cells.get(key) || []), seat]);
  }
  return matrixClaims.cells;
}

/** Whether nobody is answered although a source, taken alone, seats somebody in the year. */
export function isDisputed(p, m, view) {
  const claims = view.source ? undefined : claimedCells().get(p + "|" + m);
  if (!claims) return false;
  const covers = ([from, to]) => from <= view.year && view.year <= to;
  return claims.some((seat) => Object.values(seat.alone || {}).some((runs) => runs.some(covers)));
}

/** What a cell shows: {rows, hypothetical, unknown, disputed}. */
export function cellContent(view, p, m) {
  const rows = view.at(p, m);
  const hypothetical = m === WHAT_IF && view.sets.get(m).has(p);
  const empty = rows.length === 0 && !hypothetical;
  return { rows, hypothetical, unknown: view.unknown.has(m), disputed: empty && isDisputed(p, m, view) };
}

const rowSign = ({ seat, stated, counted, contested }) => seat.id + (stated ? "s" : "-") + (counted ? "c" : "-") + (contested ? "!" : "");

/** Equal signs, equal cells. */
export function cellSign({ rows, hypothetical, unknown, disputed }) {
  const empty = (hypothetical ? "h" : "") + (unknown ? "?" : "") + (disputed ? "!" : "");
  return rows.length ? rows.map(rowSign).join(" ") : empty;
}

/** "member since 1996, stated": the years as dated, then on what this year rests. */
function matrixSeatWords({ seat, stated, counted, contested }) {
  const [since, until] = [dateWords(seat.since), dateWords(seat.until)];
  const dated = since && until ? "both" : since ? "since" : until ? "until" : "none";
  const words = t("matrix.seat." + dated, { role: roleWords(seat.role), since, until, basis: t(stated ? "matrix.stated" : "matrix.assumed") });
  return [words, contested && t("matrix.contested"), !counted && t("matrix.uncounted")].filter(Boolean).join(", ");
}

/** What a cell says, without the names of its row and column: one text for each seat, or why there is none. */
export function cellWords({ rows, hypothetical, unknown, disputed }) {
  if (rows.length) return rows.map(matrixSeatWords);
  if (hypothetical) return [t("matrix.hypothetical")];
  if (disputed) return [t("matrix.disputed")];
  return [t(unknown ? "matrix.unlisted" : "matrix.empty")];
}

/** Write a cell anew where its sign differs: glyphs, marks, and its words for those who hear them. */
export function paintCell(cell, view) {
  const content = cellContent(view, cell.p, cell.m);
  const sign = cellSign(content);
  if (cell.sign === sign) return;
  cell.sign = sign;
  const size = MATRIX_GLYPH_SIZES[Math.min(content.rows.length, 3)];
  const drawn = content.rows.map((row) => glyph(row.seat.role, { ...row, size }));
  cell.td.replaceChildren(...(content.hypothetical ? [glyph(WHAT_IF, { stated: false })] : drawn));
  toggleClass(cell.td, "contested", content.disputed || content.rows.some((row) => row.contested));
  setAttr(cell.td, "aria-label", t("matrix.cell", { p: nameOf(cell.p), m: shortOf(cell.m), seats: listing(cellWords(content)) }));
}
