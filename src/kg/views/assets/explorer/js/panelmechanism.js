// A mechanism in the panel: what it is, who takes part by role, what it works on, which others are near it.
import { data, bodies, seatsOf, conflictOf } from "./data.js";
import { make } from "./dom.js";
import { t, say, many, number, dateWords, listing } from "./words.js";
import { nameOf, shortOf, bodyOf, WHAT_IF, roleWords } from "./model.js";
import { existedIn } from "./rows.js";
import { mechanismAnswer } from "./answers.js";
import { queryOf, restOf } from "./asking.js";
import { readingBadge, readingRule } from "./readings.js";
import { evidenceFold, evidenceRemarks, citesHeard, selectButton, siteLink } from "./evidence.js";
import { panelBriefWays, panelMandate, panelOtherStatements, panelByName, panelButton, panelFold, panelSection, panelShortened, panelText, panelWays, panelPeople, panelMandates, panelSeatLines, panelShared } from "./panelparts.js";

const PANEL_NEAREST = 6;

function panelMechanismFacts(body) {
  const facts = [say(data.types[body.type]), body.status ? say(data.statuses[body.status]) : t("panel.status.unknown")];
  if (body.established.length) facts.push(t("panel.founded", { when: listing(body.established.map(dateWords)) }));
  if (body.ended.length) facts.push(t("panel.ended", { when: listing(body.ended.map(dateWords)) }));
  return panelText(facts.filter(Boolean).join(" · "), "panel-facts");
}

const panelFigureValue = (text) => (/^\d+(\.\d+)?$/.test(text) ? number(text) : text);

function panelFigureRow(row) {
  const unit = row.unit && !say(row.label).includes(say(row.unit)) ? say(row.unit) : "";
  const words = [say(row.label), row.of && say(row.of), unit, row.period || row.year].filter(Boolean).join(" · ");
  const value = [row.approximation && say(row.approximation), panelFigureValue(row.value)].filter(Boolean).join(" ");
  return make("li", {}, make("p", { class: "seat-facts" }, make("b", { class: "num" }, value), make("span", {}, words)), evidenceFold(row.cites, false));
}

const panelFigureRows = (rows) => make("ul", { class: "figure-lines" }, ...rows.map(panelFigureRow));

/** The figures that tell a size, the others in a fold. */
function panelMechanismFigures(body) {
  const head = body.figures.filter((row) => row.headline);
  const rest = body.figures.filter((row) => !row.headline);
  return panelSection(t("panel.figures"), head.length ? panelFigureRows(head) : null,
    rest.length ? panelFold("figures", many("panel.figures.more", rest.length), () => panelFigureRows(rest)) : null);
}

function panelRoleSection(view, id, role, rows) {
  const named = panelByName(rows, ({ seat }) => seat.p);
  const title = [roleWords(role), " ", make("span", { class: "num panel-count" }, number(new Set(rows.map(({ seat }) => seat.p)).size))];
  return panelSection(title, panelShortened(`role ${role}`, named, (part) => panelSeatLines(part, "p", view.year)));
}

function panelMechanismSeats(view, id) {
  const rows = view.seatsIn(id);
  const sections = data.roles.map((role) => [role.id, rows.filter(({ seat }) => seat.role === role.id)]).filter(([, found]) => found.length);
  const answered = new Set(rows.map(({ seat }) => seat.id));
  return [...sections.map(([role, found]) => panelRoleSection(view, id, role, found)), panelOtherStatements(id, seatsOf(id), answered, view.year)];
}

/** A row of the nearest mechanisms: the pair, what is shared, how it reads. */
function panelNearRow(id, row) {
  const pair = selectButton(`pair:${id}+${row.b}`, shortOf(row.b), "link strong", t("panel.pair.open", { a: nameOf(id), b: nameOf(row.b) }));
  return make("li", { class: "near-row" }, pair, readingBadge(row.reading), panelShared(row.members, row.mandates));
}

function panelMechanismNearest(answer) {
  if (!answer.nearest.length) return null;
  const list = (rows) => make("ol", { class: "panel-rows near-rows" }, ...rows.map((row) => panelNearRow(answer.id, row)));
  const rest = answer.nearest.slice(PANEL_NEAREST);
  return panelSection(t("panel.nearest"), list(answer.nearest.slice(0, PANEL_NEAREST)),
    rest.length ? panelFold("nearest", t("panel.more", { n: number(rest.length) }), () => list(rest)) : null, readingRule());
}

function panelMandateLine(row) {
  return make("li", { class: "mandate-line" }, panelMandate(row.mandate), ...evidenceRemarks(row, false), evidenceFold(citesHeard(row.cites), false));
}

function panelMechanismMandates(answer) {
  const rows = panelByName(data.assignments.filter((row) => answer.assignments.includes(row.id)), (row) => row.mandate);
  const title = [t("panel.mandates"), " ", make("span", { class: "num panel-count" }, number(rows.length))];
  if (!rows.length) return panelSection(t("panel.mandates"), panelText(t("panel.mandates.none"), "panel-note"));
  return panelSection(title, panelShortened("mandates", rows, (part) => make("ul", { class: "mandate-lines" }, ...part.map(panelMandateLine))));
}

const panelConflictButton = (id) => {
  const row = conflictOf(id);
  return selectButton("conflict:" + id, [say(row.property), say(row.about)].filter(Boolean).join(", "), "link");
};

function panelMechanismConflicts(answer) {
  if (!answer.conflicts.length) return null;
  const list = (ids) => make("ul", { class: "panel-rows" }, ...ids.map((id) => make("li", {}, panelConflictButton(id))));
  return panelSection(many("panel.conflicts", answer.conflicts.length), panelShortened("conflicts", answer.conflicts, list));
}

function panelMechanismWays(state, id) {
  return panelWays({
    briefs: panelBriefWays("mechanism/" + id, state.year),
    queries: [[queryOf("mechanism", state, { mechanism: id, anyRole: true })], [queryOf("mechanism-mandates", state, { mechanism: id }), t("panel.query.mandates")]],
    rest: restOf(`/mechanisms/${id}/members`, state, { role: "any" }), entity: `/id/mechanism/${id}`,
    further: [siteLink(restOf("/events", state, { mechanism: id, year: null, role: null, source: null }), t("panel.events"), "way")],
  });
}

/** The hypothetical mechanism: what it is made of, and that nobody says so. */
function whatIfPanel(view) {
  const answer = mechanismAnswer(view, WHAT_IF);
  return {
    kind: t("panel.kind.what-if"), name: nameOf(WHAT_IF),
    parts: [
      panelText(t("panel.what-if.about"), "panel-lead"), panelMechanismNearest(answer),
      panelSection(t("panel.what-if.members"), panelPeople(view.setOf(WHAT_IF))), panelSection(t("panel.mandates"), panelMandates(view.mandatesOf(WHAT_IF))),
    ],
  };
}

export function mechanismPanel(view, state, id) {
  if (id === WHAT_IF) return whatIfPanel(view);
  const body = bodies.get(id);
  const answer = mechanismAnswer(view, id);
  const here = existedIn(body, view.year);
  return {
    kind: t("panel.kind.mechanism") + (shortOf(id) === nameOf(id) ? "" : " · " + shortOf(id)), name: nameOf(id),
    parts: [
      panelMechanismFacts(body), panelText(say(body.about)), body.cites.length ? evidenceFold(body.cites, false) : null,
      here ? null : panelText(t("panel.absent", { year: view.year }), "panel-alert"),
      here && !view.isShown(id) ? make("p", { class: "panel-alert" }, t("panel.hidden"), " ", panelButton(t("panel.show"), panelBodyShown(state, id))) : null,
      panelText(t("panel.list." + (body.list === "unknown" && body.complete_roles.length ? "role" : body.list)), "panel-list panel-list-" + body.list),
      panelMechanismFigures(body), ...panelMechanismSeats(view, id), panelMechanismNearest(answer), panelMechanismMandates(answer), panelMechanismConflicts(answer), panelMechanismWays(state, id),
    ],
  };
}

/** The change that puts a mechanism which is switched off, or is none of the usual ones, into the picture. */
function panelBodyShown(state, id) {
  const off = new Set(state.off);
  const on = new Set(state.on);
  off.delete(id);
  if (!bodyOf(id).default) on.add(id);
  return { off, on };
}
