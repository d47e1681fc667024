// How two overlaps read together: gap, complement or possible duplication, as kg.overlap.reading has it.
import { make } from "./dom.js";
import { t } from "./words.js";
import { data } from "./data.js";

export const readingKinds = ["gap", "duplication", "complement", "separate", "unknown"];
const readingMarks = { gap: "↔", duplication: "=", complement: "+", separate: "·", unknown: "?" };
const readingOfLevels = { "low high": "gap", "high low": "complement", "high high": "duplication", "low low": "separate" };

function readingLevel(pair, much, least) {
  if (pair.coefficient === null) return "unknown";
  if (pair.coefficient < much) return "low";
  return pair.shared.length >= least ? "high" : "few";
}

/** The reading of one pair from its overlaps of members and of mandates: kind, both coefficients, both levels. */
export function readingOf(members, mandates, rule = data.reading) {
  const who = readingLevel(members, rule.members, 0);
  const what = readingLevel(mandates, rule.mandates, rule.min_mandates);
  const kind = readingOfLevels[who + " " + what] || "unknown";
  return { kind, members: members.coefficient, mandates: mandates.coefficient, membersLevel: who, mandatesLevel: what };
}

function readingPart(pair, level, much, name) {
  const shared = pair.shared.length;
  if (level === "unknown" && pair.union !== null) return t("reading.part.empty", { name });
  if (level === "unknown") return t(shared ? "reading.part.least" : "reading.part.unknown", { name, shared });
  const smaller = shared + Math.min(pair.onlyA.length, pair.onlyB.length);
  const values = { name, shared, smaller, share: Math.floor((100 * shared) / smaller), bound: Math.round(100 * much) };
  return t(level === "low" ? "reading.part.low" : "reading.part.high", values);
}

/** The figures behind a reading, in the words of the REST answer. */
export function readingReason(members, mandates, rule = data.reading) {
  const { membersLevel, mandatesLevel } = readingOf(members, mandates, rule);
  const parts = [
    readingPart(members, membersLevel, rule.members, t("reading.members")),
    readingPart(mandates, mandatesLevel, rule.mandates, t("reading.mandates")),
  ];
  if (mandatesLevel === "few") parts.push(t("reading.few", { least: rule.min_mandates }));
  return parts.join(" ");
}

/** "Coordination gap", "Possible duplication" … */
export const readingWords = (kind) => t("reading.kind." + kind);

/** What the kind means, in a sentence. */
export const readingMeans = (kind) => t("reading.means." + kind);

/** The kind as a mark and words. */
export function readingBadge(kind) {
  return make("span", { class: "reading reading-" + kind },
    make("span", { class: "reading-mark", "aria-hidden": "true" }, readingMarks[kind]), readingWords(kind));
}

/** The rule in words, as it stands wherever a reading does. */
export function readingRule() {
  const rule = data.reading;
  const values = { members: Math.round(100 * rule.members), mandates: Math.round(100 * rule.mandates), least: rule.min_mandates };
  const lines = readingKinds.map((kind) => make("li", {}, readingBadge(kind), " ", t("reading.rule." + kind, values)));
  return make("details", { class: "reading-rule" },
    make("summary", {}, t("reading.rule")), make("p", {}, t("reading.rule.measure", values)),
    make("ul", {}, ...lines), make("p", {}, t("reading.rule.caution")));
}
