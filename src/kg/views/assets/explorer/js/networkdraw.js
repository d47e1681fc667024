// The network as SVG: built once for a width, a language and a choice of mechanisms; a year only switches classes.
import { data, bodies, people } from "./data.js";
import { svg, setText, setAttr, toggleClass } from "./dom.js";
import { t, say, many, number } from "./words.js";
import { nameOf, shortOf } from "./model.js";
import { isOn } from "./rows.js";
import { bodyOfNode, networkBroken, networkClipped, networkFitted, networkLabel, networkLine, networkPlaces, nodeOfBody, networkTextWidth } from "./networkplaces.js";

const networkBoxType = [[13, 1], [11.5, 2], [10.5, 2], [9.5, 3]];
const networkApartType = [[12, 2], [10.5, 3], [9.5, 3]];

/** Nodes and seats of all years with the mechanisms that are switched on, so that nothing moves with the year. */
export function networkUniverse(view, state) {
  const shown = new Set(data.mechanisms.filter((body) => isOn(body, state)).map((body) => body.id));
  const seats = data.seats.filter((seat) => shown.has(seat.m) && (seat.runs.length || seat.alone));
  const nodes = new Set([...shown].map(nodeOfBody));
  for (const seat of seats) nodes.add(seat.p);
  const tried = triedSeats(view).map(({ seat }) => seat);
  for (const seat of tried) nodes.add(seat.p);
  if (view.scenario) nodes.add("what-if");
  return { seats: [...seats, ...tried], nodes: [...nodes] };
}

/** The rows of a what-if, which no source speaks of. */
export function triedSeats(view) {
  if (!view.scenario) return [];
  const role = data.roles[0].id;
  return [...view.scenario.states].map((p) => ({ seat: { id: "what-if-" + p, p, m: "what-if", role }, stated: false, counted: true, contested: false }));
}

/** How many lines join the same two nodes: [place among them, number of them] by seat. */
export function networkParallels(seats) {
  const beside = new Map();
  for (const seat of seats) beside.set(seat.p + " " + seat.m, [...(beside.get(seat.p + " " + seat.m) || []), seat.id]);
  return (seat) => {
    const all = beside.get(seat.p + " " + seat.m);
    return [all.indexOf(seat.id), all.length];
  };
}

/** Rows of a box: the name in the largest type that fits. */
export function networkBoxWords(key, place) {
  return networkFitted(shortOf(bodyOfNode(key)), place.w - (place.apart ? 18 : 46), place.apart ? networkApartType : networkBoxType);
}

/** "11", "≥ 4" where the list is not whole, "?" where there is none. */
export function networkSize(view, id) {
  const n = view.sets.has(id) ? view.sets.get(id).size : 0;
  if (view.unknown.has(id) || view.hatched.has(id)) return n ? "≥ " + number(n) : "?";
  return bodies.get(id) && bodies.get(id).list === "partial" ? "≥ " + number(n) : number(n);
}

function networkRows(rows, x, y, step, attrs) {
  return rows.map((row, n) => svg("text", { x, y: y + (n - (rows.length - 1) / 2) * step, "dominant-baseline": "central", ...attrs }, row));
}

function networkBoxNode(key, place) {
  const { x, y, w, h, apart } = place;
  const words = networkBoxWords(key, place);
  const left = x - w / 2 + 10;
  const count = apart ? null : svg("text", { class: "net-count", x: x + w / 2 - 9, y: y + 0.5, "text-anchor": "end", "dominant-baseline": "central" });
  const box = { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 6 };
  const node = svg("g", { class: "net-node net-body" + (apart ? " apart" : "") + (key === "what-if" ? " tried" : "") }, svg("rect", { class: "net-ring", ...box, x: box.x - 4, y: box.y - 4, width: w + 8, height: h + 8, rx: 9 }),
    svg("rect", { class: "net-ground", ...box }), svg("rect", { class: "net-box", ...box }), ...networkRows(words.rows, left, y + 0.5, words.size + 1.5, { class: "net-name", "font-size": words.size }), count);
  return { node, count };
}

function networkPersonNode(key, place, found) {
  const one = people.get(key);
  const { x, y, left } = place;
  const label = networkLabel(key, found.narrow);
  const large = found.narrow ? 11.5 : 13;
  const size = networkTextWidth(label, large) <= found.label ? large : large - 2;
  const rows = networkClipped(networkBroken(label, found.label - 8, 2, size), found.label - 2, size);
  const at = x + (left ? -11 : 11);
  const shape = one.kind === "state" || one.kind === "territory" ? svg("circle", { class: "net-dot", cx: x, cy: y, r: 4.6 }) : svg("rect", { class: "net-dot", x: x - 4.3, y: y - 4.3, width: 8.6, height: 8.6 });
  const span = found.label + 18;
  const reach = svg("rect", { class: "net-reach", x: left ? x - span : x - 7, y: y - found.pitch / 2, width: span + 7, height: found.pitch, rx: 5 });
  const words = networkRows(rows, at, y + 0.5, 10.5, { "text-anchor": left ? "end" : "start", "font-size": size, class: "net-name" });
  return { node: svg("g", { class: "net-node net-person " + one.kind }, reach, shape, ...words) };
}

function networkSeatLine(seat, path) {
  const role = data.roles.find((one) => one.id === seat.role);
  const ink = svg("path", { class: "net-ink", d: path, "stroke-dasharray": (role.dash || []).join(" ") || "none" });
  const title = svg("title", {}, [nameOf(seat.p), shortOf(seat.m), say(role.label)].join(" · "));
  const line = svg("g", { class: "net-line", "data-seat": seat.id }, svg("path", { class: "net-hit", d: path }), ink, title);
  line.style.setProperty("--light", role.light);
  line.style.setProperty("--dark", role.dark);
  return line;
}

function networkGround(found) {
  const heads = found.headings.map((row) => svg("text", { class: "net-group", x: row.x, y: row.y, "text-anchor": found.narrow || !row.left ? "start" : "end" }, say(data.groups[row.group])));
  const strip = found.strip ? [svg("line", { class: "net-rule", x1: 0, x2: found.width, y1: found.strip - 16, y2: found.strip - 16 }),
    ...networkRows(networkBroken(t("network.strip"), found.width - 4, 2, 11.5, 600), 1, found.strip + (found.narrow ? 4 : 0), 13, { class: "net-group" })] : [];
  return svg("g", { class: "net-ground-words", "aria-hidden": "true" }, ...heads, ...strip);
}

function networkHatch() {
  const pattern = svg("pattern", { id: "network-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("line", { class: "net-hatching", x1: 0, x2: 0, y1: 0, y2: 7 }));
  return svg("defs", {}, pattern);
}

/** Build the picture: {root, found, nodes: Map key → {node, count}, lines: Map seat id → element}. */
export function buildNetwork(universe, width) {
  const found = networkPlaces(universe.nodes, width);
  const nodes = new Map();
  for (const [key, place] of found.places) {
    const made = place.box ? networkBoxNode(key, place) : networkPersonNode(key, place, found);
    for (const [name, value] of Object.entries({ "data-node": key, role: "button", tabindex: "-1" })) made.node.setAttribute(name, value);
    made.node.prepend(svg("title", {}, nameOf(bodyOfNode(key) || key)));
    nodes.set(key, made);
  }
  const parallel = networkParallels(universe.seats);
  const lines = new Map(universe.seats.map((seat) => [seat.id, networkSeatLine(seat, networkLine(found, seat.p, nodeOfBody(seat.m), ...parallel(seat)))]));
  const height = Math.ceil(found.height);
  const root = svg("svg", { class: "net" + (found.narrow ? " narrow" : ""), role: "group", width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": t("network.picture") },
    networkHatch(), networkGround(found), svg("g", { class: "net-lines", "aria-hidden": "true" }, ...lines.values()), svg("g", {}, ...[...nodes.values()].map(({ node }) => node)));
  return { root, found, nodes, lines };
}

/** Lines of the year: those that hold, faint where the role does not count, dashed lighter where assumed. */
export function drawNetworkLines(drawn, view, ego) {
  const rows = new Map([...view.seats, ...triedSeats(view)].map((row) => [row.seat.id, row]));
  for (const [id, line] of drawn.lines) {
    const row = rows.get(id);
    toggleClass(line, "off", !row);
    if (!row) continue;
    toggleClass(line, "assumed", !row.stated);
    toggleClass(line, "uncounted", !row.counted);
    toggleClass(line, "contested", Boolean(row.contested));
    toggleClass(line, "ego", Boolean(ego && ego.lines.has(id)));
  }
}

function networkWords(view, key) {
  const id = bodyOfNode(key);
  if (!id) return t("network.node", { name: nameOf(key), words: many("network.in", view.counts.get(key) || 0) });
  const n = view.sets.has(id) ? view.sets.get(id).size : 0;
  const words = networkSize(view, id) === "?" ? t("network.unlisted") : many("network.take-part", n) + (networkSize(view, id).startsWith("≥") ? t("network.at-least") : "");
  return t("network.node", { name: shortOf(id) === nameOf(id) ? nameOf(id) : shortOf(id) + ", " + nameOf(id), words });
}

/** Who stands in the picture this year. */
export const networkPresent = (view) => new Set([...view.bodies.map(nodeOfBody), ...view.people]);

/** Whether the sources list nobody of a mechanism, in whatever role. */
export const isNobodyListed = (id) => bodies.has(id) && !bodies.get(id).listed;

/** Nodes of the year: `chosen` is the network of the selection, `ego` what stands out (it, or what is pointed at). */
export function drawNetworkNodes(drawn, view, chosen, ego) {
  const present = networkPresent(view);
  for (const [key, { node, count }] of drawn.nodes) {
    const id = bodyOfNode(key);
    toggleClass(node, "off", !present.has(key));
    if (!present.has(key)) continue;
    if (count) setText(count, networkSize(view, id));
    if (id) toggleClass(node, "partial", networkSize(view, id).startsWith("≥") || networkSize(view, id) === "?");
    if (id) toggleClass(node, "hatched", isNobodyListed(id));
    toggleClass(node, "ego", Boolean(ego && ego.nodes.has(key)));
    toggleClass(node, "chosen", Boolean(chosen && chosen.chosen.has(key)));
    setAttr(node, "aria-pressed", String(Boolean(chosen && chosen.chosen.has(key))));
    setAttr(node, "aria-label", networkWords(view, key));
  }
  return present;
}
