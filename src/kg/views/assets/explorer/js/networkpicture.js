// The network as a stand-alone picture: the same places on white ground, colours written in.
import { data, people } from "./data.js";
import { svg } from "./dom.js";
import { say, t } from "./words.js";
import { pictureLegend } from "./gridpicture.js";
import { bodyOfNode, networkBroken, networkLabel, networkLine, networkPlaces, nodeOfBody } from "./networkplaces.js";
import { isNobodyListed, networkBoxWords, networkParallels, networkPresent, networkSize, networkUniverse, triedSeats } from "./networkdraw.js";

const networkInk = { ink: "#16263a", soft: "#5f6c7c", line: "#8a95a1", brand: "#10375c", dot: "#0b5a94", tried: "#6a3d9a" };

function networkPictureLines(found, view, universe) {
  const roles = new Map(data.roles.map((role) => [role.id, role]));
  const shown = new Map([...view.seats, ...triedSeats(view)].map((row) => [row.seat.id, row]));
  const parallel = networkParallels(universe.seats);
  return universe.seats.filter((seat) => shown.has(seat.id)).map((seat) => {
    const { stated, counted } = shown.get(seat.id);
    const role = roles.get(seat.role);
    return svg("path", { d: networkLine(found, seat.p, nodeOfBody(seat.m), ...parallel(seat)), fill: "none", stroke: role.light, "stroke-width": stated ? 1.3 : 1,
      "stroke-opacity": (stated ? 0.65 : 0.38) * (counted ? 1 : 0.6), "stroke-dasharray": (role.dash || []).join(" ") || "none" });
  });
}

function networkPictureText(rows, x, y, step, attrs) {
  return rows.map((row, n) => svg("text", { x, y: y + (n - (rows.length - 1) / 2) * step + 4, fill: networkInk.ink, ...attrs }, row));
}

function networkPictureBox(view, key, place) {
  const id = bodyOfNode(key);
  const [size, words] = [networkSize(view, id), networkBoxWords(key, place)];
  const tried = key === "what-if";
  const open = tried || place.apart || size === "?" || size.startsWith("≥");
  const box = { x: place.x - place.w / 2, y: place.y - place.h / 2, width: place.w, height: place.h, rx: 6 };
  const ink = open ? networkInk.ink : "#ffffff";
  const frame = { fill: open ? "#ffffff" : networkInk.brand, stroke: tried ? networkInk.tried : open ? networkInk.line : "none", "stroke-dasharray": open ? "5 3" : "none" };
  const count = place.apart ? null : svg("text", { x: place.x + place.w / 2 - 9, y: place.y + 4, "text-anchor": "end", "font-size": 11.5, fill: ink }, size);
  const hatch = isNobodyListed(id) ? svg("rect", { ...box, fill: "url(#network-picture-hatch)" }) : null;
  return [svg("rect", { ...box, ...frame }), hatch, ...networkPictureText(words.rows, box.x + 10, place.y, words.size + 1.5, { "font-size": words.size, "font-weight": 600, fill: ink }), count];
}

function networkPicturePerson(found, key, place) {
  const rows = networkBroken(networkLabel(key, false), found.label, 2, 13);
  const state = people.get(key).kind !== "organization";
  const look = { fill: "#ffffff", stroke: networkInk.dot, "stroke-width": 1.7, "stroke-dasharray": people.get(key).kind === "territory" ? "2.5 2" : "none" };
  const shape = state ? svg("circle", { cx: place.x, cy: place.y, r: 4.6, ...look }) : svg("rect", { x: place.x - 4.3, y: place.y - 4.3, width: 8.6, height: 8.6, ...look });
  const at = place.x + (place.left ? -11 : 11);
  return [shape, ...networkPictureText(rows, at, place.y, 11, { "text-anchor": place.left ? "end" : "start", "font-size": rows.length > 1 ? 11 : 13 })];
}

function networkPictureWords(found) {
  const heads = found.headings.map((row) => svg("text", { x: row.x, y: row.y, "text-anchor": row.left ? "end" : "start", "font-size": 11, "font-weight": 600, fill: networkInk.soft }, say(data.groups[row.group])));
  if (found.strip) heads.push(svg("text", { x: 1, y: found.strip + 4, "font-size": 11.5, "font-weight": 600, fill: networkInk.soft }, t("network.strip")));
  return heads;
}

/** Roles as they are drawn, and what a lighter line means. */
function networkLegendOf(view, top) {
  const used = new Set(view.seats.map(({ seat }) => seat.role));
  const line = (look) => (x, y) => svg("line", { x1: x - 7, x2: x + 8, y1: y, y2: y, "stroke-width": 2, ...look });
  const items = data.roles.filter((role) => used.has(role.id)).map((role) => ({ text: say(role.label), mark: line({ stroke: role.light, "stroke-dasharray": (role.dash || []).join(" ") || "none" }) }));
  items.push({ text: t("network.key.assumed"), mark: line({ stroke: networkInk.dot, "stroke-opacity": 0.4, "stroke-width": 1 }) });
  return pictureLegend(items, top, 1100);
}

/** The picture of the view: who is there this year, every seat with the colour and pattern of its role. */
export function networkPicture(view, state) {
  const universe = networkUniverse(view, state);
  const present = networkPresent(view);
  const found = networkPlaces(universe.nodes.filter((key) => present.has(key)), 1100);
  const hatch = svg("pattern", { id: "network-picture-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("line", { x1: 0, x2: 0, y1: 0, y2: 7, stroke: "#dcdcd4", "stroke-width": 2 }));
  const nodes = [...found.places].flatMap(([key, place]) => (place.box ? networkPictureBox(view, key, place) : networkPicturePerson(found, key, place)));
  const legend = networkLegendOf(view, found.height + 6);
  const height = Math.ceil(found.height + legend.height + 12);
  return svg("svg", { viewBox: `0 0 1100 ${height}`, width: 1100, height, "font-family": "Inter, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif" },
    svg("defs", {}, hatch), ...networkPictureWords(found), svg("g", {}, ...networkPictureLines(found, view, universe)), ...nodes, ...legend.nodes);
}
