// Triples as nodes and edges in SVG: to drag, to zoom, to walk through with the keyboard.
import { button, draw, make } from "./dom.js";
import { t } from "./config.js";
import { layout, turned } from "./layout.js";
import { fitted } from "./scale.js";
import { address, isNode, text } from "./terms.js";

const NODES = 150;
const UNIT = 88;
const NARROW = 700;
//: The widest label, and the room for one at either side.
const WIDEST = 170;
const SIDE = 100;
//: Edges that carry their names; of more than these the names would cover each other.
const NAMED = 24;

// What of `triples` is drawn: nodes by key, edges by number; texts and numbers only where asked.
function model(triples, literals) {
  const nodes = new Map();
  const edges = new Map();
  let left = 0;
  const add = (term, key) => {
    if (!nodes.has(key)) nodes.set(key, { n: nodes.size, term, key });
    return nodes.get(key);
  };
  triples.forEach(({ s, p, o }, n) => {
    if (!isNode(o) && !literals) return;
    const ends = [`${s.type} ${s.value}`, isNode(o) ? `${o.type} ${o.value}` : `literal ${n}`];
    const fresh = new Set(ends.filter((key) => !nodes.has(key))).size;
    if (nodes.size + fresh > NODES) {
      left += 1;
      return;
    }
    const [from, to] = [add(s, ends[0]), add(o, ends[1])];
    const key = `${from.n} ${to.n}`;
    if (!edges.has(key)) edges.set(key, { from: from.n, to: to.n, names: [] });
    edges.get(key).names.push(text(p));
  });
  const kinds = new Set([...edges.values()].flatMap(({ names }) => names));
  return { nodes: [...nodes.values()], edges: [...edges.values()], kinds: [...kinds].sort(), left };
}

export function network(place, triples, labelOf) {
  const linked = triples.some(({ o }) => isNode(o));
  const state = { literals: !linked };
  const name = (term) => (term.type === "uri" ? (labelOf(term.value) ?? text(term)) : text(term));
  const show = () => {
    const what = model(triples, state.literals);
    if (!what.nodes.length) return place.replaceChildren(make("p", { class: "empty" }, t("graph.empty")));
    const detail = make("div", { class: "detail", role: "status" }, make("p", { class: "note" }, t("graph.hint")));
    const picture = paint(what, name, (node) => detail.replaceChildren(...told(node, triples, name)));
    const texts = make("input", { type: "checkbox", id: "literals", onchange: () => ((state.literals = texts.checked), show(), place.querySelector("#literals").focus()) });
    texts.checked = state.literals;
    const choice = linked && triples.some(({ o }) => !isNode(o)) ? make("label", { class: "check" }, texts, t("graph.literals")) : "";
    const tools = make("div", { class: "tools" }, choice, ...picture.buttons);
    const said = t("graph.said", { nodes: what.nodes.length, edges: what.edges.length, kinds: what.kinds.slice(0, 12).join(", ") }) + (what.left ? ` ${t("graph.left", { n: what.left })}` : "");
    place.replaceChildren(make("p", { class: "said" }, said), tools, picture.svg, detail);
    return picture.start();
  };
  show();
}

function paint(what, name, choose) {
  const high = document.documentElement.clientWidth < NARROW;
  const places = turned(layout(what.nodes.length, what.edges.map(({ from, to }) => [from, to])), high);
  const at = high ? narrowed(places) : places.map(({ x, y }) => [x * UNIT * 1.5, y * UNIT * 0.72]);
  const below = labels(what.nodes.map(({ term }) => name(term)), at);
  const world = draw("g", {});
  const named = what.edges.length <= NAMED && what.kinds.length > 1;
  for (const { from, to, names } of what.edges) {
    if (from === to) continue;
    world.append(...edge(at[from], at[to], names, named));
  }
  const marks = what.nodes.map((node) => mark(node, at[node.n], below[node.n], name, (chosen) => {
    for (const one of marks) one.classList.toggle("chosen", one === marks[node.n]);
    choose(chosen);
  }));
  world.append(...marks);
  const arrow = draw("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 15, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, draw("path", { d: "M0 0L8 4L0 8z" }));
  const svg = draw("svg", { class: "network", role: "group", "aria-label": t("tab.graph"), tabindex: "0" }, draw("defs", {}, arrow), world);
  const links = what.nodes.map(({ n }) => what.edges.filter(({ from, to }) => from === n || to === n).length);
  return { svg, ...camera(svg, at, links.indexOf(Math.max(...links))) };
}

function edge([x1, y1], [x2, y2], names, named) {
  const line = draw("line", { x1, y1, x2, y2, class: "edge", "marker-end": "url(#arrow)" }, draw("title", {}, names.join(", ")));
  const label = named ? draw("text", { x: (x1 + x2) / 2, y: (y1 + y2) / 2, class: "edge-name", "text-anchor": "middle" }, fitted(names.join(", "), 130)) : null;
  return label ? [line, label] : [line];
}

// Places on a narrow screen: no wider than it, labels included; as high as they have to be.
function narrowed(places) {
  const xs = places.map(({ x }) => x);
  const wide = Math.max(...xs) - Math.min(...xs) || 1;
  const room = document.documentElement.clientWidth / SCALE.least - 2 * SIDE - 60;
  const unit = Math.min(UNIT, room / wide);
  return places.map(({ x, y }) => [x * unit, y * UNIT]);
}

// How far below its node each label stands (above: less than 0), so that none lies on another where it can be helped.
function labels(words, at) {
  const taken = [];
  return words.map((text, n) => {
    const half = Math.min(text.length * 6.6, WIDEST) / 2;
    const box = (far) => [at[n][0] - half, at[n][0] + half, at[n][1] + far - 11, at[n][1] + far + 4];
    const free = ([a, b, c, d]) => taken.every(([e, f, g, h]) => b < e || a > f || d < g || c > h);
    const far = [21, -13, 34, -26].find((one) => free(box(one))) ?? 21;
    taken.push(box(far));
    return far;
  });
}

function mark(node, [x, y], below, name, choose) {
  const kind = node.term.type === "uri" ? (address(node.term.value)?.startsWith("/id/") ? "own" : "other") : node.term.type;
  const words = name(node.term);
  const shape = kind === "literal" || kind === "typed-literal" ? draw("rect", { x: x - 4, y: y - 4, width: 8, height: 8 }) : draw("circle", { cx: x, cy: y, r: 7 });
  const act = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(node);
  };
  return draw("g", { class: `node ${kind}`, tabindex: "0", role: "button", "aria-label": words, onclick: act, onkeydown: act }, shape, draw("text", { x, y: y + below, "text-anchor": "middle" }, fitted(words, WIDEST)), draw("title", {}, words));
}

// Everything said of a node, both ways.
function told(node, triples, name) {
  const is = (term) => `${term.type} ${term.value}` === node.key;
  const to = node.term.type === "uri" ? address(node.term.value) : null;
  const title = to ? make("a", { href: to, rel: "noopener noreferrer" }, name(node.term)) : name(node.term);
  if (!isNode(node.term)) return [make("p", { lang: node.term["xml:lang"] }, title)];
  const own = triples.filter(({ s }) => is(s)).sort((a, b) => (text(a.p) < text(b.p) ? -1 : 1));
  const out = own.map(({ p, o }) => make("li", {}, make("code", {}, text(p)), " ", make("span", { lang: o["xml:lang"] }, name(o))));
  const back = triples.filter(({ o }) => is(o)).map(({ s, p }) => make("li", {}, name(s), " ", make("code", {}, text(p)), " …"));
  return [make("h3", {}, title), make("ul", {}, ...out.slice(0, 200), ...back.slice(0, 200))];
}

//: Drawn units a pixel: labels are read down to the least, and need not be larger than the most.
const SCALE = { least: 0.72, most: 1.35 };
//: Pixels of the picture on a narrow screen: it can be scrolled past.
const TALLEST = 900;

// All of the nodes at `at`, with room for their labels.
function around(at) {
  const [xs, ys] = [at.map(([x]) => x), at.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs) - SIDE, Math.min(...ys) - 40];
  return { x, y, w: Math.max(...xs) + SIDE - x, h: Math.max(...ys) + 50 - y };
}

// What is seen: dragged by pointer, moved by arrows, zoomed by buttons, + and -. At first everything where its
// labels can be read, else the surroundings of the node `hub`.
function camera(svg, at, hub) {
  const whole = around(at);
  const view = { ...whole };
  const set = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  const centred = (x, y, scale) => {
    const [w, h] = [svg.clientWidth / scale, svg.clientHeight / scale];
    Object.assign(view, { x: x - w / 2, y: y - h / 2, w, h });
  };
  const whatFits = () => Math.min(svg.clientWidth / whole.w, svg.clientHeight / whole.h);
  const fit = () => (centred(whole.x + whole.w / 2, whole.y + whole.h / 2, Math.min(whatFits(), SCALE.most)), set());
  const start = () => {
    if (document.documentElement.clientWidth < NARROW) svg.style.height = `${Math.min(Math.max(Math.ceil(whole.h * SCALE.least) + 4, 320), TALLEST)}px`;
    return begin();
  };
  const begin = () => (whatFits() < SCALE.least ? (centred(...at[hub], SCALE.least), set()) : fit());
  const zoom = (by) => {
    Object.assign(view, { x: view.x + (view.w * (1 - by)) / 2, y: view.y + (view.h * (1 - by)) / 2, w: view.w * by, h: view.h * by });
    set();
  };
  const move = (x, y) => (Object.assign(view, { x: view.x + x * view.w, y: view.y + y * view.h }), set());
  const keys = { ArrowLeft: () => move(-0.1, 0), ArrowRight: () => move(0.1, 0), ArrowUp: () => move(0, -0.1), ArrowDown: () => move(0, 0.1), "+": () => zoom(0.8), "-": () => zoom(1.25), 0: fit };
  svg.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
    keys[event.key]();
    event.preventDefault();
  });
  drag(svg, view, set);
  return { start, buttons: [button("+", () => zoom(0.8), { "aria-label": t("graph.in") }), button("−", () => zoom(1.25), { "aria-label": t("graph.out") }), button(t("graph.fit"), fit)] };
}

function drag(svg, view, set) {
  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".node") || event.button) return;
    from = { x: event.clientX, y: event.clientY, view: { ...view } };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const scale = Math.max(view.w / svg.clientWidth, view.h / svg.clientHeight);
    Object.assign(view, { x: from.view.x - (event.clientX - from.x) * scale, y: from.view.y - (event.clientY - from.y) * scale });
    set();
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => (from = null));
}
