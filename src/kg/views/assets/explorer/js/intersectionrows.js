// One row of the intersections: dots joined by a line, the size, and a bar whose tiles are the participants.
import { people } from "./data.js";
import { make, svg, refill, setAttr, setText, toggleClass } from "./dom.js";
import { t, many, number, lang, listing } from "./words.js";
import { nameOf, shortOf } from "./model.js";
import { areStates, comboBasis } from "./intersectionlist.js";

const COMBO_DOT = 15;

export const comboSel = (row) => "set:" + row.bodies.join("+");

/** Code of a state, short name of an organization. */
export const tileCode = (key) => people.get(key).iso3 || shortOf(key);

/** Path data of the dots of `at` (places of columns) in a row `tall` high. */
export const comboDots = (at, r, step, tall) => at.map((n) => `M${(n + 0.5) * step - r} ${tall / 2}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`).join("");

function comboDrawing(columns, bodies) {
  const at = bodies.map((id) => columns.indexOf(id));
  const all = columns.map((_, n) => n);
  const width = columns.length * COMBO_DOT;
  const line = at.length > 1 ? svg("path", { class: "combo-line", d: `M${(at[0] + 0.5) * COMBO_DOT} 12H${(at[at.length - 1] + 0.5) * COMBO_DOT}` }) : null;
  const drawn = svg("svg", { class: "combo-dots", viewBox: `0 0 ${width} 24`, "aria-hidden": "true", focusable: "false" },
    svg("path", { class: "combo-none", d: comboDots(all, 2.6, COMBO_DOT, 24) }), line,
    svg("path", { class: "combo-some", d: comboDots(at, 5, COMBO_DOT, 24) }));
  drawn.style.setProperty("--columns", String(columns.length));
  return drawn;
}

/** "5 states sit in exactly CRM and SICA: …" */
export function comboWords(row) {
  const key = areStates(row.people) ? "intersections.row" : "intersections.row.mixed";
  return many(key, row.people.length, { mechanisms: listing(row.bodies.map(shortOf)), names: listing(row.people.map(nameOf)) });
}

function comboTile(key) {
  return make("button", { type: "button", class: "combo-tile", tabindex: "-1", "data-sel": key, title: nameOf(key) }, tileCode(key));
}

/** A row's elements: {item, button, size, tiles}. */
export function buildCombo(columns, row) {
  const size = make("span", { class: "combo-size num" });
  const button = make("button", { type: "button", class: "combo-row", tabindex: "-1", "data-sel": comboSel(row) }, comboDrawing(columns, row.bodies), size);
  const tiles = make("span", { class: "combo-tiles" });
  return { item: make("li", { class: "combo" }, button, tiles), button, size, tiles };
}

function drawTile(tile, view, row, light) {
  const key = tile.dataset.sel;
  const { assumed, contested } = comboBasis(view, key, row.bodies);
  const remarks = [assumed && t("intersections.assumed"), contested && t("intersections.contested")].filter(Boolean);
  toggleClass(tile, "assumed", assumed);
  toggleClass(tile, "contested", contested);
  toggleClass(tile, "lit", light.tile(key));
  setAttr(tile, "aria-pressed", String(light.tile(key)));
  setAttr(tile, "aria-label", [nameOf(key), ...remarks].join(", "));
}

/** Write what differs. */
export function drawCombo(parts, view, row, light) {
  refill(parts.tiles, row.people.join() + lang, () => row.people.map(comboTile));
  for (const tile of parts.tiles.children) drawTile(tile, view, row, light);
  setText(parts.size, number(row.people.length));
  setAttr(parts.button, "aria-label", comboWords(row));
  setAttr(parts.button, "aria-pressed", String(light.some && light.row(row)));
  toggleClass(parts.item, "lit", light.some && light.row(row));
  toggleClass(parts.item, "faint", light.some && !light.row(row));
}
