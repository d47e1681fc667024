// A pair in the panel: what the two share, what each has that the other lacks, and how that reads.
import { make } from "./dom.js";
import { t, many, number, listing } from "./words.js";
import { nameOf, shortOf, roleWords, WHAT_IF } from "./model.js";
import { assignmentsOf, pairAnswer } from "./answers.js";
import { queryOf, restOf } from "./asking.js";
import { citesHeard, evidenceFold, evidenceRemarks, selectButton } from "./evidence.js";
import { readingBadge, readingMeans, readingReason, readingRule } from "./readings.js";
import { panelAway, panelBriefWays, panelBody, panelMandate, panelChips, panelByName, panelFold, panelSection, panelText, panelWays, panelPeople, panelPerson, panelSeatLines } from "./panelparts.js";

/** Rounded down, as everywhere that a share is held against a bound. */
const panelPercentWords = (part, whole) => (whole ? t("panel.percent", { n: number(Math.floor((100 * part) / whole)) }) : "?");

/** The proportion of shared and alone as a bar; its words stand beside it. */
function panelPairBar(kind, pair) {
  const part = (name, n) => {
    const piece = make("span", { class: `pair-part pair-${name}` });
    piece.style.flexGrow = n;
    return n ? piece : null;
  };
  const bar = make("div", { class: `pair-bar pair-bar-${kind}`, "aria-hidden": "true" }, part("a", pair.onlyA.length), part("both", pair.shared.length), part("b", pair.onlyB.length));
  if (pair.union === null) bar.classList.add("unknown");
  return bar;
}

function panelPairMeasures(pair) {
  if (pair.union === null) return panelText(many("panel.pair.least", pair.shared.length), "panel-note");
  const shared = pair.shared.length;
  const smaller = shared + Math.min(pair.onlyA.length, pair.onlyB.length);
  const shares = { jaccard: panelPercentWords(shared, pair.union), coefficient: panelPercentWords(shared, smaller) };
  return panelText(t("panel.pair.measures", { shared: number(shared), union: number(pair.union), ...shares }), "panel-note num");
}

function panelPairGroup(side, title, list, items, note) {
  return make("div", { class: "pair-group" }, make("h5", {}, make("span", { class: "pair-swatch pair-" + side, "aria-hidden": "true" }), title, " ", make("span", { class: "num panel-count" }, number(items.length))),
    note || (items.length ? list(items) : panelText(t("panel.none"), "panel-note")));
}

function panelPairSection(kind, answer, pair, list, unknown, ...more) {
  const short = [shortOf(answer.a), shortOf(answer.b)];
  const note = (id) => (unknown.includes(id) ? panelText(t("panel.pair.unlisted", { name: shortOf(id) }), "panel-note") : null);
  const empty = (id, items) => (items.length ? null : note(id));
  const section = panelSection(t("panel.pair." + kind), panelPairBar(kind, pair), panelPairMeasures(pair),
    panelPairGroup("both", t("panel.pair.both"), (items) => list(items, "chip-both"), pair.shared),
    panelPairGroup("a", t("panel.pair.only", { name: short[0] }), (items) => list(items, "chip-a"), pair.onlyA, empty(answer.a, pair.onlyA)),
    panelPairGroup("b", t("panel.pair.only", { name: short[1] }), (items) => list(items, "chip-b"), pair.onlyB, empty(answer.b, pair.onlyB)),
    unknown.length ? panelText(t("panel.pair.unknown", { list: listing(unknown.map(nameOf)) }), "panel-note") : null, ...more);
  section.classList.add("pair-" + kind);
  return section;
}

/** Mandates as chips; where one stands for narrower ones, which of these each side holds. */
function panelBehindList(answer) {
  const behind = new Map(answer.behind);
  const plain = ({ a, b }, id) => [...a, ...b].every((one) => one === id);
  const sides = ({ a, b }, id) => [[answer.a, a], [answer.b, b]].filter(([, held]) => held.length && !(held.length === 1 && held[0] === id))
    .map(([body, held]) => t("panel.pair.through", { name: shortOf(body), list: listing(held.map(nameOf)) })).join("; ");
  return (ids, className) => panelChips(panelByName(ids), (id) => {
    const held = behind.get(id);
    const chip = panelMandate(id, className);
    return held && !plain(held, id) ? make("span", { class: "chip-with" }, chip, make("span", { class: "panel-note" }, sides(held, id))) : chip;
  });
}

/** Who takes part in the one and is in the other in a role that is not counted, by that role. */
function panelPairBridges({ bridges }) {
  if (!bridges.length) return null;
  const groups = new Map();
  for (const row of bridges) {
    const words = t("panel.pair.bridge", { role: roleWords(row.role), name: shortOf(row.m) });
    groups.set(words, [...(groups.get(words) || []), row]);
  }
  const chip = ({ key, m }) => selectButton(`seat:${key}@${m}`, nameOf(key), "chip", t("panel.seat.open", { person: nameOf(key), body: nameOf(m) }));
  const count = make("span", { class: "num panel-count" }, number(new Set(bridges.map(({ key }) => key)).size));
  return make("div", { class: "pair-group" }, make("h5", {}, t("panel.pair.bridges"), " ", count),
    ...[...groups].flatMap(([words, rows]) => [panelText(words, "panel-note"), panelChips(panelByName(rows, ({ key }) => key), chip)]));
}

/** What the shared participants rest on: their seats in the one and in the other, each with its sources. */
function panelPairSeats(view, { a, b, members }) {
  if (!members.shared.length) return null;
  const held = (key) => [a, b].flatMap((m) => view.at(key, m).filter(({ counted }) => counted));
  return panelFold("pair seats", t("panel.pair.evidence.members"), () => make("ul", { class: "panel-rows proof-rows" },
    ...panelByName(members.shared).map((key) => make("li", {}, panelPerson(key), panelSeatLines(held(key), "m", view.year)))));
}

/** The same of the shared mandates: what each of the two holds under it. */
function panelPairProof(view, { a, b, mandates, behind }) {
  if (!mandates.shared.length) return null;
  const held = new Map(behind);
  const rows = (id) => [[a, held.get(id).a], [b, held.get(id).b]].flatMap(([m, ids]) => assignmentsOf(view, m).filter((row) => ids.includes(row.mandate)));
  const line = (row) => make("li", { class: "mandate-line" }, make("span", { class: "panel-proof" }, t("panel.pair.through", { name: shortOf(row.m), list: nameOf(row.mandate) })),
    ...evidenceRemarks(row, false), evidenceFold(citesHeard(row.cites), false));
  return panelFold("pair mandates", t("panel.pair.evidence.mandates"), () => make("ul", { class: "panel-rows proof-rows" },
    ...panelByName(mandates.shared).map((id) => make("li", {}, panelMandate(id), make("ul", { class: "mandate-lines" }, ...rows(id).map(line))))));
}

function panelPairReading(view, answer) {
  return make("section", { class: "panel-section panel-reading panel-reading-" + answer.reading },
    make("h4", {}, readingBadge(answer.reading)), panelText(readingMeans(answer.reading), "panel-lead"),
    panelText(readingReason(view.pair(answer.a, answer.b), view.mandatePair(answer.a, answer.b)), "panel-note num"), readingRule());
}

function panelPairWays(state, a, b) {
  if (a === WHAT_IF || b === WHAT_IF) return panelText(t("panel.what-if.about"), "panel-note");
  return panelWays({
    briefs: panelBriefWays(`pair/${a}/${b}`, state.year),
    queries: [[queryOf("pair-members", state, { a, b }), t("panel.query.members")], [queryOf("pair-mandates", state, { a, b }), t("panel.query.mandates")]],
    rest: restOf("/overlap/readings", state, { mechanism: [a, b] }),
  });
}

/** "The CRM and the Quito Process have 4 participants and 3 mandates in common." */
function panelPairLead(answer) {
  const values = { a: shortOf(answer.a), b: shortOf(answer.b), year: answer.year };
  const least = (pair) => (pair.union === null ? t("panel.atleast") + " " : "");
  const members = least(answer.members) + many("panel.count.participants", answer.members.shared.length);
  const mandates = least(answer.mandates) + many("panel.count.mandates", answer.mandates.shared.length);
  return panelText(t("panel.pair.lead", { ...values, members, mandates }), "panel-lead");
}

export function pairPanel(view, state, a, b) {
  const answer = pairAnswer(view, a, b);
  return {
    kind: t("panel.kind.pair"), name: t("panel.pair.name", { a: shortOf(a), b: shortOf(b) }),
    parts: [
      make("p", { class: "panel-pair" }, panelBody(a, "chip-a"), " ", panelBody(b, "chip-b")),
      ...panelAway(view, [a, b]), panelPairLead(answer), panelPairReading(view, answer),
      panelPairSection("members", answer, answer.members, panelPeople, answer.unknownMembers, panelPairBridges(answer), panelPairSeats(view, answer)),
      panelPairSection("mandates", answer, answer.mandates, panelBehindList(answer), answer.unknownMandates, panelPairProof(view, answer)), panelPairWays(state, a, b),
    ],
  };
}
