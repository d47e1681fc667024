// The matrix as a table: a column for each mechanism that can be shown, a row for each participant when it first appears.
import { data, people } from "./data.js";
import { make, setAttr, setText, toggleClass } from "./dom.js";
import { t, many, lang, number } from "./words.js";
import { nameOf, shortOf, bodyOf, WHAT_IF } from "./model.js";
import { paintCell } from "./matrixcells.js";
import { groupWords } from "./matrixrows.js";

/** What stands on the page: columns by mechanism id, rows by participant key, both in the order of the data. */
export const matrixGrid = { table: null, tbody: null, corner: null, columns: new Map(), rows: new Map(), built: "" };

const matrixOrder = new Map();

/** Mechanisms that have a column: those of the view in any year, and those once switched on. */
function matrixColumnIds(view, state) {
  const ids = data.mechanisms.filter((body) => body.default || state.on.has(body.id)).map((body) => body.id);
  return view.scenario ? [...ids, WHAT_IF] : ids;
}

/** Long names are set smaller, so that two that begin alike can be told apart. */
export const turnedClass = (name) => "grid-turned" + (name.length > 19 ? " long" : "");

function matrixColumn(id) {
  const count = make("span", { class: "grid-count" });
  const name = make("span", { class: turnedClass(shortOf(id)) }, shortOf(id));
  const th = make("th", { scope: "col", class: "grid-head", "data-m": id }, name, count);
  return { id, col: make("col", { "data-m": id }), th, count, hidden: false };
}

/** Build the table anew where the language or the columns differ; years only hide and show. */
export function buildMatrix(view, state) {
  const ids = matrixColumnIds(view, state);
  const built = lang + "|" + ids.join("+");
  if (matrixGrid.built === built) return;
  matrixGrid.built = built;
  matrixGrid.rows.clear();
  matrixGrid.columns = new Map(ids.map((id) => [id, matrixColumn(id)]));
  data.participants.forEach((person, n) => matrixOrder.set(person.key, n));
  const columns = [...matrixGrid.columns.values()];
  matrixGrid.corner = make("div", { class: "grid-reader", "aria-hidden": "true" });
  const corner = make("td", { class: "grid-corner" }, matrixGrid.corner);
  matrixGrid.tbody = make("tbody", {});
  matrixGrid.table.replaceChildren(
    make("caption", { class: "sr" }, t("matrix.caption")),
    make("colgroup", {}, make("col", { class: "grid-names" }), ...columns.map((column) => column.col)),
    make("thead", {}, make("tr", {}, corner, ...columns.map((column) => column.th))),
    matrixGrid.tbody,
  );
}

/** "17", "≥8" where only some are listed, "?" where nobody is, "–" where the one source heard names nobody. */
export function matrixHeadText(view, id) {
  const held = view.sets.get(id).size;
  if (view.unknown.has(id)) return held ? "≥" + number(held) : "?";
  if (view.source && !held) return "–";
  return bodyOf(id).list === "partial" ? "≥" + number(held) : number(held);
}

function matrixHeadWords(view, id) {
  const held = view.sets.get(id).size;
  const name = shortOf(id) === nameOf(id) ? nameOf(id) : shortOf(id) + ", " + nameOf(id);
  if (view.hatched.has(id)) return t("matrix.head.hatched", { name });
  if (view.unknown.has(id)) return held ? many("matrix.head.least", held, { name }) : t("matrix.head.unknown", { name });
  if (view.source && !held) return t("matrix.head.silent", { name });
  return many(bodyOf(id).list === "partial" ? "matrix.head.partial" : "matrix.head", held, { name });
}

function drawMatrixHead(view, column) {
  const hidden = !view.sets.has(column.id);
  if (column.hidden !== hidden) {
    column.hidden = column.col.hidden = column.th.hidden = hidden;
    for (const row of matrixGrid.rows.values()) row.cells.get(column.id).td.hidden = hidden;
  }
  if (hidden) return;
  const text = matrixHeadText(view, column.id);
  setText(column.count, text);
  toggleClass(column.count, "long", text.length > 2);
  for (const name of ["aria-label", "title"]) setAttr(column.th, name, matrixHeadWords(view, column.id));
  for (const part of [column.th, column.col]) {
    toggleClass(part, "hatched", view.hatched.has(column.id));
    toggleClass(part, "unlisted", view.unknown.has(column.id));
  }
}

function matrixRow(key) {
  const person = people.get(key);
  const total = make("span", { class: "grid-total" });
  const name = make("span", { class: "grid-name" }, person.kind === "organization" || person.kind === "mechanism" ? shortOf(key) : nameOf(key));
  const group = make("span", { class: "grid-group group-" + person.group, title: groupWords(person.group) }, t("matrix.group.short." + person.group));
  const th = make("th", { scope: "row", class: "grid-side", "data-p": key, title: nameOf(key) }, make("span", { class: "grid-side-in" }, group, name, total));
  const cells = new Map();
  for (const column of matrixGrid.columns.values()) {
    const td = make("td", { "data-p": key, "data-m": column.id, hidden: column.hidden });
    cells.set(column.id, { p: key, m: column.id, td, sign: null });
  }
  return { key, person, th, total, cells, hidden: false, tr: make("tr", {}, th, ...[...cells.values()].map((cell) => cell.td)) };
}

/** The row of a participant, put in its place where it is new. */
function matrixRowOf(key) {
  const known = matrixGrid.rows.get(key);
  if (known) return known;
  const row = matrixRow(key);
  let next = null;
  for (const other of matrixGrid.rows.values()) {
    if (matrixOrder.get(other.key) > matrixOrder.get(key) && (!next || matrixOrder.get(other.key) < matrixOrder.get(next.key))) next = other;
  }
  matrixGrid.tbody.insertBefore(row.tr, next ? next.tr : null);
  matrixGrid.rows.set(key, row);
  return row;
}

function drawMatrixRow(view, row, before) {
  const held = view.counts.get(row.key) || 0;
  setText(row.total, held ? number(held) : "–");
  setAttr(row.th, "aria-label", many("matrix.side", held, { name: nameOf(row.key), group: groupWords(row.person.group) }));
  toggleClass(row.tr, "edge", before !== "" && before !== row.person.group);
  for (const cell of row.cells.values()) if (view.sets.has(cell.m)) paintCell(cell, view);
}

/** Bring heads, rows and cells to what the view says; only what differs is written. */
export function drawMatrixGrid(view) {
  for (const column of matrixGrid.columns.values()) drawMatrixHead(view, column);
  const present = new Set(view.people);
  for (const row of matrixGrid.rows.values()) if (!row.hidden && !present.has(row.key)) row.hidden = row.tr.hidden = true;
  let before = "";
  for (const key of view.people) {
    const row = matrixRowOf(key);
    if (row.hidden) row.hidden = row.tr.hidden = false;
    drawMatrixRow(view, row, before);
    before = row.person.group;
  }
}
