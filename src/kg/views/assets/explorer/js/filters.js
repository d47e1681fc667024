// What is counted: roles by chips, mechanisms in a pop-up by type, and the one source whose telling is shown.
import { data, bodies, sources } from "./data.js";
import { make, refill, setAttr, setText, toggleClass } from "./dom.js";
import { t, say, number, lang } from "./words.js";
import { spoken } from "./spoken.js";
import { nameOf, shortOf } from "./model.js";
import { existedIn, isOn } from "./rows.js";
import { glyph } from "./glyphs.js";
import { state, change } from "./state.js";

const filterParts = { chips: new Map(), boxes: new Map(), groups: new Map() };

const filterToggled = (set, id, on) => {
  const next = new Set(set);
  if (on) next.add(id);
  else next.delete(id);
  return next;
};

function filterChip(role) {
  const name = make("span", { class: "role-name" });
  const count = make("span", { class: "role-count num" });
  const chip = make("button", { type: "button", class: "role-chip", onclick: () => change({ roles: filterToggled(state.roles, role.id, !state.roles.has(role.id)) }) },
    glyph(role.id), name, count);
  filterParts.chips.set(role.id, { chip, name, count });
  return chip;
}

export function mountRoles() {
  const legend = spoken(make("span", { class: "head-label", id: "roles-h" }), "header.roles");
  return make("div", { class: "head-roles", role: "group", "aria-labelledby": "roles-h" }, legend, ...data.roles.map(filterChip));
}

export function drawRoles(view, now) {
  const counts = new Map();
  for (const { seat } of view.seats) counts.set(seat.role, (counts.get(seat.role) || 0) + 1);
  for (const role of data.roles) {
    const { chip, name, count } = filterParts.chips.get(role.id);
    setText(name, say(role.label));
    setText(count, number(counts.get(role.id) || 0));
    setAttr(chip, "aria-pressed", String(now.roles.has(role.id)));
    setAttr(chip, "title", say(role.about));
    toggleClass(chip, "empty", !counts.has(role.id));
  }
}

/** Switch a mechanism on or off against what the data shows by itself. */
export function switched(now, id, on) {
  const usual = bodies.get(id).default;
  return usual ? { off: filterToggled(now.off, id, !on) } : { on: filterToggled(now.on, id, on) };
}

function filterBox(body) {
  const box = make("input", { type: "checkbox", onchange: () => change(switched(state, body.id, box.checked)) });
  const name = make("span", { class: "check-name" });
  const note = make("span", { class: "check-note num" });
  const label = make("label", { class: "check" }, box, name, note);
  filterParts.boxes.set(body.id, { label, box, name, note });
  return label;
}

function filterGroup(type) {
  const inType = data.mechanisms.filter((body) => body.type === type);
  const heading = make("h3", { id: "type-" + type });
  filterParts.groups.set(type, heading);
  return make("div", { class: "pop-group", role: "group", "aria-labelledby": "type-" + type }, heading, ...inType.map(filterBox));
}

const filterEvery = (on) => ({
  off: new Set(on ? [] : data.mechanisms.filter((body) => body.default).map((body) => body.id)),
  on: new Set(on ? data.mechanisms.filter((body) => !body.default).map((body) => body.id) : []),
});

function filterSets() {
  const button = (key, patch) => spoken(make("button", { type: "button", class: "link", onclick: () => change(patch()) }), key);
  return make("p", { class: "pop-tools" }, button("header.mechanisms.usual", () => ({ on: new Set(), off: new Set() })),
    button("header.mechanisms.all", () => filterEvery(true)), button("header.mechanisms.none", () => filterEvery(false)));
}

export function mountBodies() {
  const types = [...new Set(data.mechanisms.map((body) => body.type))];
  const weight = (type) => data.mechanisms.filter((body) => body.type === type && body.default).length;
  types.sort((a, b) => weight(b) - weight(a));
  filterParts.count = make("span", { class: "num muted" });
  const summary = make("summary", { class: "tool" }, spoken(make("span", {}), "header.mechanisms"), " ", filterParts.count);
  const list = make("div", { class: "pop-columns" }, ...types.map(filterGroup));
  const pop = spoken(make("div", { class: "pop wide", tabindex: "0", role: "region" }, filterSets(), list), "header.mechanisms", "aria-label");
  return make("details", { class: "popup", name: "head-pop" }, summary, pop);
}

/** Since when, until when: words beside a mechanism that is not there in the year shown. */
function filterWhen(body, year) {
  if (existedIn(body, year)) return "";
  return body.established_year > year ? t("header.mechanisms.from", { year: body.established_year }) : t("header.mechanisms.to", { year: body.ended_year });
}

export function drawBodies(view, now) {
  for (const [type, heading] of filterParts.groups) setText(heading, say(data.types[type]));
  for (const body of data.mechanisms) {
    const { label, box, name, note } = filterParts.boxes.get(body.id);
    const short = shortOf(body.id);
    const words = nameOf(body.id);
    setText(name, short === words ? words : short + " · " + words);
    setText(note, filterWhen(body, now.year));
    toggleClass(label, "absent", !existedIn(body, now.year));
    if (box.checked !== isOn(body, now)) box.checked = isOn(body, now);
  }
  const shown = data.mechanisms.filter((body) => isOn(body, now)).length;
  setText(filterParts.count, number(shown) + " / " + number(data.mechanisms.length));
}

/** The sources that tell of a seat or of a mandate: [{id, words}]. */
function filterSources() {
  const telling = new Set(data.assignments.flatMap((row) => row.alone || []));
  for (const seat of data.seats) for (const n of Object.keys(seat.alone || {})) telling.add(Number(n));
  const found = [...telling].map((n) => ({ id: sources[n].id, words: say(sources[n].label) || sources[n].title }));
  return found.sort((a, b) => a.words.localeCompare(b.words, lang));
}

export function mountSource() {
  filterParts.source = make("select", { id: "source", class: "tool", onchange: () => change({ source: filterParts.source.value }) });
  const label = spoken(make("label", { for: "source", class: "sr" }), "header.source");
  return make("div", { class: "head-source" }, label, filterParts.source);
}

export function drawSource(now) {
  refill(filterParts.source, lang, () => [
    make("option", { value: "" }, t("header.source.all")),
    ...filterSources().map(({ id, words }) => make("option", { value: id }, words)),
  ]);
  if (filterParts.source.value !== now.source) filterParts.source.value = now.source;
}
