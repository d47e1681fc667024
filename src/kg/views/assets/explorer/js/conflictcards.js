// One card for each disagreement: its sides next to each other, who says so and where, which one the answers follow.
import { make } from "./dom.js";
import { bodies, data, people } from "./data.js";
import { say, t, lang, withDates } from "./words.js";
import { nameOf, shortOf } from "./model.js";
import { evidenceOf, siteLink } from "./evidence.js";
import { change } from "./state.js";

export const conflictKinds = ["membership", "value", "acronym", "name", "arithmetic"];

/** What a disagreement is about: "SICA · member: Dominican Republic". */
export function conflictTitle(row) {
  const narrowed = row.about ? say(row.about) : "";
  if (row.kind === "acronym") return { thing: narrowed || say(row.subject.name), what: "" };
  if (row.kind === "name") return { thing: say(row.subject.name), what: "" };
  const listed = row.kind === "membership" && !row.id.includes("-lists-");
  return { thing: say(row.subject.name), what: listed ? narrowed : [say(row.property), narrowed].filter(Boolean).join(" · ") };
}

const conflictThingsKnown = new Map();

/** Keys of everything that a disagreement touches: "mechanism:crm", "state:CRI". */
export function conflictThings(row) {
  if (!conflictThingsKnown.has(row)) conflictThingsKnown.set(row, conflictTouched(row));
  return conflictThingsKnown.get(row);
}

function conflictTouched(row) {
  const found = new Set([row.subject.kind + ":" + row.subject.id, ...(row.things || [])]);
  if (row.mechanism) found.add("mechanism:" + row.mechanism);
  const involved = new Set(row.seats);
  for (const seat of data.seats) if (involved.has(seat.id)) found.add(seat.p).add("mechanism:" + seat.m);
  return found;
}

/** The mark of a side: what it is used as, that it is followed, that it is outranked. */
export function sideMark(row, side) {
  if (side.used) return { words: say(side.used), followed: side.followed };
  if (side.followed) return { words: t(row.kind === "acronym" ? "conflicts.followed.id" : "conflicts.followed"), followed: true };
  return side.rank === "deprecated" ? { words: t("conflicts.outranked"), followed: false } : null;
}

const conflictCapital = (words) => words.charAt(0).toLocaleUpperCase(lang) + words.slice(1);

function conflictSide(row, side, alike) {
  const mark = sideMark(row, side);
  const look = "dispute-mark" + (mark && mark.followed ? "" : " out");
  const words = mark ? make("p", { class: look }, mark.followed ? make("span", { "aria-hidden": "true" }, "✓ ") : null, conflictCapital(mark.words)) : null;
  const speakers = side.cites.length ? evidenceOf(side.cites) : make("p", { class: "dispute-none" }, t("conflicts.nosource"));
  return make("li", { class: "dispute-side" + (side.followed ? " followed" : "") }, make("p", { class: "dispute-value" }, withDates(say(side.value))), words, alike ? null : make("div", { class: "dispute-speakers" }, speakers));
}

/** Whether all sides rest on the same passages, which are then told once. */
function sidesAlike(row) {
  const told = row.sides.map((side) => [...side.cites].sort().join());
  return row.sides.length > 1 && told[0] !== "" && told.every((one) => one === told[0]);
}

function conflictCells(row) {
  const involved = new Set(row.seats);
  const cells = new Map(data.seats.filter((seat) => involved.has(seat.id)).map((seat) => [`seat:${seat.p}@${seat.m}`, seat]));
  return [...cells].map(([sel, seat]) => {
    const button = make("button", { type: "button", class: "link" }, t("conflicts.cell", { participant: nameOf(seat.p), mechanism: shortOf(seat.m) }));
    button.addEventListener("click", () => change({ sel, tab: "overlap" }));
    return button;
  });
}

function conflictLinks(row) {
  const cells = conflictCells(row).slice(0, 4);
  const home = row.mechanism && bodies.has(row.mechanism) ? make("button", { type: "button", class: "link" }, shortOf(row.mechanism)) : null;
  if (home) home.addEventListener("click", () => change({ sel: "mechanism:" + row.mechanism }));
  return make("p", { class: "dispute-links" }, ...cells, cells.length ? null : home, siteLink("/api/v1/conflicts/" + encodeURIComponent(row.id), "JSON", "site-link"));
}

/** The part of a card that is opened: nothing of it is made before. */
export function conflictBody(row) {
  const alike = sidesAlike(row);
  const sides = make("ul", { class: "dispute-sides " + row.kind }, ...row.sides.map((side) => conflictSide(row, side, alike)));
  const outcome = row.kind !== "name" && row.outcome ? make("strong", {}, say(row.outcome) + " ") : null;
  const why = make("p", { class: "dispute-why" }, outcome, say(row.note));
  return [sides, alike ? make("div", { class: "dispute-speakers together" }, evidenceOf(row.sides[0].cites)) : null, why, conflictLinks(row)].filter(Boolean);
}

/** The sides in one line, for a card that is closed. */
function conflictGist(row) {
  const parts = row.sides.flatMap((side, n) => [n ? make("span", { class: "dispute-versus", "aria-hidden": "true" }, " ↔ ") : null, n ? make("span", { class: "sr" }, "; ") : null,
    make("span", { class: side.followed ? "followed" : "" }, side.followed && row.kind !== "name" ? make("span", { "aria-hidden": "true" }, "✓\u00a0") : null, withDates(say(side.value)))]);
  return make("span", { class: "dispute-gist" }, ...parts);
}

/** A closed card: {root, head, body}; `open(row)` is called when its head is used. */
export function conflictCard(row, toggle) {
  const title = conflictTitle(row);
  const body = make("div", { class: "dispute-body", id: "dispute-" + row.id, hidden: true });
  const head = make("button", { type: "button", class: "dispute-head", "aria-expanded": "false", "aria-controls": body.id },
    make("span", { class: "dispute-title" }, title.thing, title.what ? make("span", { class: "dispute-what" }, " · " + title.what) : null), conflictGist(row));
  head.addEventListener("click", () => toggle(row));
  return { root: make("article", { class: "dispute-card" }, make("h4", {}, head), body), head, body };
}

/** Whom a selection is about, as keys of things; null where it is about nobody in particular. */
export function selectedThings(sel) {
  const cut = sel.indexOf(":");
  const [kind, rest] = [sel.slice(0, cut), sel.slice(cut + 1)];
  if (people.has(sel) || kind === "mechanism") return [sel];
  if (kind === "seat") return [rest.split("@")[0], "mechanism:" + rest.split("@")[1]];
  return kind === "pair" || kind === "set" ? rest.split("+").map((id) => "mechanism:" + id) : null;
}
