// The square as a table: the same mechanisms as rows and as columns, built once; years only hide and show.
import { data } from "./data.js";
import { make, setAttr } from "./dom.js";
import { t, lang } from "./words.js";
import { nameOf, shortOf, WHAT_IF } from "./model.js";
import { turnedClass } from "./matrixgrid.js";
import { paintSquareCell } from "./squarecells.js";

/** What stands on the page: one line for each mechanism id, {id, col, head, side, tr, cells, hidden}. */
export const squareGrid = { table: null, corner: null, lines: new Map(), built: "" };

function squareIds(view, state) {
  const ids = data.mechanisms.filter((body) => body.default || state.on.has(body.id)).map((body) => body.id);
  return view.scenario ? [...ids, WHAT_IF] : ids;
}

function squareCellOf(row, col, ids) {
  const members = ids.indexOf(row) > ids.indexOf(col);
  const [first, second] = members ? [col, row] : [row, col];
  const td = make("td", { "data-a": first, "data-b": second, class: row === col ? "own" : false });
  return { row, col, first, second, members, td, sign: null };
}

function squareLine(id, ids) {
  const head = make("th", { scope: "col", class: "grid-head", "data-a": id, title: nameOf(id), "aria-label": nameOf(id) }, make("span", { class: turnedClass(shortOf(id)) }, shortOf(id)));
  const side = make("th", { scope: "row", class: "grid-side", "data-a": id, title: nameOf(id), "aria-label": nameOf(id) }, make("span", { class: "grid-side-in" }, make("span", { class: shortOf(id).length > 19 ? "grid-name long" : "grid-name" }, shortOf(id))));
  const cells = new Map(ids.map((col) => [col, squareCellOf(id, col, ids)]));
  return { id, head, side, cells, hidden: false, col: make("col", {}), tr: make("tr", {}, side, ...[...cells.values()].map((cell) => cell.td)) };
}

/** Build the table anew where the language or the mechanisms differ. */
export function buildSquare(view, state) {
  const ids = squareIds(view, state);
  const built = lang + "|" + ids.join("+");
  if (squareGrid.built === built) return;
  squareGrid.built = built;
  squareGrid.lines = new Map(ids.map((id) => [id, squareLine(id, ids)]));
  const lines = [...squareGrid.lines.values()];
  squareGrid.corner = make("div", { class: "grid-reader", "aria-hidden": "true" });
  squareGrid.table.replaceChildren(
    make("caption", { class: "sr" }, t("square.caption")),
    make("colgroup", {}, make("col", { class: "grid-names" }), ...lines.map((line) => line.col)),
    make("thead", {}, make("tr", {}, make("td", { class: "grid-corner" }, squareGrid.corner), ...lines.map((line) => line.head))),
    make("tbody", {}, ...lines.map((line) => line.tr)),
  );
}

function hideSquareLine(line, hidden) {
  if (line.hidden === hidden) return;
  line.hidden = line.col.hidden = line.head.hidden = line.tr.hidden = hidden;
  for (const other of squareGrid.lines.values()) other.cells.get(line.id).td.hidden = hidden;
}

/** Bring every cell to what the view says; only what differs is written. */
export function drawSquareGrid(view) {
  for (const line of squareGrid.lines.values()) hideSquareLine(line, !view.sets.has(line.id));
  for (const line of squareGrid.lines.values()) {
    if (line.hidden) continue;
    for (const cell of line.cells.values()) if (view.sets.has(cell.col)) paintSquareCell(cell, view);
  }
  setAttr(squareGrid.table, "lang", lang);
}
