// The map's two frames as elements: the Americas, and Central America with the Caribbean drawn larger.
import { people } from "./data.js";
import { svg } from "./dom.js";
import { frameShapes, islandLabels, mapDocument, mapPatterns } from "./mapshapes.js";

const MAP_RADIUS = { main: 6, inset: 12 };
const MAP_COLUMN = { from: 745, column: 928, gap: 35, margin: 24 };
const MAP_CLOSE = 90;

const mapCode = (key) => people.get(key).iso3;

/** The names of small islands in the inset: an arc of them in a column, the others beside their point. */
export function insetLabels() {
  const { known } = frameShapes("inset", MAP_RADIUS.inset);
  const column = islandLabels(known, mapCode, { ...MAP_COLUMN, bottom: mapDocument().inset.height - MAP_COLUMN.margin });
  const own = new Set(column.map((row) => row.key));
  const alone = [...known].filter(([key, { at }]) => at && !own.has(key)).map(([key, { at }]) => ({ key, code: mapCode(key), at }));
  return [...column, ...alone.map((row) => besidePoint(row, alone))];
}

/** The name of a point: above it, or on the side where no other stands near. */
function besidePoint({ key, code, at: [x, y] }, all) {
  const near = all.find((one) => one.key !== key && Math.hypot(one.at[0] - x, one.at[1] - y) < MAP_CLOSE);
  if (!near) return { key, code, x, y: y - 26, line: "", anchor: "middle" };
  return near.at[0] > x ? { key, code, x: x - 18, y, line: "", anchor: "end" } : { key, code, x: x + 18, y, line: "", anchor: "start" };
}

/** The shapes of the frame called `name`. */
export const placesOf = (name) => frameShapes(name, MAP_RADIUS[name]);

const MAP_REACH = { start: -10, middle: -36, end: -62 };

function mapLabel({ key, code, x, y, line, anchor }) {
  return svg("g", { class: "map-label", "data-p": key },
    line ? svg("path", { class: "map-leader", d: line }) : null,
    svg("rect", { class: "map-reach", x: x + MAP_REACH[anchor], y: y - 17, width: 72, height: 34 }),
    svg("text", { x, y: y + 10, "text-anchor": anchor }, code));
}

const mapOver = () => ({ ring: svg("path", { class: "map-ring" }), halo: svg("path", { class: "map-halo" }) });

/** A frame: {root, parts: Map key → path, labels: Map key → g, ring, halo}; `box` is the outline of what the inset shows. */
export function buildFrame(name, actsHere) {
  const { width, height, box } = mapDocument()[name];
  const { known, rest } = placesOf(name);
  const parts = new Map();
  for (const [key, { d, at }] of known) {
    const acts = actsHere(key) ? { role: "button", tabindex: "-1" } : { "aria-hidden": "true" };
    parts.set(key, svg("path", { class: at ? "map-place map-island" : "map-place", "data-p": key, d, ...acts }));
  }
  const labels = name === "inset" ? new Map(insetLabels().map((row) => [row.key, mapLabel(row)])) : new Map();
  const over = mapOver();
  const root = svg("svg", { class: "map-frame map-" + name, viewBox: `0 0 ${width} ${height}`, role: "group" },
    name === "main" ? mapPatterns("map-", (pattern, what) => ({ class: `map-${pattern}-${what}` })) : null,
    svg("path", { class: "map-coast", d: rest + [...known.values()].map(({ d, at }) => (at ? "" : d)).join(""), "aria-hidden": "true" }),
    svg("path", { class: "map-rest", d: rest, "aria-hidden": "true" }),
    box ? svg("path", { class: "map-box", d: box, "aria-hidden": "true" }) : null,
    ...parts.values(), over.ring, over.halo,
    svg("g", { "aria-hidden": "true" }, ...labels.values()));
  return { name, root, parts, labels, known, ...over };
}
