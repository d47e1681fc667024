// What stands out in the square: the mechanisms or the pair selected, the cross under the pointer, the reader in the corner.
import { make, refill, toggleClass } from "./dom.js";
import { t, lang } from "./words.js";
import { nameOf, shortOf } from "./model.js";
import { lightOf } from "./gridlight.js";
import { ownWords, squareContent, squareWords } from "./squarecells.js";
import { squareGrid } from "./squaregrid.js";

const squareLook = { view: null, touched: null, crossed: null };

/** Mechanisms that a selection lights up; a seat lights up its mechanism. */
export function squareLit(view, sel) {
  const { columns, cells } = lightOf(view, sel);
  return new Set([...columns, ...[...cells].map((name) => name.split("@")[1])]);
}

/** Light up what `state.sel` selects: heads of mechanisms, and the cells where they meet. */
export function lightSquare(view, state) {
  squareLook.view = view;
  const lit = squareLit(view, state.sel);
  const meet = lit.size > 1 && (state.sel.startsWith("pair:") || state.sel.startsWith("set:"));
  for (const line of squareGrid.lines.values()) {
    const on = lit.has(line.id);
    for (const part of [line.head, line.side, line.col, line.tr]) toggleClass(part, "lit", on);
    for (const cell of line.cells.values()) toggleClass(cell.td, "lit", meet && on && cell.row !== cell.col && lit.has(cell.col));
  }
  readSquare(squareLook.touched);
}

/** Follow the pointer or the focus. */
export function crossSquare(cell) {
  const lines = [...squareGrid.lines.values()];
  const column = (cell && lines.find((one, n) => (cell.cellIndex ? n === cell.cellIndex - 1 : one.side === cell))) || null;
  if (squareLook.crossed !== column) {
    for (const [one, on] of [[squareLook.crossed, false], [column, true]]) {
      if (!one) continue;
      toggleClass(one.col, "crossed", on);
      toggleClass(one.head, "crossed", on);
    }
    squareLook.crossed = column;
  }
  squareLook.touched = cell;
  readSquare(cell);
}

/** The overlap under a cell with its words; {a, b} are the mechanisms, below tells which half. */
function squareReading(view, cell) {
  const { a, b } = cell.dataset;
  if (!b) return [make("b", {}, nameOf(a))];
  if (a === b) return [make("b", {}, shortOf(a)), ...ownWords(view, a).map((words) => make("span", {}, words))];
  const below = squareGrid.lines.get(b).tr === cell.parentElement;
  const words = squareWords(squareContent(view, a, b, below)).map((text) => make("span", {}, text));
  return [make("b", {}, shortOf(a) + " · " + shortOf(b)), ...words];
}

function readSquare(cell) {
  const there = cell && cell.isConnected && squareLook.view;
  const sign = [lang, there ? cell.getAttribute("aria-label") : ""].join("|");
  refill(squareGrid.corner, sign, () => (there ? squareReading(squareLook.view, cell) : [make("span", { class: "grid-hint" }, t("square.hint"))]));
}
