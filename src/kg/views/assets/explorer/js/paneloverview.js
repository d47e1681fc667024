// The panel without a selection: what the year's picture shows, the pairs to look at first, what stays open, how to read it.
import { make } from "./dom.js";
import { t, many, number } from "./words.js";
import { nameOf, shortOf, realBodies } from "./model.js";
import { overviewAnswer } from "./answers.js";
import { queryOf, restOf } from "./asking.js";
import { selectButton } from "./evidence.js";
import { readingBadge, readingKinds, readingRule } from "./readings.js";
import { panelChips, panelMandates, panelButton, panelFold, panelSection, panelShared, panelText, panelWays, panelUnknownNote } from "./panelparts.js";

function panelFirstRow(view, { kind, a, b }) {
  const pair = selectButton(`pair:${a}+${b}`, t("panel.pair.name", { a: shortOf(a), b: shortOf(b) }), "link strong", t("panel.pair.open", { a: nameOf(a), b: nameOf(b) }));
  return make("li", { class: "near-row" }, pair, readingBadge(kind), panelShared(view.pair(a, b), view.mandatePair(a, b)));
}

/** A kind and how many pairs read so; those that say something can be looked through. */
function panelKindRow(answer, kind) {
  const head = [readingBadge(kind), " ", make("span", { class: "num" }, number(answer.counts[kind]))];
  const pairs = answer.pairs[kind] || [];
  if (!pairs.length) return make("li", {}, ...head);
  return make("li", {}, panelFold("kind " + kind, head, () => panelChips(pairs, ([a, b]) =>
    selectButton(`pair:${a}+${b}`, t("panel.pair.short", { a: shortOf(a), b: shortOf(b) }), "chip", t("panel.pair.open", { a: nameOf(a), b: nameOf(b) })))));
}

function panelOverviewPairs(view, answer) {
  const rows = answer.first.map((row) => panelFirstRow(view, row));
  const about = rows.length ? panelText(t("panel.overview.first.about"), "panel-note") : panelText(t("panel.overview.no-pairs"), "panel-note");
  return [
    panelSection(t("panel.overview.first"), about, rows.length ? make("ul", { class: "panel-rows near-rows" }, ...rows) : null),
    panelSection(t("panel.overview.counts"), make("ul", { class: "reading-counts" }, ...readingKinds.map((kind) => panelKindRow(answer, kind))), readingRule()),
  ];
}

function panelOverviewOpen(answer) {
  const contested = new Set(answer.contested).size;
  const parts = [
    panelUnknownNote(answer.unknown, "panel.overview.unknown"),
    answer.assumed ? panelText(many("panel.overview.assumed", answer.assumed)) : null,
    contested ? make("p", { class: "panel-text" }, many("panel.overview.contested", contested), " ", panelButton(t("evidence.conflict"), { tab: "conflicts" })) : null,
    answer.untouched.length ? panelFold("untouched", many("panel.overview.untouched", answer.untouched.length), () => panelMandates(answer.untouched)) : null,
  ].filter(Boolean);
  return panelSection(t("panel.overview.open"), parts);
}

/** Those with the most mechanisms that year. */
function panelOverviewMost(view) {
  const rows = [...view.counts].filter(([key]) => key.startsWith("state:") || key.startsWith("territory:"));
  const most = Math.max(0, ...rows.map(([, n]) => n));
  const keys = rows.filter(([, n]) => n === most && most > 0).map(([key]) => key);
  if (!keys.length) return null;
  const chips = make("ul", { class: "chips" }, ...keys.map((key) => make("li", {}, selectButton(key, nameOf(key), "chip"))));
  return panelSection(many("panel.overview.most", most), chips);
}

/** Query and path of what the picture shows: the seats counted, and how every pair reads. */
export function overviewAsked(view, state) {
  const mechanism = realBodies(view);
  if (mechanism.length < 2) return ["", ""];
  return [queryOf("pairs", state, { mechanisms: mechanism }), restOf("/overlap/readings", state, { mechanism, limit: 1000 })];
}

export function overviewPanel(view, state) {
  const answer = overviewAnswer(view);
  const [query, rest] = overviewAsked(view, state);
  const real = realBodies(view);
  const seated = real.filter((id) => view.setOf(id).size);
  const values = { year: view.year, shown: many("panel.count.mechanisms", real.length), seated: number(seated.length), people: many("panel.count.participants", view.counts.size) };
  return {
    kind: t("panel.kind.overview"), name: t("panel.overview.name", { year: view.year }),
    parts: [
      panelText(t("panel.overview.lead", values), "panel-lead"), panelOverviewPairs(view, answer), panelOverviewMost(view), panelOverviewOpen(answer),
      panelSection(t("panel.overview.how"), panelText(t("panel.overview.how.select")), panelText(t("panel.overview.how.unknown"))),
      panelWays({ queries: [[query]], rest }),
    ],
  };
}

