// The parts that every page of the detail panel is made of: sections, chips, folds, lines of seats, ways out.
import { data, bodies } from "./data.js";
import { make } from "./dom.js";
import { t, many, number, lang } from "./words.js";
import { nameOf, shortOf, roleWords, WHAT_IF } from "./model.js";
import { existedIn } from "./rows.js";
import { glyph } from "./glyphs.js";
import { change } from "./state.js";
import { citesHeard, contestedLinks, evidenceFold, evidenceOf, evidenceRemarks, queryLink, basisWords, selectButton, siteLink, spanWords } from "./evidence.js";

const PANEL_FIRST = 12;

/** A section with its heading; nothing where it would have no content. */
export function panelSection(title, ...children) {
  const content = children.flat(Infinity).filter(Boolean);
  return content.length ? make("section", { class: "panel-section" }, make("h4", {}, title), ...content) : null;
}

export const panelText = (words, className) => (words ? make("p", { class: className || "panel-text" }, words) : null);

/** A fold whose content is made when it is first opened; `id` lets it stay open from year to year. */
export function panelFold(id, summary, build) {
  const fold = make("details", { class: "panel-fold", "data-fold": id }, make("summary", {}, summary));
  fold.fillNow = () => {
    if (fold.childElementCount === 1) fold.append(...[build()].flat(Infinity).filter(Boolean));
  };
  // Filled before it opens where a reader opens it, so that it never stands open and empty.
  fold.firstChild.addEventListener("click", fold.fillNow);
  fold.addEventListener("toggle", () => fold.open && fold.fillNow());
  return fold;
}

const panelChip = (sel, words, title, className) => {
  const chip = selectButton(sel, words, "chip " + (className || ""), title === words ? null : title);
  chip.title = title;
  return chip;
};

export const panelBody = (id, className) => panelChip("mechanism:" + id, shortOf(id), nameOf(id), className);
export const panelPerson = (key, className) => panelChip(key, nameOf(key), nameOf(key), className);
export const panelMandate = (id, className) => panelChip("mandate:" + id, nameOf(id), nameOf(id), className);

/** Chips in a list; `make_` makes one of an item. */
export function panelChips(items, make_) {
  return make("ul", { class: "chips" }, ...items.map((item) => make("li", {}, make_(item))));
}

const panelCollators = { en: new Intl.Collator("en"), es: new Intl.Collator("es") };

/** `items` by the name of what `keyOf` gives of them, as the language sorts. */
export function panelByName(items, keyOf = (item) => item) {
  const named = [...items].map((item) => [nameOf(keyOf(item)), item]);
  const { compare } = panelCollators[lang] || panelCollators.en;
  return named.sort((a, b) => compare(a[0], b[0])).map(([, item]) => item);
}

export const panelPeople = (keys, className) => panelChips(panelByName(keys), (key) => panelPerson(key, className));
export const panelBodies = (ids, className) => panelChips(ids, (id) => panelBody(id, className));
export const panelMandates = (ids, className) => panelChips(panelByName(ids), (id) => panelMandate(id, className));

/** The first of many, the others in a fold. */
export function panelShortened(id, items, make_) {
  const first = make_(items.slice(0, PANEL_FIRST));
  if (items.length <= PANEL_FIRST) return [first];
  return [first, panelFold(id, t("panel.more", { n: number(items.length - PANEL_FIRST) }), () => make_(items.slice(PANEL_FIRST)))];
}

function panelSeatTags({ stated, counted, contested }) {
  return [
    stated ? null : make("span", { class: "tag tag-assumed" }, t("evidence.assumed")),
    counted ? null : make("span", { class: "tag" }, t("panel.uncounted")),
    contested ? make("span", { class: "tag tag-contested" }, t("evidence.contested")) : null,
  ];
}

/** The years of a seat for a line: "undated" says that no start and no end is stated. */
function panelSpan(seat) {
  return make("span", { class: "num seat-span" }, seat.since || seat.until ? spanWords(seat) : t("panel.undated"));
}

/** One seat in a line: whose (under the heading of its role) or where, years, marks; what it rests on in a fold. */
export function panelSeatLine(row, other, year) {
  const { seat } = row;
  const words = other === "m" ? shortOf(seat.m) : nameOf(seat.p);
  const link = selectButton(`seat:${seat.p}@${seat.m}`, words, "link seat-name", t("panel.seat.open", { person: nameOf(seat.p), body: nameOf(seat.m) }));
  const count = new Set(citesHeard(seat.cites).map((n) => data.cites[n][0])).size;
  const rest = () => [
    panelText(basisWords(seat, row.stated, year), "basis-why"), ...evidenceRemarks(seat, row.contested),
    ...contestedLinks(seat.id), evidenceOf(citesHeard(seat.cites)),
  ];
  return make("li", { class: "seat-line" },
    make("p", { class: "seat-facts" }, glyph(seat.role, { stated: row.stated, counted: row.counted }), link,
      other === "m" ? make("span", { class: "seat-role" }, roleWords(seat.role)) : null, panelSpan(seat), ...panelSeatTags(row)),
    panelFold("seat " + seat.id, many("evidence.sources", count), rest));
}

export const panelSeatLines = (rows, other, year) => make("ul", { class: "seat-lines" }, ...rows.map((row) => panelSeatLine(row, other, year)));

/** Statements that do not answer for the year: outranked, or of other years. */
export function panelOtherStatements(id, seats, answered, year) {
  const rows = seats.filter((seat) => !answered.has(seat.id)).map((seat) => ({ seat, stated: true, counted: true, contested: false }));
  if (!rows.length) return null;
  const line = (row) => make("li", { class: "seat-line seat-other" },
    make("p", { class: "seat-facts" }, glyph(row.seat.role, { counted: false }), make("span", { class: "seat-name" }, `${nameOf(row.seat.p)} · ${shortOf(row.seat.m)}`),
      make("span", { class: "seat-role" }, roleWords(row.seat.role)), make("span", { class: "num seat-span" }, spanWords(row.seat))),
    ...evidenceRemarks(row.seat, false), ...contestedLinks(row.seat.id), evidenceFold(row.seat.cites, false));
  return panelFold("others " + id, many("panel.others", rows.length, { year }), () => make("ul", { class: "seat-lines" }, ...rows.map(line)));
}

/** The ways out of the panel: brief, query, REST, the thing's own page; in a saved file, that it has none. */
export function panelWays({ briefs = [], queries = [], rest = "", entity = "", further = [] }) {
  const links = [
    ...briefs.map(([path, words]) => siteLink(path, words, "way way-brief")),
    ...queries.map(([query, words]) => queryLink(query, words)),
    siteLink(rest, t("evidence.rest"), "way"), siteLink(entity, t("panel.entity"), "way"), ...further,
  ].filter(Boolean);
  if (!links.length) return panelText(t("panel.offline"), "panel-note panel-ways");
  return make("ul", { class: "panel-ways" }, ...links.map((link) => make("li", {}, link)));
}

/** The brief of something as a page and as a document: [[path, words]]. */
export function panelBriefWays(path, year) {
  return [[`/brief/${path}?year=${year}`, t("panel.brief")], [`/brief/${path}.docx?year=${year}`, t("panel.brief.docx")]];
}

/** Mechanisms named in a row, with a word on those whose list is unknown. */
export function panelUnknownNote(ids, key) {
  if (!ids.length) return null;
  const chips = panelBodies(ids, "chip-unknown");
  return ids.length > 4 ? panelFold(key, many(key, ids.length), () => chips) : make("div", { class: "panel-unknown" }, panelText(many(key, ids.length)), chips);
}

/** Of mechanisms those that are not in the picture, and why. */
export function panelAway(view, ids) {
  const away = ids.filter((id) => bodies.has(id) && !view.isShown(id));
  return away.map((id) => panelText(t(existedIn(bodies.get(id), view.year) ? "panel.away.hidden" : "panel.away.absent", { name: shortOf(id), year: view.year }), "panel-alert"));
}

/** "6 mandates"; "≥ 2 participants" or "participants: ?" where a list is unknown. */
function panelSharedWords(key, pair) {
  if (pair.union === null && !pair.shared.length) return t(key + ".unknown");
  return many(key, pair.shared.length, { least: pair.union === null ? "≥ " : "" });
}

/** What two mechanisms share, in a line. */
export function panelShared(members, mandates) {
  const values = { members: panelSharedWords("panel.shared.members", members), mandates: panelSharedWords("panel.shared.mandates", mandates) };
  return make("span", { class: "num panel-note" }, t("panel.shared.both", values));
}

/** A button that does something other than select. */
export function panelButton(words, patch) {
  const button = make("button", { type: "button", class: "link" }, words);
  button.addEventListener("click", () => change(patch));
  return button;
}

export const panelIsBody = (id) => bodies.has(id) || id === WHAT_IF;
