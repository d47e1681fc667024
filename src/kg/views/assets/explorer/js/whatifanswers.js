// The answers to a what-if in words and small tables: what is near, what overlaps, which gaps are filled.
import { make } from "./dom.js";
import { t, rich, many, number, listed, listing } from "./words.js";
import { nameOf, shortOf, WHAT_IF } from "./model.js";
import { readingBadge, readingRule, readingWords } from "./readings.js";
import { selectButton } from "./evidence.js";

const answerNear = 3;

/** "82%"; what is not quite the same never reads as 100%. */
export const shareWords = (share) => t("whatif.share", { n: number(share < 1 ? Math.min(99, Math.round(share * 100)) : 100) });

const withPair = (id) => selectButton(`pair:${WHAT_IF}+${id}`, shortOf(id), "link", t("whatif.pair", { name: nameOf(id) }));

function nearPart(row, side) {
  const { shared, onlyA, onlyB, jaccard } = row[side];
  const all = shared.length + onlyA.length + onlyB.length;
  return make("span", {}, withPair(row.mechanism), " ", make("span", { class: "quiet" }, t("whatif.near", { share: shareWords(jaccard), n: number(shared.length), all: number(all) })));
}

function nearLine(answer, side, ids) {
  const rows = ids.slice(0, answerNear).map((id) => nearPart(answer.beside.find((row) => row.mechanism === id), side));
  return make("p", {}, rows.length ? rich("whatif.near." + side, { list: listed(rows) }) : t("whatif.near." + side + ".none"));
}

function nearest(answer, scenario) {
  return make("section", { class: "whatif-answer" }, make("h3", {}, t("whatif.nearest")),
    scenario.states.size ? nearLine(answer, "members", answer.nearestByMembers) : null,
    scenario.mandates.size ? nearLine(answer, "mandates", answer.nearestByMandates) : null,
    make("p", { class: "quiet" }, t("whatif.nearest.how")));
}

/** How many are shared, with a bar of the Jaccard measure; an unknown list is hatched and never zero. */
function sharedCell(pair, side) {
  if (pair.jaccard === null && pair.union === null) {
    const least = pair.shared.length ? t("whatif.atleast", { n: number(pair.shared.length) }) : t("whatif.unknown");
    return make("td", { class: "hatched" }, make("span", { "aria-hidden": "true" }, "? "), make("span", { class: "quiet" }, least));
  }
  const bar = make("span", { class: "bar bar-" + side, "aria-hidden": "true" });
  bar.style.inlineSize = Math.round((pair.jaccard || 0) * 100) + "%";
  return make("td", { class: "num" }, make("span", { class: "bar-line" }, make("b", {}, number(pair.shared.length)), " ", make("span", { class: "quiet" }, shareWords(pair.jaccard || 0))), make("span", { class: "bar-box", "aria-hidden": "true" }, bar));
}

const overlaps = ({ members, mandates }) => members.shared.length + mandates.shared.length > 0;

/** The mechanisms that share anything with the scenario, most states in common first. */
export function overlapRows(answer) {
  const size = (row, side) => row[side].shared.length;
  return answer.beside.filter(overlaps).sort((one, two) => size(two, "members") - size(one, "members") || size(two, "mandates") - size(one, "mandates") || (one.mechanism < two.mechanism ? -1 : 1));
}

/** A badge for what asks for attention, plain words for the rest. */
const readingUnder = (kind) => make("span", { class: "under" }, ["unknown", "separate"].includes(kind) ? make("span", { class: "quiet" }, readingWords(kind)) : readingBadge(kind));

function overlapLine(row, scenario, sides) {
  const base = row.mechanism === scenario.base ? make("span", { class: "tag" }, t("whatif.base")) : null;
  return make("tr", {}, make("th", { scope: "row" }, withPair(row.mechanism), base && [" ", base], readingUnder(row.reading)),
    ...sides.map((side) => sharedCell(row[side], side)));
}

function tableBox(caption, columns, lines) {
  const head = make("tr", {}, ...columns.map((words) => make("th", { scope: "col" }, words)));
  return make("div", { class: "whatif-box", role: "region", tabindex: "0", "aria-label": caption },
    make("table", {}, make("caption", { class: "sr" }, caption), make("thead", {}, head), make("tbody", {}, ...lines)));
}

function overlapTable(rows, scenario, sides) {
  const columns = ["mechanism", ...sides].map((name) => t("whatif.column." + name));
  return tableBox(t("whatif.overlap") + (sides.length > 1 ? "" : ": " + columns[1]), columns, rows.map((row) => overlapLine(row, scenario, sides)));
}

/** Those of whose members nothing shared is known stand apart: only their mandates can be compared. */
function overlapCreated(answer, scenario) {
  const rows = overlapRows(answer);
  const hidden = rows.filter(({ members }) => members.union === null && !members.shared.length);
  const plain = rows.filter((row) => !hidden.includes(row));
  const rest = answer.beside.length - rows.length;
  return make("section", { class: "whatif-answer" }, make("h3", {}, t("whatif.overlap")),
    plain.length ? overlapTable(plain, scenario, ["members", "mandates"]) : null,
    hidden.length ? make("details", {}, make("summary", {}, many("whatif.overlap.unlisted", hidden.length)), overlapTable(hidden, scenario, ["mandates"])) : null,
    make("p", { class: "quiet" }, rest ? many(rows.length ? "whatif.overlap.rest" : "whatif.overlap.none", rest) : null), rows.length ? readingRule() : null);
}

/** States as their codes, each with its name; a name where there is no code. */
function codes(keys) {
  return keys.length ? make("span", { class: "codes" }, ...keys.map((key) => make("abbr", { title: nameOf(key) }, shortOf(key))).flatMap((one, n) => (n ? [" ", one] : [one]))) : "–";
}

/** Gaps with the same states put together: [{ keys, ids }], the widest first. */
function gapGroups(gaps, side) {
  const found = new Map();
  for (const gap of gaps) {
    const name = gap[side].join();
    if (!name) continue;
    if (!found.has(name)) found.set(name, { keys: gap[side], ids: [] });
    found.get(name).ids.push(gap.mandate);
  }
  return [...found.values()];
}

const withMandates = (ids) => listed(ids.map((id) => selectButton("mandate:" + id, nameOf(id), "link")));

function gapTable(answer, scenario, side) {
  const whom = (keys) => (keys.length === scenario.states.size && keys.length > 1 ? t("whatif.all", { n: number(keys.length) }) : [make("b", { class: "num" }, number(keys.length)), " ", codes(keys)]);
  const lines = gapGroups(answer.gaps, side).map(({ keys, ids }) => make("tr", {}, make("th", { scope: "row" }, whom(keys)), make("td", {}, withMandates(ids))));
  const columns = [t("whatif.column." + side), t("whatif.column.mandate")];
  return lines.length ? tableBox(t("whatif.gaps") + ": " + columns[0], columns, lines) : null;
}

/** Where a seat may stand without our knowing: mandates whose holders have unknown lists of members. */
function gapDoubts(gaps) {
  const lines = gaps.filter((gap) => gap.maybe.length).map((gap) => make("li", {}, make("b", {}, nameOf(gap.mandate)), ": ", listing(gap.maybe.map(shortOf))));
  return lines.length ? make("details", {}, make("summary", {}, many("whatif.maybe", lines.length)), make("ul", { class: "doubts" }, ...lines)) : null;
}

function gapSentence(answer, scenario) {
  const fresh = answer.gaps.filter((gap) => gap.fresh.length);
  const states = new Set(fresh.flatMap((gap) => gap.fresh));
  if (!scenario.states.size || !scenario.mandates.size) return t("whatif.gaps.need");
  return fresh.length ? t("whatif.gaps.some", { mandates: number(fresh.length), n: number(states.size), all: number(scenario.states.size) }) : t("whatif.gaps.none");
}

function gapsFilled(answer, scenario) {
  const settled = answer.settled.map(nameOf);
  return make("section", { class: "whatif-answer" }, make("h3", {}, t("whatif.gaps")), make("p", {}, gapSentence(answer, scenario)),
    gapTable(answer, scenario, "fresh"), gapTable(answer, scenario, "partly"), gapDoubts(answer.gaps),
    settled.length ? make("p", {}, make("b", {}, t("whatif.settled")), " ", listing(settled) + ".") : null,
    make("p", { class: "quiet" }, t("whatif.gaps.how")));
}

function noSeat(answer, scenario) {
  const names = answer.unseated.map((key) => selectButton(key, nameOf(key), "link"));
  const words = names.length ? rich("whatif.unseated.some", { list: listed(names) }) : t("whatif.unseated.none");
  return scenario.states.size ? make("section", { class: "whatif-answer" }, make("h3", {}, t("whatif.unseated")), make("p", {}, words)) : null;
}

/** All answers as sections. */
export function scenarioAnswers(answer, scenario) {
  if (!scenario.states.size && !scenario.mandates.size) return [make("p", {}, t("whatif.empty"))];
  return [nearest(answer, scenario), overlapCreated(answer, scenario), gapsFilled(answer, scenario), noSeat(answer, scenario)].filter(Boolean);
}
