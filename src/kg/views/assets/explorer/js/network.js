// The network: who takes part in what, participants at the sides and mechanisms in the middle.
import { data } from "./data.js";
import { make, svg, setText, toggleClass, setAttr } from "./dom.js";
import { t, say, lang, page } from "./words.js";
import { state, change } from "./state.js";
import { look, realBodies } from "./model.js";
import { seatColumns, seatCells, bySeatNames } from "./tablerows.js";
import { buildNetwork, drawNetworkLines, drawNetworkNodes, networkUniverse } from "./networkdraw.js";
import { networkEgo, selectionOfNode } from "./networkego.js";
import { networkPicture } from "./networkpicture.js";
import { queryOf } from "./asking.js";

const network = { root: null, box: null, legend: null, full: null, drawn: null, built: "", width: 0, over: "", cursor: "", present: new Set() };

function networkLegendItem(role) {
  const line = svg("svg", { class: "net-sample", width: 34, height: 10, "aria-hidden": "true" }, svg("line", { class: "net-ink", x1: 1, x2: 33, y1: 5, y2: 5, "stroke-dasharray": (role.dash || []).join(" ") || "none" }));
  line.style.setProperty("--light", role.light);
  line.style.setProperty("--dark", role.dark);
  return make("li", {}, line, say(role.label));
}

function drawNetworkLegend() {
  const used = new Set(data.seats.map((seat) => seat.role));
  const keys = ["known", "partial", "unknown", "state", "territory", "organization"].map((key) =>
    make("li", {}, make("span", { class: "net-key " + key, "aria-hidden": "true" }), t("network.key." + key)));
  const assumed = make("li", {}, make("span", { class: "net-key assumed", "aria-hidden": "true" }), t("network.key.assumed"));
  network.legend.replaceChildren(...data.roles.filter((role) => used.has(role.id)).map(networkLegendItem), ...keys, assumed);
  setAttr(network.legend, "aria-label", t("network.legend"));
}

/** The nearest node in a direction that is there this year. */
function nodeBeside(from, arrow) {
  const { places } = network.drawn.found;
  const start = places.get(from);
  const down = arrow === "ArrowUp" || arrow === "ArrowDown";
  const sign = arrow === "ArrowUp" || arrow === "ArrowLeft" ? -1 : 1;
  let [best, least] = [null, Infinity];
  for (const [key, place] of places) {
    if (!network.present.has(key) || key === from) continue;
    const [dx, dy] = [place.x - start.x, place.y - start.y];
    const forward = sign * (down ? dy : dx);
    const aside = Math.abs(down ? dx : dy);
    if (forward < (down ? 4 : 30) || (down && aside > 110 && !place.apart && !start.apart)) continue;
    const far = forward + aside * (down ? 3 : 2);
    if (far < least) [best, least] = [key, far];
  }
  return best;
}

function moveNetworkCursor(key) {
  const { nodes } = network.drawn;
  if (nodes.has(network.cursor)) nodes.get(network.cursor).node.setAttribute("tabindex", "-1");
  network.cursor = key;
  if (nodes.has(key)) nodes.get(key).node.setAttribute("tabindex", "0");
}

function onNetworkKey(event) {
  const node = event.target.closest("[data-node]");
  if (!node) return;
  const key = node.dataset.node;
  if (event.key === "Enter" || event.key === " ") chooseInNetwork(node);
  else if (event.key === "Home" || event.key === "End") {
    const all = [...network.present].filter((one) => network.drawn.nodes.has(one));
    network.drawn.nodes.get(event.key === "Home" ? all[0] : all[all.length - 1]).node.focus();
  } else if (event.key.startsWith("Arrow")) {
    const next = nodeBeside(key, event.key);
    if (next) network.drawn.nodes.get(next).node.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function chooseInNetwork(target) {
  const sel = target.dataset.node ? selectionOfNode(target.dataset.node) : seatSelection(target.dataset.seat);
  change({ sel: sel === state.sel ? "" : sel });
}

function seatSelection(id) {
  const seat = data.seats.find((one) => one.id === id);
  if (!seat) return "mechanism:what-if";
  return `seat:${seat.p}@${seat.m}`;
}

function hoverNetwork(key) {
  if (network.over === key) return;
  network.over = key;
  paintNetwork(look(state));
}

function listenToNetwork(box) {
  const under = (event) => event.target.closest("[data-node], [data-seat]");
  box.addEventListener("click", (event) => under(event) && chooseInNetwork(under(event)));
  box.addEventListener("keydown", onNetworkKey);
  box.addEventListener("pointerover", (event) => hoverNetwork(event.pointerType !== "touch" && under(event) ? under(event).dataset.node || "" : ""));
  box.addEventListener("pointerleave", () => hoverNetwork(""));
  box.addEventListener("focusin", (event) => {
    const node = event.target.closest("[data-node]");
    if (!node) return;
    moveNetworkCursor(node.dataset.node);
    hoverNetwork(node.matches(":focus-visible") ? node.dataset.node : "");
  });
  box.addEventListener("focusout", () => hoverNetwork(""));
}

/** Build anew where the width, the language or the choice of mechanisms is another; a year never does. */
function ensureNetwork(view) {
  if (!network.width) return false;
  const universe = networkUniverse(view, state);
  const key = [network.width, lang, ...universe.nodes, universe.seats.length].join(" ");
  if (key === network.built) return true;
  network.built = key;
  network.drawn = buildNetwork(universe, network.width);
  network.box.replaceChildren(network.drawn.root);
  moveNetworkCursor(network.drawn.nodes.has(network.cursor) ? network.cursor : universe.nodes[0]);
  drawNetworkLegend();
  return true;
}

function paintNetwork(view) {
  if (!ensureNetwork(view)) return;
  const ego = network.over ? networkEgo(view, selectionOfNode(network.over)) : networkEgo(view, state.sel);
  toggleClass(network.drawn.root, "focused", Boolean(ego));
  drawNetworkLines(network.drawn, view, ego);
  network.present = drawNetworkNodes(network.drawn, view, networkEgo(view, state.sel), ego);
  if (!network.present.has(network.cursor)) moveNetworkCursor([...network.present].find((key) => network.drawn.nodes.has(key)) || "");
}

function networkFullAddress(view) {
  const parts = ["year=" + view.year];
  if (state.sel.startsWith("mechanism:") || /^(state|territory|organization):/.test(state.sel)) parts.push("node=" + state.sel);
  return `${page.base}/network?lang=${lang}#${parts.join("&")}&lang=${lang}`;
}

export const networkView = {
  id: "network",
  tab: "network",
  mount(root) {
    network.box = make("div", { class: "net-stage" });
    network.legend = make("ul", { class: "net-legend" });
    network.hint = make("p", { class: "view-hint" });
    network.full = make("a", {});
    root.append(network.box, network.legend, make("div", { class: "net-foot" }, network.hint, page.offline ? null : make("p", {}, network.full)));
    listenToNetwork(network.box);
    new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === network.width) return;
      network.width = width;
      if (width) paintNetwork(look(state));
    }).observe(network.box);
  },
  draw(view) {
    setText(network.hint, t("network.hint"));
    setText(network.full, t("network.full", { year: view.year }));
    setAttr(network.full, "href", networkFullAddress(view));
    paintNetwork(view);
  },
  rows(view) {
    return { columns: seatColumns(), rows: [...view.seats].sort(bySeatNames).map((row) => seatCells(row, view)) };
  },
  picture: (view, shown) => networkPicture(view, shown),
  query: (view, now) => queryOf("network", now, { mechanisms: realBodies(view), anyRole: true }),
  rest: (view) => `/api/v1/network?year=${view.year}${view.source ? "&source=" + encodeURIComponent(view.source) : ""}&role=any`,
};
