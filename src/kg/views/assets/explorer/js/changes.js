// What changed in the year shown: who joined and left, which mechanisms began and ended.
import { make, refill, setText, setAttr } from "./dom.js";
import { t, many, listed, lang } from "./words.js";
import { nameOf, shortOf } from "./model.js";
import { changesOf } from "./counting.js";
import { nameButton } from "./sentence.js";

const changesBox = {};

function changesSummary({ joined, left, began, ended }) {
  const parts = [];
  if (began.length) parts.push(many("header.changes.began", began.length));
  if (ended.length) parts.push(many("header.changes.ended", ended.length));
  if (joined.length) parts.push(many("header.changes.joined", joined.length));
  if (left.length) parts.push(many("header.changes.left", left.length));
  return parts.length ? listed(parts).join("") : t("header.changes.none");
}

/** Rows by mechanism: Map id → rows. */
function changesByBody(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.seat.m, [...(groups.get(row.seat.m) || []), row]);
  return groups;
}

function changesPerson({ seat, contested }) {
  const button = nameButton(nameOf(seat.p), "seat:" + seat.p + "@" + seat.m);
  return contested ? make("span", {}, button, make("span", { class: "contested-word" }, " " + t("header.contested"))) : button;
}

function changesRows(key, rows) {
  return [...changesByBody(rows)].map(([id, group]) =>
    make("li", {}, make("span", { class: "change-kind" }, t(key)), " ", nameButton(shortOf(id), "mechanism:" + id), ": ", ...listed(group.map(changesPerson))));
}

const changesBodies = (key, ids) => (ids.length
  ? [make("li", {}, make("span", { class: "change-kind" }, t(key)), ": ", ...listed(ids.map((id) => nameButton(nameOf(id), "mechanism:" + id))))]
  : []);

function changesList({ joined, left, began, ended }) {
  return [
    ...changesBodies("header.changes.kind.began", began), ...changesBodies("header.changes.kind.ended", ended),
    ...changesRows("header.changes.kind.joined", joined), ...changesRows("header.changes.kind.left", left),
  ];
}

export function mountChanges() {
  changesBox.words = make("span", {});
  changesBox.summary = make("summary", {}, changesBox.words);
  changesBox.list = make("ul", { class: "pop-list" });
  changesBox.note = make("p", { class: "pop-note" });
  changesBox.box = make("details", { class: "popup changes", name: "head-pop" }, changesBox.summary, make("div", { class: "pop" }, changesBox.list, changesBox.note));
  changesBox.quiet = make("span", { class: "changes-none" });
  return make("div", { class: "head-changes num" }, changesBox.box, changesBox.quiet);
}

export function drawChanges(view) {
  const found = changesOf(view);
  const any = found.joined.length + found.left.length + found.began.length + found.ended.length > 0;
  const words = t("header.changes", { year: view.year, what: changesSummary(found) });
  setAttr(changesBox.box, "hidden", !any);
  setAttr(changesBox.quiet, "hidden", any);
  setText(any ? changesBox.words : changesBox.quiet, words);
  setText(changesBox.note, t("header.changes.note"));
  const rows = [...found.joined, ...found.left].map(({ seat }) => seat.id);
  refill(changesBox.list, [lang, view.year, ...rows, "|", ...found.began, "|", ...found.ended].join(","), () => changesList(found));
}
