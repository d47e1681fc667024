// One cell of the square: what two mechanisms share, members below the diagonal and mandates above it.
import { setAttr, setText, toggleClass } from "./dom.js";
import { t, many, number } from "./words.js";
import { bodyOf, shortOf } from "./model.js";
import { readingWords } from "./readings.js";

export const SQUARE_STEPS = [0, 0.2, 0.4, 0.6, 0.8];
/** The readings that underline a cell, each with the dashes of its line and how many lines; two that have little in common carry none. */
export const SQUARE_READINGS = { gap: { dashes: "3 2", lines: 1 }, duplication: { dashes: "none", lines: 2 }, complement: { dashes: "none", lines: 1 } };

/** The shade of a Jaccard index: 0 for nothing, 1 to 5 by fifths; null where there is no number. */
export function shadeOf(jaccard) {
  if (jaccard === null) return null;
  return jaccard === 0 ? 0 : Math.min(5, 1 + Math.floor(jaccard * 5 + 1e-9));
}

/** How many are written into a cell: "8", "·" for none, "≥3" and "?" where a list is unknown. */
export function countMark(pair) {
  const n = pair.shared.length;
  if (pair.union === null) return n ? "≥" + number(n) : "?";
  return n ? number(n) : "·";
}

/** The overlap that a cell shows, its mechanisms in the order of the page: {members, pair, kind, marked}. */
export function squareContent(view, first, second, members) {
  const pair = members ? view.pair(first, second) : view.mandatePair(first, second);
  const { kind } = view.reading(first, second);
  return { members, pair, kind, marked: Object.hasOwn(SQUARE_READINGS, kind) };
}

function sharedWords({ members, pair }) {
  const what = members ? "square.members" : "square.mandates";
  const n = pair.shared.length;
  if (pair.union === null) return n ? many(what + ".least", n) : t(what + ".unknown");
  if (pair.union === 0) return t(what + ".none");
  const jaccard = number(pair.jaccard.toFixed(2));
  return many(what + ".shared", n, { union: number(pair.union), jaccard });
}

/** What a cell says: how many are shared, and how the pair reads. */
export function squareWords(content) {
  return content.marked ? [sharedWords(content), t("square.reads", { kind: readingWords(content.kind) })] : [sharedWords(content)];
}

/** The size of a mechanism on the diagonal, in words. */
export function ownWords(view, id) {
  const held = view.sets.get(id).size;
  const none = view.unknown.has(id) ? "square.own.unknown" : view.source ? "square.own.silent" : "";
  const least = view.unknown.has(id) || bodyOf(id).list === "partial";
  const members = !held && none ? t(none) : many(least ? "square.own.least" : "square.own", held);
  const work = view.mandates.get(id).size;
  return [members, work ? many("square.own.mandates", work) : t("square.own.mandates.unknown")];
}

/** The number on the diagonal. */
export function ownMark(view, id) {
  const held = view.sets.get(id).size;
  const least = view.unknown.has(id) || bodyOf(id).list === "partial";
  if (!held && (view.unknown.has(id) || view.source)) return view.unknown.has(id) ? "?" : "–";
  return (least ? "≥" : "") + number(held);
}

function paintOwn(cell, view) {
  const words = ownWords(view, cell.row);
  const sign = words.join();
  if (cell.sign === sign) return;
  cell.sign = sign;
  setText(cell.td, ownMark(view, cell.row));
  toggleClass(cell.td, "long", ownMark(view, cell.row).length > 2);
  setAttr(cell.td, "aria-label", shortOf(cell.row) + ": " + words.join("; "));
}

/** Write a cell anew where its sign differs. */
export function paintSquareCell(cell, view) {
  if (cell.row === cell.col) return paintOwn(cell, view);
  const content = squareContent(view, cell.first, cell.second, cell.members);
  const { pair, kind, marked } = content;
  const sign = [pair.shared.length, pair.union, kind].join("|");
  if (cell.sign === sign) return;
  cell.sign = sign;
  const shade = shadeOf(pair.jaccard);
  const look = pair.union === null ? (pair.shared.length ? "unlisted least" : "unlisted") : pair.shared.length ? (cell.members ? "members-" : "mandates-") + shade : "zero";
  const long = countMark(pair).length > 2 ? " long" : "";
  cell.td.className = look + long + (marked ? " reads reads-" + kind : "") + (cell.td.classList.contains("lit") ? " lit" : "");
  setText(cell.td, countMark(pair));
  setAttr(cell.td, "aria-label", t("square.cell", { a: shortOf(cell.first), b: shortOf(cell.second), words: squareWords(content).join(" ") }));
}
