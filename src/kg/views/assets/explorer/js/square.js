// One square for two overlaps: below the diagonal the members that two mechanisms share, above it the mandates.
import { make, setAttr, setText } from "./dom.js";
import { t } from "./words.js";
import { change, state } from "./state.js";
import { steerGrid, keepCellHeld } from "./gridkeys.js";
import { mostAtOnce, watchFit } from "./gridfit.js";
import { buildSquare, drawSquareGrid, squareGrid } from "./squaregrid.js";
import { crossSquare, lightSquare } from "./squarelight.js";
import { drawSquareLegend } from "./squarelegend.js";
import { squarePicture } from "./squarepicture.js";
import { squareQuery, squareRest, squareRows } from "./squarerows.js";

const squareParts = { box: null, legend: null, note: null, fit: null, sign: "", most: 0 };

/** Select what a cell or head stands for; once more, and nothing is selected. */
function chooseSquareCell({ dataset: { a, b } }) {
  const sel = b && a !== b ? `pair:${a}+${b}` : "mechanism:" + a;
  change({ sel: sel === state.sel ? "" : sel });
}

function mountSquare(root) {
  squareGrid.built = "";
  squareGrid.table = make("table", { class: "grid square-table", role: "grid", "aria-readonly": "true" });
  squareParts.legend = make("div", { class: "square-legend" });
  squareParts.box = make("div", { class: "grid-box", role: "region" }, squareGrid.table);
  squareParts.note = make("p", { class: "grid-note" });
  root.classList.add("square");
  root.replaceChildren(squareParts.legend, squareParts.box, squareParts.note);
  steerGrid(squareGrid.table, chooseSquareCell, crossSquare);
  squareParts.fit = watchFit(squareParts.box, squareGrid.table);
}

/** How many lines there are at most: computed anew only where mechanisms are switched. */
function squareMost(state) {
  const on = [...squareGrid.lines.keys()].filter((id) => !state.off.has(id));
  const sign = on.join("+");
  if (squareParts.sign !== sign) Object.assign(squareParts, { sign, most: mostAtOnce(on) });
  return squareParts.most;
}

function drawSquare(view, state) {
  buildSquare(view, state);
  drawSquareLegend(squareParts.legend);
  setAttr(squareParts.box, "aria-label", t("square.region"));
  squareParts.fit(squareMost(state), view.bodies.length);
  drawSquareGrid(view);
  lightSquare(view, state);
  keepCellHeld(squareGrid.table);
  setText(squareParts.note, t(view.bodies.length > 1 ? "square.note" : "square.nothing"));
}

export const squareView = {
  id: "square",
  tab: "overlap",
  mount: mountSquare,
  draw: drawSquare,
  rows: squareRows,
  picture: squarePicture,
  query: squareQuery,
  rest: squareRest,
};
