// Where the sources disagree: every disagreement with its sides, by kind, narrowed to what is selected.
import { make, setAttr, setText, toggleClass } from "./dom.js";
import { conflictOf, data } from "./data.js";
import { lang, listing, number, say, t } from "./words.js";
import { redraw, state } from "./state.js";
import { nameOf, shortOf } from "./model.js";
import { siteLink } from "./evidence.js";
import { conflictBody, conflictCard, conflictKinds, conflictThings, conflictTitle, selectedThings, sideMark } from "./conflictcards.js";
import { tableSourcesLine } from "./tablerows.js";
import { queryOf } from "./asking.js";

const conflictsAsked = { kinds: new Set(), own: true, open: new Set(), shown: "" };
const conflictsParts = { cards: new Map(), chips: new Map(), built: "", sections: new Map() };

/** The disagreements about what is selected; of a seat those about both its ends. */
function conflictsAbout(sel) {
  const wanted = conflictsAsked.own ? selectedThings(sel) : null;
  if (!wanted) return data.conflicts;
  const all = sel.startsWith("seat:");
  return data.conflicts.filter((row) => {
    const things = conflictThings(row);
    return all ? wanted.every((key) => things.has(key)) : wanted.some((key) => things.has(key));
  });
}

const isKindShown = (kind) => conflictsAsked.kinds.size === 0 || conflictsAsked.kinds.has(kind);

function toggleKind(kind) {
  if (!conflictsAsked.kinds.delete(kind)) conflictsAsked.kinds.add(kind);
  redraw();
}

function toggleConflict(row) {
  if (!conflictsAsked.open.delete(row.id)) conflictsAsked.open.add(row.id);
  drawConflicts();
}

/** Cards, chips and heads in the language shown. */
function buildConflicts() {
  if (conflictsParts.built === lang) return;
  conflictsParts.built = lang;
  conflictsParts.cards = new Map(data.conflicts.map((row) => [row.id, conflictCard(row, toggleConflict)]));
  const titles = new Map(data.conflicts.map((row) => [row.id, Object.values(conflictTitle(row)).join(" ")]));
  conflictsParts.chips = new Map(conflictKinds.map((kind) => {
    const count = make("span", { class: "num" });
    const chip = make("button", { type: "button", class: "view-chip", onclick: () => toggleKind(kind) }, t("conflicts.kind." + kind), count);
    return [kind, { chip, count }];
  }));
  conflictsParts.kinds.replaceChildren(...[...conflictsParts.chips.values()].map(({ chip }) => chip));
  conflictsParts.sections = new Map(conflictKinds.map((kind) => {
    const own = data.conflicts.filter((row) => row.kind === kind).sort((a, b) => titles.get(a.id).localeCompare(titles.get(b.id), lang));
    const section = make("section", { class: "dispute-group" }, make("h3", {}, t("conflicts.kind." + kind)), make("p", { class: "dispute-about" }, t("conflicts.about." + kind)), ...own.map((row) => conflictsParts.cards.get(row.id).root));
    return [kind, section];
  }));
  conflictsParts.list.replaceChildren(...conflictsParts.sections.values());
  const full = siteLink("/conflicts", t("conflicts.full"), "site-link");
  conflictsParts.full.replaceChildren(...(full ? [full] : []));
}

function openCard(row, open) {
  const { head, body } = conflictsParts.cards.get(row.id);
  // The long texts may come after the first picture.
  const told = data.details ? "whole" : "short";
  if (open && body.dataset.told !== told) body.replaceChildren(...conflictBody(row));
  if (open) body.dataset.told = told;
  if (body.hidden === open) body.hidden = !open;
  setAttr(head, "aria-expanded", String(open));
}

function drawConflictTools(own, shown) {
  for (const [kind, { chip, count }] of conflictsParts.chips) {
    setText(count, number(own.filter((row) => row.kind === kind).length));
    setAttr(chip, "aria-pressed", String(conflictsAsked.kinds.has(kind)));
  }
  const about = selectedThings(state.sel);
  conflictsParts.own.hidden = !about;
  if (about) setText(conflictsParts.own, t("conflicts.own", { name: listing(about.map((key) => (key.startsWith("mechanism:") ? shortOf(key) : nameOf(key)))) }));
  setAttr(conflictsParts.own, "aria-pressed", String(conflictsAsked.own));
  const [n, all] = [shown.length, data.conflicts.length].map(number);
  setText(conflictsParts.total, shown.length === data.conflicts.length ? t("conflicts.total.all", { n }) : t("conflicts.total.some", { n, all }));
  conflictsParts.none.hidden = shown.length > 0;
  setText(conflictsParts.none, t("conflicts.nothing"));
  const every = shown.length > 0 && shown.every((row) => conflictsAsked.open.has(row.id));
  setText(conflictsParts.every, t(every ? "conflicts.close-all" : "conflicts.open-all"));
  conflictsParts.every.hidden = shown.length === 0;
}

/** The one that was selected just now is opened and brought into sight. */
function showSelected() {
  const id = state.sel.startsWith("conflict:") ? state.sel.slice("conflict:".length) : "";
  if (id === conflictsAsked.shown) return;
  conflictsAsked.shown = id;
  const row = id && conflictOf(id);
  if (!row) return;
  if (!isKindShown(row.kind)) conflictsAsked.kinds.clear();
  conflictsAsked.open.add(id);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = () => conflictsParts.cards.get(id).root.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  // In the frame after the next one the height of the header, which covers the top, is known.
  requestAnimationFrame(() => requestAnimationFrame(show));
}

const conflictsShown = () => conflictsAbout(state.sel).filter((row) => isKindShown(row.kind));

function drawConflicts() {
  buildConflicts();
  showSelected();
  const own = conflictsAbout(state.sel);
  const shown = own.filter((row) => isKindShown(row.kind));
  const visible = new Set(shown.map((row) => row.id));
  for (const row of data.conflicts) {
    const { root } = conflictsParts.cards.get(row.id);
    if (root.hidden === visible.has(row.id)) root.hidden = !visible.has(row.id);
    toggleClass(root, "chosen", state.sel === "conflict:" + row.id);
    if (visible.has(row.id)) openCard(row, conflictsAsked.open.has(row.id));
  }
  for (const [kind, section] of conflictsParts.sections) section.hidden = !shown.some((row) => row.kind === kind);
  drawConflictTools(own, shown);
}

function openAllConflicts() {
  const shown = conflictsShown();
  const every = shown.every((row) => conflictsAsked.open.has(row.id));
  for (const row of shown) conflictsAsked.open[every ? "delete" : "add"](row.id);
  drawConflicts();
}

/** A row for each side, as the CSV of the REST path has it. */
function conflictRows() {
  const columns = ["kind", "subject", "matter", "value", "mark", "rank", "note", "sources"].map((name) => t("conflicts.column." + name));
  const rows = conflictsShown().flatMap((row) => row.sides.map((side) => {
    const [title, mark] = [conflictTitle(row), sideMark(row, side)];
    return [t("conflicts.kind." + row.kind), title.thing, title.what, say(side.value), mark ? mark.words : "", side.rank ? t("table.rank." + side.rank) : "", say(row.note), tableSourcesLine(side.cites, "")];
  }));
  return { columns, rows };
}

export const conflictsView = {
  id: "conflicts",
  tab: "conflicts",
  mount(root) {
    const parts = conflictsParts;
    Object.assign(parts, { kinds: make("div", { class: "dispute-kinds" }), list: make("div", { class: "dispute-list" }), total: make("p", { class: "dispute-total num", role: "status" }), none: make("p", { class: "dispute-nothing" }) });
    parts.own = make("button", { type: "button", class: "view-chip own", onclick: () => { conflictsAsked.own = !conflictsAsked.own; redraw(); } });
    parts.every = make("button", { type: "button", class: "button", onclick: openAllConflicts });
    parts.full = make("span", { class: "dispute-full" });
    root.append(make("div", { class: "dispute-tools" }, parts.kinds, parts.own), make("div", { class: "dispute-tools" }, parts.total, parts.every, parts.full), parts.none, parts.list);
  },
  draw: () => drawConflicts(),
  rows: () => conflictRows(),
  query: (view, now) => queryOf("conflicts", now),
  rest: () => {
    const kinds = [...conflictsAsked.kinds].map((kind) => "kind=" + kind);
    const about = conflictsAsked.own ? selectedThings(state.sel) || [] : [];
    if (about.some((key) => !key.startsWith("mechanism:"))) return "";
    const named = about.filter((key) => key.startsWith("mechanism:")).map((key) => "mechanism=" + key.slice("mechanism:".length));
    return "/api/v1/conflicts" + (kinds.length + named.length ? "?" + [...kinds, ...named].join("&") : "");
  },
};
