// The membership matrix: who sits where in the year and in what role; rows and columns keep one order over all years.
import { make, setAttr, setText, toggleClass } from "./dom.js";
import { t, lang } from "./words.js";
import { change, state } from "./state.js";
import { steerGrid, keepCellHeld } from "./gridkeys.js";
import { buildMatrix, drawMatrixGrid, matrixGrid } from "./matrixgrid.js";
import { crossMatrix, lightMatrix } from "./matrixlight.js";
import { drawMatrixLegend } from "./matrixlegend.js";
import { matrixRows, matrixQuery, matrixRest } from "./matrixrows.js";
import { matrixPicture } from "./matrixpicture.js";
import { mostAtOnce, watchFit } from "./gridfit.js";

const matrixParts = { box: null, legend: null, note: null, fit: null, sign: "", most: 0 };

/** Select what a cell or head stands for; once more, and nothing is selected. */
function chooseMatrixCell({ dataset: { p, m } }) {
  const sel = p && m ? `seat:${p}@${m}` : p || "mechanism:" + m;
  change({ sel: sel === state.sel ? "" : sel });
}

function mountMatrix(root) {
  matrixGrid.built = "";
  matrixGrid.table = make("table", { class: "grid matrix-table", role: "grid", "aria-readonly": "true" });
  matrixParts.legend = make("ul", { class: "grid-legend" });
  matrixParts.box = make("div", { class: "grid-box", role: "region" }, matrixGrid.table);
  matrixParts.note = make("p", { class: "grid-note" });
  root.classList.add("matrix");
  root.replaceChildren(matrixParts.legend, matrixParts.box, matrixParts.note);
  steerGrid(matrixGrid.table, chooseMatrixCell, crossMatrix);
  matrixParts.fit = watchFit(matrixParts.box, matrixGrid.table);
}

/** How many columns there are at most: computed anew only where mechanisms are switched. */
function matrixMost(state) {
  const on = [...matrixGrid.columns.keys()].filter((id) => !state.off.has(id));
  const sign = on.join("+");
  if (matrixParts.sign !== sign) Object.assign(matrixParts, { sign, most: mostAtOnce(on) });
  return matrixParts.most;
}

function drawMatrix(view, state) {
  buildMatrix(view, state);
  drawMatrixLegend(matrixParts.legend, view);
  setAttr(matrixParts.box, "aria-label", t("matrix.region"));
  setAttr(matrixGrid.table, "lang", lang);
  matrixParts.fit(matrixMost(state), view.bodies.length);
  drawMatrixGrid(view);
  lightMatrix(view, state);
  keepCellHeld(matrixGrid.table);
  toggleClass(matrixGrid.table, "bare", view.people.length === 0);
  setText(matrixParts.note, t(view.people.length ? "matrix.note" : "matrix.nobody"));
}

export const matrixView = {
  id: "matrix",
  tab: "overlap",
  mount: mountMatrix,
  draw: drawMatrix,
  rows: matrixRows,
  picture: matrixPicture,
  query: matrixQuery,
  rest: matrixRest,
};
