// What stands out in the matrix: the selection, the cross of row and column under the pointer, and the reader in the corner.
import { make, refill, toggleClass } from "./dom.js";
import { t, lang } from "./words.js";
import { nameOf, shortOf } from "./model.js";
import { glyph } from "./glyphs.js";
import { lightOf } from "./gridlight.js";
import { cellContent, cellWords } from "./matrixcells.js";
import { matrixGrid } from "./matrixgrid.js";

let matrixLit = new Set();
let matrixCrossed = null;
let matrixTouched = null;
let matrixView_ = null;

/** Light up what `state.sel` selects. */
export function lightMatrix(view, state) {
  matrixView_ = view;
  const light = lightOf(view, state.sel);
  for (const column of matrixGrid.columns.values()) {
    const lit = light.columns.has(column.id);
    toggleClass(column.th, "lit", lit);
    toggleClass(column.col, "lit", lit);
  }
  for (const row of matrixGrid.rows.values()) toggleClass(row.tr, "lit", light.rows.has(row.key));
  lightMatrixCells(light.cells);
  readMatrix(matrixTouched);
}

function lightMatrixCells(names) {
  const found = [...names].map((name) => name.split("@")).map(([p, m]) => matrixGrid.rows.get(p)?.cells.get(m)?.td).filter(Boolean);
  for (const td of matrixLit) if (!found.includes(td)) td.classList.remove("lit");
  for (const td of found) toggleClass(td, "lit", true);
  matrixLit = new Set(found);
}

/** Follow the pointer or the focus: `cell` is a cell or head of the table, or null. */
export function crossMatrix(cell) {
  const column = cell ? matrixGrid.columns.get(cell.dataset.m) || null : null;
  if (matrixCrossed !== column) {
    for (const [one, on] of [[matrixCrossed, false], [column, true]]) {
      if (!one) continue;
      toggleClass(one.col, "crossed", on);
      toggleClass(one.th, "crossed", on);
    }
    matrixCrossed = column;
  }
  matrixTouched = cell;
  readMatrix(cell);
}

function readMatrixCell(p, m) {
  const content = cellContent(matrixView_, p, m);
  const words = cellWords(content);
  const lines = words.map((text, n) => make("span", { class: "grid-reader-seat" }, content.rows[n] ? glyph(content.rows[n].seat.role, { ...content.rows[n], size: 11 }) : null, text));
  return [make("b", {}, nameOf(p)), make("i", {}, shortOf(m)), ...lines];
}

/** The corner says in words what is under the pointer; whoever listens hears it from the cell itself. */
function readMatrix(cell) {
  const { p, m } = cell && cell.isConnected ? cell.dataset : {};
  const sign = [lang, p, m, p && m ? matrixGrid.rows.get(p).cells.get(m).sign : cell && cell.getAttribute("aria-label")].join("|");
  refill(matrixGrid.corner, sign, () => {
    if (p && m && matrixView_) return readMatrixCell(p, m);
    if (cell && cell.isConnected) return [make("span", {}, cell.getAttribute("aria-label"))];
    return [make("span", { class: "grid-hint" }, t("matrix.hint"))];
  });
}
