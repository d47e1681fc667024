// A participant in the panel: where it sits, where its neighbours sit without it, what its mechanisms do not cover.
import { people, seatsBy } from "./data.js";
import { make } from "./dom.js";
import { t, many, listed, listing, number } from "./words.js";
import { nameOf, shortOf } from "./model.js";
import { stateAnswer } from "./answers.js";
import { queryOf, restOf } from "./asking.js";
import { selectButton } from "./evidence.js";
import { panelBodies, panelBriefWays, panelMandate, panelOtherStatements, panelFold, panelSection, panelShortened, panelText, panelWays, panelPeople, panelPerson, panelSeatLines, panelUnknownNote, panelBody, panelChips } from "./panelparts.js";

/** "In 2022 Costa Rica sits in 4 mechanisms: CRM, MIRPS …" */
function panelStateLead(answer) {
  const values = { year: answer.year, name: nameOf(answer.key) };
  if (!answer.mechanisms.length) return panelText(t("panel.state.nowhere", values), "panel-lead");
  return panelText(many("panel.state.sits", answer.mechanisms.length, { ...values, list: listing(answer.mechanisms.map(shortOf)) }), "panel-lead");
}

function panelStateSeats(view, answer, key) {
  const rows = view.seatsHeld(key);
  const answered = new Set(rows.map(({ seat }) => seat.id));
  const others = panelOtherStatements(key, seatsBy(key).filter((seat) => !answered.has(seat.id)), answered, view.year);
  return panelSection(t("panel.state.seats"), rows.length ? panelShortened("seats " + key, rows, (part) => panelSeatLines(part, "m", view.year)) : [], others);
}

function panelNeighbourRow({ key, mechanisms }) {
  return make("li", {}, panelPerson(key), " ", mechanisms.length ? panelBodies(mechanisms) : make("span", { class: "panel-note" }, t("panel.state.neighbour.none")));
}

/** Where its land neighbours sit and it does not: by mechanism, and the same by neighbour. */
function panelStateNeighbours(answer) {
  if (!answer.neighbours.length) return panelSection(t("panel.state.neighbours"), panelText(t("panel.state.neighbours.none"), "panel-note"));
  const missing = answer.missing.map((row) => make("li", {}, panelBody(row.m), " ", make("span", { class: "num panel-note" }, many("panel.state.neighbours.count", answer.neighbours.length, { some: number(row.neighbours.length) })), panelPeople(row.neighbours)));
  return panelSection(t("panel.state.neighbours"),
    missing.length ? make("ul", { class: "panel-rows" }, ...missing) : panelText(t("panel.state.neighbours.all"), "panel-note"),
    panelFold("neighbours", t("panel.state.neighbours.each"), () => make("ul", { class: "panel-rows" }, ...answer.neighbours.map(panelNeighbourRow))));
}

/** Mandates under those who hold them: one row for each set of holders, so that long names stand once. */
function panelUncoveredRows(rows) {
  const groups = new Map();
  for (const row of rows) {
    const key = row.holders.join("+");
    groups.set(key, [...(groups.get(key) || []), row]);
  }
  const partly = ({ partly: ids }) => (ids.length ? make("span", { class: "panel-note" }, t("panel.state.partly", { list: listing(ids.map(shortOf)) })) : null);
  return make("ul", { class: "panel-rows" }, ...[...groups.values()].map((group) => make("li", { class: "held-row" },
    make("p", { class: "panel-note" }, many("panel.state.held", group[0].holders.length), " ", listed(group[0].holders.map((id) => selectButton("mechanism:" + id, shortOf(id), "link", nameOf(id))))),
    panelChips(group, (row) => make("span", { class: "chip-with" }, panelMandate(row.mandate), partly(row))))));
}

function panelStateMandates(answer) {
  if (!answer.mechanisms.length) return null;
  const title = many("panel.state.uncovered", answer.uncovered.length);
  if (!answer.uncovered.length) return panelSection(title, panelText(t("panel.state.uncovered.none"), "panel-note"));
  return panelSection(title, panelText(t("panel.state.uncovered.about"), "panel-note"),
    panelUncoveredRows(answer.uncovered));
}

function panelStateClosest(answer) {
  if (!answer.closest.length) return null;
  const rows = answer.closest.map((row) => make("li", {}, panelPerson(row.key), " ",
    make("span", { class: "num panel-count" }, many("panel.shared", row.shared.length)), make("span", { class: "panel-note" }, listing(row.shared.map(shortOf)))));
  return panelSection(t("panel.state.closest"), make("ol", { class: "panel-rows" }, ...rows));
}

function panelStateWays(state, person) {
  const country = person.kind === "state" || person.kind === "territory";
  const values = { iso3: person.iso3, participant: person.key, anyRole: true };
  return panelWays({
    briefs: person.kind === "state" ? panelBriefWays("state/" + person.id, state.year) : [],
    queries: [[queryOf(country && person.iso3 ? "state" : "participant", state, values)]],
    rest: country && person.iso3 ? restOf(`/states/${person.iso3}/mechanisms`, state, { role: "any" }) : restOf("/memberships", state, { role: "any", participant: person.id }),
    entity: `/id/${person.kind}/${person.id}`,
  });
}

export function statePanel(view, state, key) {
  const answer = stateAnswer(view, key);
  const person = people.get(key);
  return {
    kind: t("panel.kind." + person.kind) + (person.iso3 ? " · " + person.iso3 : ""), name: nameOf(key),
    parts: [
      panelStateLead(answer), panelStateSeats(view, answer, key), panelUnknownNote(answer.unknown, "panel.state.unknown"),
      person.kind === "organization" ? null : panelStateNeighbours(answer), panelStateMandates(answer), panelStateClosest(answer), panelStateWays(state, person),
    ],
  };
}
