// A mandate in the panel: who covers it and on whose word, which states of the Americas are left out.
import { mandates } from "./data.js";
import { make } from "./dom.js";
import { t, say, many, number, listing } from "./words.js";
import { nameOf } from "./model.js";
import { assignmentsOf, mandateAnswer } from "./answers.js";
import { queryOf, restOf } from "./asking.js";
import { citesHeard, evidenceFold, evidenceRemarks } from "./evidence.js";
import { panelBody, panelMandates, panelSection, panelText, panelWays, panelPeople, panelUnknownNote } from "./panelparts.js";

function panelHolderRow(view, mandate, m) {
  const rows = assignmentsOf(view, m).filter((row) => row.mandate === mandate);
  const proof = rows.flatMap((row) => [...evidenceRemarks(row, false), evidenceFold(citesHeard(row.cites), false)]);
  return make("li", { class: "mandate-line" }, panelBody(m, view.unknown.has(m) ? "chip-unknown" : ""), ...proof);
}

function panelThroughRow({ m, through }, view, key) {
  const first = assignmentsOf(view, m).filter((row) => through.includes(row.mandate));
  return make("li", { class: "mandate-line" }, panelBody(m, view.unknown.has(m) ? "chip-unknown" : ""), make("span", { class: "panel-note" }, t(key, { list: listing(through.map(nameOf)) })),
    evidenceFold(citesHeard(first.flatMap((row) => row.cites)), false));
}

function panelMandateHolders(view, answer) {
  const rows = [
    ...answer.holders.map((m) => panelHolderRow(view, answer.mandate, m)),
    ...answer.broader.map((row) => panelThroughRow(row, view, "panel.mandate.through.broader")),
    ...answer.narrower.map((row) => panelThroughRow(row, view, "panel.mandate.through.narrower")),
  ];
  return panelSection(t("panel.mandate.holders"), rows.length ? make("ul", { class: "mandate-lines" }, ...rows) : panelText(t("panel.mandate.nobody"), "panel-note"));
}

function panelMandateGroup(title, keys, className) {
  if (!keys.length) return null;
  return panelSection([title, " ", make("span", { class: "num panel-count" }, number(keys.length))], panelPeople(keys, className));
}

function panelMandateLead(answer) {
  const all = answer.covered.length + answer.partly.length + answer.leftOut.length;
  const covering = answer.holders.length + answer.broader.length;
  const values = { covered: number(answer.covered.length), all: number(all), year: answer.year };
  if (covering && answer.open.length === covering && !answer.covered.length) return panelText(many("panel.mandate.lead.unknown", covering, values), "panel-lead");
  return panelText(many(answer.open.length ? "panel.mandate.lead.least" : "panel.mandate.lead", covering, values), "panel-lead");
}

export function mandatePanel(view, state, id) {
  const answer = mandateAnswer(view, id);
  const row = mandates.get(id);
  return {
    kind: t("panel.kind.mandate"), name: nameOf(id),
    parts: [
      panelText(say(row.definition)), panelMandateLead(answer), panelMandateHolders(view, answer),
      panelMandateGroup(t(answer.maybe.length ? "panel.mandate.not-known" : "panel.mandate.left-out"), answer.leftOut, answer.maybe.length ? "chip-unknown" : "chip-out"), panelUnknownNote(answer.maybe, "panel.mandate.maybe"),
      panelMandateGroup(t("panel.mandate.partly"), answer.partly, "chip-part"), panelMandateGroup(t("panel.mandate.covered"), answer.covered, "chip-both"),
      row.broader.length ? panelSection(t("panel.mandate.broader"), panelMandates(row.broader)) : null,
      row.narrower.length ? panelSection(t("panel.mandate.narrower"), panelMandates(row.narrower)) : null,
      panelWays({ queries: [[queryOf("mandate", state, { mandate: id })]], rest: restOf("/mandates/" + id, state, { year: null, role: null }), entity: "/id/mandate/" + id }),
    ],
  };
}
