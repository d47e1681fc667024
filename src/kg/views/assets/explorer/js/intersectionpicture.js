// The intersections as a stand-alone picture in the colours of the light scheme.
import { svg } from "./dom.js";
import { t, number, listing } from "./words.js";
import { shortOf } from "./model.js";
import { combosOf, comboBasis, comboLight } from "./intersectionlist.js";
import { comboDots, tileCode } from "./intersectionrows.js";
import { PICTURE_INK, pictureHeads, pictureLegend, pictureSheet, pictureText } from "./gridpicture.js";
import { mapLines } from "./maplines.js";

const COMBO_SHEET = { step: 16, row: 25, head: 172, gap: 3, most: 520, blue: "#0b5a94", faint: "#dcdcd4" };

const comboWidth = (code) => 13 + code.length * 6.4;

function sheetTile(code, x, y, { assumed, contested }) {
  const [width, height] = [comboWidth(code), 19];
  return [
    svg("rect", { x, y: y - height / 2, width, height, rx: 3, fill: assumed ? "#ffffff" : COMBO_SHEET.blue, stroke: COMBO_SHEET.blue, ...(assumed ? { "stroke-dasharray": "3 2" } : {}) }),
    contested ? svg("path", { d: `M${x + width - 7} ${y - height / 2}h7v7z`, fill: "#f0a63a" }) : null,
    pictureText(x + width / 2, y + 3.6, code, { "text-anchor": "middle", "font-size": 10, "font-weight": 600, fill: assumed ? COMBO_SHEET.blue : "#ffffff" }),
  ];
}

/** Tiles in lines of one width: {nodes, lines}. */
function sheetTiles(view, row, left, y) {
  const nodes = [];
  let [x, lines] = [left, 1];
  for (const key of row.people) {
    const code = tileCode(key);
    if (x > left && x + comboWidth(code) > left + COMBO_SHEET.most) [x, lines] = [left, lines + 1];
    nodes.push(...sheetTile(code, x, y + (lines - 1) * 22, comboBasis(view, key, row.bodies)));
    x += comboWidth(code) + COMBO_SHEET.gap;
  }
  return { nodes, lines };
}

function sheetCombo(view, columns, row, top, lit) {
  const { step } = COMBO_SHEET;
  const at = row.bodies.map((id) => columns.indexOf(id));
  const y = top + COMBO_SHEET.row / 2;
  const left = columns.length * step;
  const tiles = sheetTiles(view, row, left + 40, y);
  const place = { transform: `translate(0 ${top})` };
  const tall = COMBO_SHEET.row + (tiles.lines - 1) * 22;
  const nodes = [
    lit ? svg("rect", { x: 0, y: top, width: "100%", height: tall, fill: PICTURE_INK.lit }) : null,
    svg("path", { d: comboDots(columns.map((_, n) => n), 2.6, step, COMBO_SHEET.row), fill: COMBO_SHEET.faint, ...place }),
    svg("path", { d: `M${(at[0] + 0.5) * step} ${y}H${(at[at.length - 1] + 0.5) * step}`, stroke: COMBO_SHEET.blue, "stroke-width": 2 }),
    svg("path", { d: comboDots(at, 5, step, COMBO_SHEET.row), fill: COMBO_SHEET.blue, ...place }),
    pictureText(left + 32, y + 4, number(row.people.length), { "text-anchor": "end", "font-weight": 650 }),
    ...tiles.nodes,
  ];
  return { nodes, tall };
}

function sheetComboLegend(top, width) {
  const tile = (basis) => (x, y) => svg("g", {}, ...sheetTile("", x - 7, y, basis));
  return pictureLegend([
    { mark: tile({}), text: t("intersections.legend.stated") },
    { mark: tile({ assumed: true }), text: t("intersections.legend.assumed") },
    { mark: tile({ contested: true }), text: t("intersections.legend.contested") },
  ], top, width);
}

/** The rows that are shown, with their heads; null where there is none. */
export function combosPicture(view, state) {
  const { columns, rows } = combosOf(view);
  if (!rows.length) return null;
  const light = comboLight(view, state.sel);
  const heads = columns.map((id, n) => ({ x: (n + 0.5) * COMBO_SHEET.step, text: shortOf(id), count: number(view.setOf(id).size), lit: light.head(id) }));
  const widest = Math.max(...rows.map((row) => row.people.reduce((sum, key) => sum + comboWidth(tileCode(key)) + COMBO_SHEET.gap, 0)));
  const width = Math.max(480, columns.length * COMBO_SHEET.step + 44 + Math.min(widest, COMBO_SHEET.most));
  const nodes = pictureHeads(heads, COMBO_SHEET.head);
  let top = COMBO_SHEET.head + 4;
  for (const row of rows) {
    const drawn = sheetCombo(view, columns, row, top, light.some && light.row(row));
    nodes.push(...drawn.nodes);
    top += drawn.tall;
  }
  const legend = sheetComboLegend(top + 12, width);
  const open = view.bodies.filter((id) => view.unknown.has(id)).map(shortOf);
  const note = open.length ? mapLines(t("intersections.unknown.names", { names: listing(open) }), Math.floor(width / 5.6)) : [];
  const lines = note.map((words, n) => pictureText(0, top + 26 + legend.height + n * 14, words, { fill: PICTURE_INK.soft, "font-size": 10 }));
  return pictureSheet(t("intersections.title") + " · " + view.year, width, top + 24 + legend.height + note.length * 14, [...nodes, ...legend.nodes, ...lines].filter(Boolean));
}
