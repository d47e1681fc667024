// From places (side and order: computed ahead, over all years) to pixels for the width at hand.
import { data, people } from "./data.js";
import { nameOf, shortOf } from "./model.js";

const networkNarrow = 720;
const networkPen = document.createElement("canvas").getContext("2d");
let networkFace = "";

export const nodeOfBody = (id) => (id === "what-if" ? id : "mechanism:" + id);
export const bodyOfNode = (key) => (key.startsWith("mechanism:") ? key.slice(10) : key === "what-if" ? key : null);

/** The width of `text` in pixels; no layout is asked for it. */
export function networkTextWidth(text, size, weight) {
  networkFace = networkFace || getComputedStyle(document.body).fontFamily;
  networkPen.font = `${weight || 400} ${size}px ${networkFace}`;
  return networkPen.measureText(text).width;
}

/** Break `text` at spaces and after hyphens into at most `most` lines that fit `room`; the last line takes the rest. */
export function networkBroken(text, room, most, size, weight) {
  const found = [""];
  for (const word of text.match(/[^ -]*[ -]|[^ -]+$/g) || [text]) {
    const last = found.length - 1;
    if (found[last] === "" || found.length === most || networkTextWidth((found[last] + word).trim(), size, weight) <= room) found[last] += word;
    else found.push(word);
  }
  return found.map((line) => line.trim());
}

/** Lines that are still too wide end in an ellipsis. */
export function networkClipped(rows, room, size, weight) {
  return rows.map((row) => {
    let kept = row;
    while (kept.length > 1 && networkTextWidth(kept === row ? row : kept + "…", size, weight) > room) kept = kept.slice(0, -1);
    return kept === row ? row : kept.trimEnd() + "…";
  });
}

/** The largest type in which a name fits its box: {rows, size}. */
export function networkFitted(text, room, types) {
  for (const [size, most] of types) {
    const rows = networkBroken(text, room, most, size, 600);
    if (rows.every((row) => networkTextWidth(row, size, 600) <= room)) return { rows, size };
  }
  const [size, most] = types[types.length - 1];
  return { rows: networkClipped(networkBroken(text, room, most, size, 600), room, size, 600), size };
}

const placeOf = (key) => data.places[key] || ["middle", 999, 999];

function networkColumn(keys, at) {
  const rows = [];
  let group = null;
  for (const key of [...keys].sort((a, b) => placeOf(a)[at] - placeOf(b)[at])) {
    const own = people.get(key).group;
    if (own !== group) rows.push({ heading: own, height: 1.6 });
    group = own;
    rows.push({ key, height: 1 });
  }
  return rows;
}

const networkUnits = (rows) => rows.reduce((sum, row) => sum + row.height, 0);

/** What stands beside a participant: its name, or its code where there is little room. */
export function networkLabel(key, narrow) {
  const one = people.get(key);
  return one.kind === "state" || one.kind === "territory" ? (narrow ? shortOf(key) : nameOf(key)) : shortOf(key);
}

function placeNetworkColumn(found, rows, side, height) {
  const { narrow, pitch, label } = found;
  const x = narrow ? 8 + label : side === 0 ? label + 14 : found.width - label - 14;
  let y = (height - networkUnits(rows) * pitch) / 2 + 4;
  for (const row of rows) {
    const high = row.height * pitch;
    if (row.key) found.places.set(row.key, { x, y: y + high / 2, left: side === 0 });
    else found.headings.push({ group: row.heading, x: narrow ? 2 : x + (side === 0 ? -10 : 10), y: y + high - pitch * 0.42, left: side === 0 });
    y += high;
  }
}

function placeNetworkMiddle(found, keys, height) {
  const w = found.narrow ? 132 : 180;
  const x = found.narrow ? found.width - w / 2 - 2 : found.width / 2;
  const step = height / Math.max(keys.length, 1);
  const h = Math.min(34, step - 6);
  const order = [...keys].sort((a, b) => placeOf(a)[1] - placeOf(b)[1]);
  order.forEach((key, n) => found.places.set(key, { x, y: (n + 0.5) * step + 2, w, h, box: true }));
}

/** Mechanisms of which nobody is listed, in rows below the picture; returns the height of it all. */
function placeNetworkApart(found, keys, top) {
  if (!keys.length) return top + 6;
  const gap = 8;
  const columns = Math.max(1, Math.floor((found.width + gap) / ((found.narrow ? 150 : 168) + gap)));
  const w = (found.width - gap * (columns - 1) - 2) / columns;
  const order = [...keys].sort((a, b) => placeOf(a)[1] - placeOf(b)[1]);
  found.strip = top + 24;
  order.forEach((key, n) => {
    const [row, column] = [Math.floor(n / columns), n % columns];
    found.places.set(key, { x: 1 + column * (w + gap) + w / 2, y: top + 60 + row * 48, w, h: 40, box: true, apart: true });
  });
  return top + 60 + Math.ceil(order.length / columns) * 48 - 20;
}

/** Where everything stands: {width, height, narrow, pitch, places: Map node → {x, y, left | w, h, box, apart}, headings, strip}. */
export function networkPlaces(nodes, width) {
  const narrow = width < networkNarrow;
  const side = (name) => nodes.filter((key) => placeOf(key)[0] === name);
  const sides = narrow ? [networkColumn([...side("left"), ...side("right")], 2)] : [networkColumn(side("left"), 1), networkColumn(side("right"), 1)];
  const middle = side("middle");
  const most = Math.max(1, ...sides.map(networkUnits));
  const pitch = narrow ? 19 : Math.min(26, Math.max(20, 640 / most));
  const height = Math.max(most * pitch, middle.length * (narrow ? 40 : 36), 120);
  const names = nodes.filter((key) => people.has(key) && !bodyOfNode(key)).map((key) => networkTextWidth(networkLabel(key, narrow), narrow ? 11.5 : 13));
  const label = Math.min(narrow ? 108 : 220, Math.max(30, ...names) + 14);
  const found = { width, narrow, pitch, label, places: new Map(), headings: [], strip: 0 };
  sides.forEach((rows, n) => placeNetworkColumn(found, rows, n, height));
  placeNetworkMiddle(found, middle, height);
  found.height = placeNetworkApart(found, side("apart"), height + 8);
  return found;
}

/** The line of a seat as an SVG path; `beside` of `all` parallel ones, so that each is seen. */
export function networkLine(found, from, to, beside, all) {
  const [one, two] = [found.places.get(from), found.places.get(to)];
  if (!one || !two) return "";
  const n = (value) => value.toFixed(1);
  const y2 = two.y + (beside - (all - 1) / 2) * 7;
  if (one.box || two.apart) return networkArc(one, two, y2, found.narrow ? 14 : 90);
  const end = one.left ? two.x - two.w / 2 : two.x + two.w / 2;
  const bend = one.x + (end - one.x) * 0.55;
  const start = one.x + (one.left ? 5 : -5);
  return `M${n(start)} ${n(one.y)}C${n(bend)} ${n(one.y)} ${n(bend)} ${n(y2)} ${n(end)} ${n(y2)}`;
}

/** Around the boxes of its own column, at `most` so far out, or down into the row of boxes that stand apart. */
function networkArc(one, two, y2, most) {
  const n = (value) => value.toFixed(1);
  if (two.apart) {
    const top = two.y - two.h / 2;
    const side = one.left === undefined || one.left ? 1 : -1;
    const start = one.box ? one.x + (one.w / 2) * side : one.x + 5 * side;
    return `M${n(start)} ${n(one.y)}C${n(start + 60 * side)} ${n(one.y)} ${n(two.x)} ${n(top - 90)} ${n(two.x)} ${n(top)}`;
  }
  const side = one.apart ? -1 : 1;
  const [start, end] = [one.x + (one.apart ? 0 : one.w / 2), two.x + (side * two.w) / 2];
  const out = Math.min(most, 24 + Math.abs(one.y - y2) / 5) * side;
  if (one.apart) return `M${n(start)} ${n(one.y - one.h / 2)}C${n(start)} ${n(one.y - 90)} ${n(end + out)} ${n(y2)} ${n(end)} ${n(y2)}`;
  return `M${n(start)} ${n(one.y)}C${n(start + out)} ${n(one.y)} ${n(end + out)} ${n(y2)} ${n(end)} ${n(y2)}`;
}
