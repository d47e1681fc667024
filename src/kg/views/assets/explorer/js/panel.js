// The detail panel: what is known about the selection, in words and with its sources; an overview without one.
import { data, bodies, people, mandates, conflictOf } from "./data.js";
import { make, toggleClass } from "./dom.js";
import { t, lang } from "./words.js";
import { state, change } from "./state.js";
import { selectionParts } from "./selecting.js";
import { WHAT_IF } from "./model.js";
import { queryOf, restOf } from "./asking.js";
import { statePanel } from "./panelstate.js";
import { mechanismPanel } from "./panelmechanism.js";
import { seatPanel } from "./panelseat.js";
import { pairPanel } from "./panelpair.js";
import { setAsked, setPanel } from "./panelset.js";
import { mandatePanel } from "./panelmandate.js";
import { conflictPanel } from "./panelconflict.js";
import { overviewAsked, overviewPanel } from "./paneloverview.js";
import { panelRows } from "./panelrows.js";

const panelDrawn = { root: null, view: null, sel: null, lang: "", tab: "", details: false };

const panelHasBody = (id) => id === WHAT_IF ? Boolean(state.scenario) : bodies.has(id);

/** Whether a selection names only what the data has: another address may have been typed since. */
function panelHolds({ kind, key, person, bodies: ids }) {
  if (kind === "mandate") return mandates.has(key);
  if (kind === "conflict") return Boolean(conflictOf(key));
  if (kind === "participant") return people.has(person);
  return ["mechanism", "seat", "pair", "set"].includes(kind) && ids.every(panelHasBody) && (kind !== "seat" || people.has(person)) && (kind !== "pair" || ids.length === 2);
}

/** The parts of the selection; without one, or with one of nothing, kind "". */
function panelParts(current) {
  const parts = selectionParts(current.sel);
  return panelHolds(parts) ? parts : { kind: "", key: "", bodies: [] };
}

const PANEL_PAGES = {
  participant: (view, current, { person }) => statePanel(view, current, person),
  mechanism: (view, current, { key }) => mechanismPanel(view, current, key),
  seat: (view, current, { person, bodies: [m] }) => seatPanel(view, current, person, m),
  pair: (view, current, { bodies: [a, b] }) => pairPanel(view, current, a, b),
  set: (view, current, { bodies: ids }) => setPanel(view, current, ids),
  mandate: (view, current, { key }) => mandatePanel(view, current, key),
  conflict: (view, current, { key }) => conflictPanel(view, current, key),
  "": (view, current) => overviewPanel(view, current),
};

function panelHead({ kind, name }, chosen) {
  const close = make("button", { type: "button", class: "panel-close", "aria-label": t("panel.close"), title: t("panel.close"), onclick: () => change({ sel: "" }) }, "×");
  return make("header", { class: "panel-head" }, make("p", { class: "panel-kind" }, kind), make("h3", { class: "panel-name", tabindex: "-1" }, name), chosen ? close : null);
}

/** What the reader has opened and where the focus is, to be found again after the year has changed. */
function panelHeld(root) {
  const open = [...root.querySelectorAll("details[open][data-fold]")].map((fold) => fold.dataset.fold);
  const focus = root.contains(document.activeElement) ? document.activeElement : null;
  const fold = focus && focus.tagName === "SUMMARY" ? focus.parentElement.dataset.fold : "";
  return { open: new Set(open), sel: focus && focus.dataset.sel, fold, close: Boolean(focus && focus.classList.contains("panel-close")), inside: Boolean(focus) };
}

function panelRestore(root, held) {
  for (const fold of root.querySelectorAll("details[data-fold]")) {
    if (!held.open.has(fold.dataset.fold)) continue;
    fold.open = true;
    fold.fillNow();
  }
  if (!held.inside) return;
  const again = held.close ? root.querySelector(".panel-close")
    : held.fold ? [...root.querySelectorAll("details[data-fold]")].find((fold) => fold.dataset.fold === held.fold)?.querySelector("summary")
      : [...root.querySelectorAll("[data-sel]")].find((button) => button.dataset.sel === held.sel);
  (again || root.querySelector(".panel-name")).focus({ preventScroll: true });
}

/** Bring the head of a new page into what scrolls around it, where a reader has scrolled past it. */
function panelReveal(root) {
  for (const box of [root.closest(".view-panel"), root.closest(".side")]) {
    if (box && box.scrollTop > 0) box.scrollTop = box.classList.contains("side") ? Math.min(box.scrollTop, root.closest(".view-panel").offsetTop - box.offsetTop) : 0;
  }
}

function drawPanel(view, current) {
  const { root } = panelDrawn;
  const now = { view, sel: current.sel, lang, tab: current.tab, details: Boolean(data.details) };
  if (Object.entries(now).every(([name, value]) => panelDrawn[name] === value)) return;
  const held = panelHeld(root);
  const parts = panelParts(current);
  const page_ = PANEL_PAGES[parts.kind](view, current, parts);
  root.replaceChildren(panelHead(page_, parts.kind !== ""), ...page_.parts.flat(Infinity).filter(Boolean));
  if (panelDrawn.sel !== current.sel) {
    held.open.clear();
  }
  panelRestore(root, held);
  toggleClass(root, "chosen", parts.kind !== "");
  if (panelDrawn.sel !== null && panelDrawn.sel !== current.sel) panelReveal(root);
  Object.assign(panelDrawn, now);
}

/** Query and path of the selection's rows, for the tools above the panel. */
function panelAsked(view, current) {
  const { kind, key, person, bodies: ids } = panelParts(current);
  const [a, b] = ids;
  const any = { role: "any" };
  if (kind === "participant") return [queryOf("participant", current, { participant: person, anyRole: true }), restOf("/memberships", current, { ...any, participant: people.get(person).id })];
  if (kind === "mechanism" && a !== WHAT_IF) return [queryOf("mechanism", current, { mechanism: a, anyRole: true }), restOf(`/mechanisms/${a}/members`, current, any)];
  if (kind === "seat" && a !== WHAT_IF) return [queryOf("seat", current, { mechanism: a, participant: person, anyRole: true }), restOf("/memberships", current, { ...any, mechanism: a, participant: people.get(person).id })];
  if (kind === "pair" && ![a, b].includes(WHAT_IF)) return [queryOf("pair-members", current, { a, b }), restOf("/overlap/readings", current, { mechanism: [a, b] })];
  if (kind === "set") return setAsked(view, current, ids);
  if (kind === "") return overviewAsked(view, current);
  if (kind === "mandate") return [queryOf("mandate", current, { mandate: key }), restOf("/mandates/" + key, current, { year: null, role: null })];
  if (kind === "conflict") return [queryOf("conflicts", current), "/api/v1/conflicts/" + encodeURIComponent(key)];
  return ["", ""];
}

export const panelView = {
  id: "panel",
  tab: "overlap",
  mount(root) {
    root.classList.add("panel-body");
    panelDrawn.root = root;
    panelDrawn.view = null;
  },
  draw: drawPanel,
  rows: (view, current) => panelRows(view, panelParts(current)),
  query: (view, current) => panelAsked(view, current)[0],
  rest: (view, current) => panelAsked(view, current)[1],
};
