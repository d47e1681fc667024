// The shapes of the map: outlines and points from map.json, one shape for each state and territory that the data knows.
import { data } from "./data.js";
import { byId, svg } from "./dom.js";

let mapText = null;

/** The map as scripts/build_map.py wrote it: {source, main, inset, neighbours}. */
export function mapDocument() {
  mapText = mapText || JSON.parse(byId("map-data").textContent);
  return mapText;
}

/** Participant keys of those in the Americas by alpha-3 code. */
export const mapKeys = () => new Map(data.participants.filter((person) => person.region && person.iso3).map((person) => [person.iso3, person.key]));

/** A round of radius r as path data. */
export const mapRound = ([x, y], r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** Points that would hide each other, moved apart: {code: [x, y]}. */
export function spreadPoints(points, least) {
  const found = Object.entries(points).map(([code, [x, y]]) => ({ code, x, y }));
  for (let round = 0; round < 12; round += 1) {
    for (const one of found) {
      for (const other of found) {
        const [dx, dy] = [other.x - one.x || 0.1, other.y - one.y || 0.1];
        const far = Math.hypot(dx, dy);
        if (one === other || far >= least) continue;
        const push = (least - far) / 2 / far;
        Object.assign(one, { x: one.x - dx * push, y: one.y - dy * push });
        Object.assign(other, { x: other.x + dx * push, y: other.y + dy * push });
      }
    }
  }
  return Object.fromEntries(found.map(({ code, x, y }) => [code, [Math.round(x), Math.round(y)]]));
}

const mapPlaces = new Map();

/** The places of a frame: {known: Map key → {d, at}, rest: path data of everybody else}; `at` of points only. */
export function frameShapes(name, radius) {
  if (mapPlaces.has(name)) return mapPlaces.get(name);
  const { shapes, points } = mapDocument()[name];
  const keys = mapKeys();
  const known = new Map();
  for (const [code, d] of Object.entries(shapes)) if (keys.has(code)) known.set(keys.get(code), { d, at: null });
  const wanted = Object.fromEntries(Object.entries(points).filter(([code]) => keys.has(code)));
  for (const [code, at] of Object.entries(spreadPoints(wanted, 2 * radius))) known.set(keys.get(code), { d: mapRound(at, radius), at });
  const rest = Object.entries(shapes).filter(([code]) => !keys.has(code)).map(([, d]) => d).join("");
  mapPlaces.set(name, { known, rest });
  return mapPlaces.get(name);
}

/** Names beside the points of an arc of islands, one under the other in a column: [{key, x, y, line}]. */
export function islandLabels(known, codeOf, { from, column, gap, bottom }) {
  const rows = [...known].filter(([, { at }]) => at && at[0] > from).map(([key, { at }]) => ({ key, code: codeOf(key), at, y: at[1] }));
  rows.sort((a, b) => a.y - b.y || a.at[0] - b.at[0]);
  rows.forEach((row, n) => (row.y = n ? Math.max(row.y, rows[n - 1].y + gap) : row.y - gap));
  for (let n = rows.length - 1, most = bottom; n >= 0; n -= 1, most -= gap) rows[n].y = Math.min(rows[n].y, most);
  return rows.map(({ key, code, at, y }) => ({ key, code, x: column, y, anchor: "start", line: `M${at[0]} ${at[1]}L${column - 14} ${y}H${column - 4}` }));
}

/** Fills that are more than a colour: stripes, dots, hatching; `paint` gives the attributes of ground and mark. */
export function mapPatterns(prefix, paint) {
  const pattern = (name, turn, ...marks) => svg("pattern", { id: prefix + name, width: 14, height: 14, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})` },
    svg("rect", { width: 14, height: 14, ...paint(name, "ground") }), ...marks);
  const line = (name, width) => svg("rect", { width, height: 14, ...paint(name, "mark") });
  return svg("defs", {},
    pattern("a", 45, line("a", 3)),
    pattern("b", 0, svg("circle", { cx: 7, cy: 7, r: 2.8, ...paint("b", "mark") })),
    pattern("assumed", -45, line("assumed", 2.4)),
    pattern("partly", 45, line("partly", 6)),
    pattern("unknown", 45, line("unknown", 2)),
    pattern("left", -45, line("left", 2)),
  );
}
