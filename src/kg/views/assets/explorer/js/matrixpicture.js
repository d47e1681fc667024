// The matrix as a stand-alone picture, with the legend that it needs.
import { people } from "./data.js";
import { svg } from "./dom.js";
import { t, say, number } from "./words.js";
import { nameOf, shortOf, WHAT_IF } from "./model.js";
import { glyphMark } from "./glyphs.js";
import { lightOf } from "./gridlight.js";
import { cellContent } from "./matrixcells.js";
import { matrixHeadText } from "./matrixgrid.js";
import { marksInView, rolesInView } from "./matrixlegend.js";
import { PICTURE_INK, cutWords, pictureHatch, pictureHeads, pictureLegend, pictureSheet, pictureText } from "./gridpicture.js";

const SHEET = { cell: 20, row: 19, side: 236, head: 156, glyph: 12 };

const sheetCorner = (x, y) => svg("path", { d: `M${x - 6} ${y}H${x}V${y + 6}Z`, fill: PICTURE_INK.warn });
const sheetHatch = (x, y) => svg("rect", { x: x - 6, y: y - 6, width: 12, height: 12, fill: "url(#matrix-hatch)", stroke: PICTURE_INK.line });

function sheetLegend(view) {
  const roles = rolesInView(view);
  const some = roles.length ? roles[0].id : "member";
  const marks = marksInView(view);
  const drawn = (id, look) => (x, y) => glyphMark(id, x, y, look);
  return [
    ...roles.map((role) => ({ mark: drawn(role.id), text: say(role.label) })),
    view.scenario && { mark: drawn(WHAT_IF, { stated: false }), text: t("matrix.legend.hypothetical") },
    marks.assumed && { mark: drawn(some, { stated: false }), text: t("matrix.legend.assumed") },
    marks.uncounted && { mark: drawn(some, { counted: false }), text: t("matrix.legend.uncounted") },
    marks.contested && { mark: (x, y) => sheetCorner(x + 3, y - 3), text: t("matrix.legend.contested") },
    marks.hatched && { mark: sheetHatch, text: t("matrix.legend.hatched") },
    marks.unknown && { mark: (x, y) => pictureText(x, y + 4, "≥", { "text-anchor": "middle" }), text: t("matrix.legend.least") },
  ].filter(Boolean);
}

function sheetCell(view, p, m, x, y) {
  const { rows, hypothetical, disputed } = cellContent(view, p, m);
  if (hypothetical) return [glyphMark(WHAT_IF, x, y, { stated: false })];
  const size = SHEET.glyph / Math.max(1, rows.length * 0.68);
  const nodes = rows.map((row, n) => glyphMark(row.seat.role, x + (n - (rows.length - 1) / 2) * (size + 1), y, { ...row, size }));
  if (disputed || rows.some((row) => row.contested)) nodes.push(sheetCorner(x + SHEET.cell / 2 - 1, y - SHEET.row / 2 + 1));
  return nodes;
}

function sheetRow(view, key, n, light) {
  const top = SHEET.head + n * SHEET.row;
  const middle = top + SHEET.row / 2;
  const width = SHEET.side + view.bodies.length * SHEET.cell;
  const lit = light.rows.has(key) && svg("rect", { x: 0, y: top, width, height: SHEET.row, fill: PICTURE_INK.lit });
  const group = people.get(key).group;
  return [
    lit,
    svg("line", { x1: 0, x2: width, y1: top, y2: top, stroke: PICTURE_INK.line, "stroke-width": 0.7 }),
    pictureText(2, middle + 4, t("matrix.group.short." + group), { "font-size": 9, fill: PICTURE_INK.faint }),
    pictureText(26, middle + 4, cutWords(nameOf(key), 32), { "font-weight": lit ? 700 : 400 }),
    pictureText(SHEET.side - 8, middle + 4, number(view.counts.get(key) || 0), { "text-anchor": "end", fill: PICTURE_INK.faint }),
    ...view.bodies.flatMap((id, column) => sheetCell(view, key, id, SHEET.side + (column + 0.5) * SHEET.cell, middle)),
  ].filter(Boolean);
}

function sheetColumns(view, height, light) {
  return view.bodies.flatMap((id, n) => {
    const x = SHEET.side + n * SHEET.cell;
    const fill = light.columns.has(id) ? PICTURE_INK.lit : view.hatched.has(id) ? "url(#matrix-hatch)" : null;
    return [
      fill && svg("rect", { x, y: SHEET.head, width: SHEET.cell, height, fill }),
      svg("line", { x1: x, x2: x, y1: SHEET.head, y2: SHEET.head + height, stroke: PICTURE_INK.line, "stroke-width": 0.7 }),
    ].filter(Boolean);
  });
}

/** The picture of the view; null where nobody is in it. */
export function matrixPicture(view, state) {
  if (!view.people.length) return null;
  const light = lightOf(view, state.sel);
  const tall = view.people.length * SHEET.row;
  const width = SHEET.side + view.bodies.length * SHEET.cell + 4;
  const heads = view.bodies.map((id, n) => ({ x: SHEET.side + (n + 0.5) * SHEET.cell, text: shortOf(id), count: matrixHeadText(view, id), lit: light.columns.has(id) }));
  const legend = pictureLegend(sheetLegend(view), SHEET.head + tall + 16, width);
  return pictureSheet(t("matrix.title") + " · " + view.year, width, SHEET.head + tall + 16 + legend.height, [
    svg("defs", {}, pictureHatch("matrix-hatch")),
    ...sheetColumns(view, tall, light),
    ...pictureHeads(heads, SHEET.head),
    ...view.people.flatMap((key, n) => sheetRow(view, key, n, light)),
    ...legend.nodes,
  ]);
}
