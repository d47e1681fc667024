// Intersections: one row for each combination of mechanisms in which somebody sits in exactly these and no other shown.
import { make, refill, setAttr, setText, toggleClass } from "./dom.js";
import { t, many, number, lang, listing } from "./words.js";
import { change, redraw, state } from "./state.js";
import { nameOf, shortOf, realBodies } from "./model.js";
import { queryOf, restOf } from "./asking.js";
import { COMBO_FIRST, COMBO_SORTS, combosOf, comboBasis, comboLight, comboWish } from "./intersectionlist.js";
import { buildCombo, comboSel, drawCombo, tileCode } from "./intersectionrows.js";
import { keepComboHeld, steerCombos } from "./intersectionkeys.js";
import { combosPicture } from "./intersectionpicture.js";

const COMBO_LEASTS = [1, 2, 3, 5];
/** More columns than these leave no room for tiles beside them in a narrow column. */
const COMBO_NARROW = 15;
const COMBO_KEYS = ["stated", "assumed", "contested"];
const combo = { sort: null, least: null, box: null, heads: null, list: null, more: null, key: null, note: null, empty: null, rows: new Map() };

function chooseCombo(sel) {
  change({ sel: state.sel === sel ? "" : sel });
}

function wishCombos(patch) {
  Object.assign(comboWish, patch);
  redraw();
}

function comboSelect(name, choices, read) {
  const select = make("select", { class: "combo-select" }, ...choices.map((value) => make("option", { value })));
  select.addEventListener("change", () => wishCombos({ [name]: read(select.value), all: false }));
  const words = make("span", {});
  return { label: make("label", { class: "combo-wish" }, words, select), words, select };
}

function mountCombos(root) {
  combo.sort = comboSelect("sort", COMBO_SORTS, String);
  combo.least = comboSelect("least", COMBO_LEASTS, Number);
  combo.heads = make("div", { class: "combo-heads" });
  combo.list = make("ol", { class: "combo-list" });
  combo.box = make("div", { class: "combo-box", role: "region", tabindex: "0" }, combo.heads, combo.list);
  combo.more = make("button", { type: "button", class: "combo-more" });
  combo.note = make("details", { class: "combo-note" }, make("summary", {}), make("p", {}));
  combo.key = make("ul", { class: "combo-key" }, ...COMBO_KEYS.map((name) => make("li", { "data-key": name }, make("span", { class: "combo-tile " + name, "aria-hidden": "true" }), make("span", {}))));
  combo.empty = make("p", { class: "combo-empty" });
  combo.rows.clear();
  combo.more.addEventListener("click", () => wishCombos({ all: !comboWish.all }));
  steerCombos(combo.box, chooseCombo);
  root.classList.add("combos");
  root.replaceChildren(make("div", { class: "combo-wishes" }, combo.sort.label, combo.least.label), combo.empty, combo.box, combo.more, combo.key, combo.note);
}

function comboHead(id) {
  return make("button", { type: "button", class: "combo-head", tabindex: "-1", "data-sel": "mechanism:" + id, title: nameOf(id) }, make("span", {}, shortOf(id)));
}

function drawComboHeads(columns, light) {
  refill(combo.heads, columns.join() + lang, () => columns.map(comboHead));
  for (const head of combo.heads.children) {
    const lit = light.head(head.dataset.sel.slice("mechanism:".length));
    toggleClass(head, "lit", lit);
    setAttr(head, "aria-pressed", String(lit));
  }
}

/** The elements of each row, kept while its columns are the same; only rows that come, go or move are touched. */
function drawComboRows(view, found, light) {
  const columns = found.columns.join();
  const items = found.rows.map((row) => {
    const sign = columns + "|" + comboSel(row);
    if (!combo.rows.has(sign)) combo.rows.set(sign, buildCombo(found.columns, row));
    drawCombo(combo.rows.get(sign), view, row, light);
    return combo.rows.get(sign).item;
  });
  if (items.length !== combo.list.children.length || items.some((item, n) => item !== combo.list.children[n])) combo.list.replaceChildren(...items);
  if (combo.rows.size > 400) combo.rows.clear();
  keepComboHeld(combo.box);
}

function drawComboSelect({ words, select }, name, wordsOf) {
  setText(words, t("intersections." + name));
  for (const option of select.options) setText(option, wordsOf(option.value));
  const wanted = String(comboWish[name]);
  if (select.value !== wanted) select.value = wanted;
}

function drawComboWords(view, found) {
  drawComboSelect(combo.sort, "sort", (value) => t("intersections.sort." + value));
  drawComboSelect(combo.least, "least", (value) => many("intersections.size", Number(value)));
  const long = found.kept > COMBO_FIRST;
  combo.more.hidden = !long;
  if (long) setText(combo.more, comboWish.all ? t("intersections.fewer", { n: number(COMBO_FIRST) }) : t("intersections.all", { n: number(found.kept) }));
  combo.box.hidden = found.rows.length === 0;
  combo.empty.hidden = found.rows.length > 0;
  setText(combo.empty, t(found.all ? "intersections.none.least" : "intersections.none"));
  const open = view.bodies.filter((id) => view.unknown.has(id));
  combo.note.hidden = open.length === 0;
  setText(combo.note.firstChild, many("intersections.unknown", open.length));
  setText(combo.note.lastChild, listing(open.map(shortOf)));
  for (const item of combo.key.children) setText(item.lastChild, t("intersections.legend." + item.dataset.key));
  setAttr(combo.box, "aria-label", t("intersections.region"));
}

function drawCombos(view) {
  const found = combosOf(view);
  const light = comboLight(view, state.sel);
  toggleClass(combo.box, "many", found.columns.length > COMBO_NARROW);
  drawComboHeads(found.columns, light);
  drawComboRows(view, found, light);
  drawComboWords(view, found);
}

/** One row for each combination: size, mechanisms, participants and who of them is assumed for the year. */
function comboTable(view) {
  const columns = ["size", "mechanisms", "names", "codes", "assumed"].map((name) => t("intersections.column." + name));
  const rows = combosOf(view, { ...comboWish, all: true }).rows.map((row) => {
    const assumed = row.people.filter((key) => comboBasis(view, key, row.bodies).assumed);
    return [row.people.length, row.bodies.map(shortOf).join(", "), row.people.map(nameOf).join(", "), row.people.map(tileCode).join(" "), assumed.map(tileCode).join(" ")];
  });
  return { columns, rows };
}

/** "Exactly" is said of those whose lists are known. */
const comboAsked = (view) => realBodies(view).filter((id) => view.isKnown(id));

export const intersectionsView = {
  id: "intersections",
  tab: "overlap",
  mount: mountCombos,
  draw: drawCombos,
  rows: comboTable,
  picture: (view, now) => combosPicture(view, now),
  query: (view, now) => (comboAsked(view).length ? queryOf("combinations", now, { mechanisms: comboAsked(view) }) : ""),
  rest: (view, now) => (comboAsked(view).length ? restOf("/overlap/intersections", now, { mechanism: comboAsked(view), limit: 1000 }) : ""),
};
