// What if: a mechanism that does not exist beside those that do. Nothing is written anywhere but in the address.
import { make, setText } from "./dom.js";
import { t, lang } from "./words.js";
import { bodies, data } from "./data.js";
import { state } from "./state.js";
import { nameOf, WHAT_IF } from "./model.js";
import { restOf } from "./asking.js";
import { readingWords } from "./readings.js";
import { proposedCouncil, startScenario, leaveScenario, scenarioStates, scenarioMandates } from "./scenario.js";
import { scenarioAnswer } from "./scenarioanswer.js";
import { scenarioEditor } from "./whatifedit.js";
import { scenarioAnswers, overlapRows } from "./whatifanswers.js";
import { scenarioPicture } from "./whatifpicture.js";

const whatifParts = { root: null, lang: "", asks: null, work: null };
const whatifKnown = { view: null, base: "", answer: null };

/** The answer to `scenario` in `view`, computed once. */
function whatifAnswer(view, scenario) {
  if (whatifKnown.view !== view || whatifKnown.base !== scenario.base) Object.assign(whatifKnown, { view, base: scenario.base, answer: scenarioAnswer(view, scenario) });
  return whatifKnown.answer;
}

function whatifBegin(base) {
  startScenario(base);
  requestAnimationFrame(() => requestAnimationFrame(() => whatifParts.work.leave.focus()));
}

function whatifStarter(title, about, base) {
  return make("li", {}, make("button", { type: "button", class: "starter", onclick: () => whatifBegin(base) }, make("b", {}, title), make("span", {}, about)));
}

/** A copy of any mechanism: those with the most to copy first would hide the rest, so they stand by name. */
function whatifCopy() {
  const names = data.mechanisms.map((body) => [body.id, nameOf(body.id)]).sort((one, two) => one[1].localeCompare(two[1], lang));
  const select = make("select", { id: "whatif-copy" }, ...names.map(([id, name]) => make("option", { value: id }, name)));
  if (bodies.has("crm")) select.value = "crm";
  const button = make("button", { type: "button", class: "button", onclick: () => whatifBegin(select.value) }, t("whatif.start.copy.go"));
  return make("li", { class: "starter" }, make("label", { for: "whatif-copy" }, t("whatif.start.copy")), make("div", { class: "field-row" }, select, button));
}

function whatifAsks() {
  const council = bodies.has(proposedCouncil) ? whatifStarter(nameOf(proposedCouncil), t("whatif.start.council"), proposedCouncil) : null;
  return make("div", { class: "whatif-start" }, make("p", {}, t("whatif.start")), make("ul", { class: "starters" }, council, whatifStarter(t("whatif.start.new"), t("whatif.start.new.about"), ""), whatifCopy()));
}

function whatifWork() {
  const from = make("span", {});
  const leave = make("button", { type: "button", class: "button strong", onclick: leaveScenario }, t("whatif.leave"));
  const again = make("button", { type: "button", class: "button", onclick: () => startScenario(state.scenario.base) }, t("whatif.again"));
  const banner = make("div", { class: "whatif-banner", role: "note" }, make("p", {}, make("b", {}, t("whatif.banner")), " ", from), make("div", { class: "field-row" }, again, leave));
  const note = make("p", { class: "notice" });
  const editor = scenarioEditor();
  const answers = make("div", { class: "whatif-answers" });
  return { element: make("div", { class: "whatif-work" }, banner, note, editor.element, answers), from, leave, note, editor, answers, shown: null };
}

function whatifBuild() {
  whatifParts.lang = lang;
  whatifParts.asks = whatifAsks();
  whatifParts.work = whatifWork();
  whatifParts.root.replaceChildren(whatifParts.asks, whatifParts.work.element);
}

/** Who started it from what; and that a list which no source gives is not made up. */
function whatifFrom(view, { base }) {
  const { from, note } = whatifParts.work;
  setText(from, base ? t("whatif.from", { name: nameOf(base) }) : t("whatif.from.new"));
  const unlisted = base && !view.isKnown(base);
  note.hidden = !unlisted;
  if (unlisted) setText(note, t("whatif.unlisted", { name: nameOf(base) }));
}

function drawWhatif(view, now) {
  if (whatifParts.lang !== lang) whatifBuild();
  const { asks, work } = whatifParts;
  asks.hidden = Boolean(now.scenario);
  work.element.hidden = !now.scenario;
  if (!now.scenario) return;
  whatifFrom(view, now.scenario);
  work.editor.draw(view, now.scenario);
  const answer = whatifAnswer(view, now.scenario);
  if (work.shown === answer) return;
  work.shown = answer;
  work.answers.replaceChildren(...scenarioAnswers(answer, now.scenario));
}

const whatifNames = (ids) => ids.map(nameOf).join("; ");
const whatifShare = (value) => (value === null ? null : Math.round(value * 1e6) / 1e6);

function whatifRows(view, now) {
  const columns = ["kind", "name", "states.n", "states", "share.members", "mandates.n", "mandates", "share.mandates", "reading"].map((name) => t("whatif.table." + name));
  if (!now.scenario) return { columns, rows: [] };
  const answer = whatifAnswer(view, now.scenario);
  const beside = overlapRows(answer).map(({ mechanism, members, mandates, reading }) => [
    t("whatif.table.overlap"), nameOf(mechanism), members.shared.length, whatifNames(members.shared), whatifShare(members.jaccard),
    mandates.shared.length, whatifNames(mandates.shared), whatifShare(mandates.jaccard), readingWords(reading)]);
  const gap = (kind, id, keys) => (keys.length ? [[t("whatif.table." + kind), nameOf(id), keys.length, whatifNames(keys), null, null, null, null, null]] : []);
  return { columns, rows: [...beside, ...answer.gaps.flatMap(({ mandate, fresh, partly }) => [...gap("gap", mandate, fresh), ...gap("partly", mandate, partly)])] };
}

function whatifRest(view, now) {
  if (!now.scenario) return "";
  const { base } = now.scenario;
  return restOf("/overlap/proposal", now, { states: scenarioStates(now.scenario), mandates: scenarioMandates(now.scenario), base: base || null, mechanism: view.bodies.filter((id) => id !== WHAT_IF), limit: 1000 });
}

export const whatifView = {
  id: "whatif",
  tab: "overlap",
  mount(root) {
    Object.assign(whatifParts, { root, lang: "" });
    root.classList.add("whatif");
  },
  isEmpty: (now) => !now.scenario,
  draw: drawWhatif,
  rows: whatifRows,
  picture: (view, now) => (now.scenario ? scenarioPicture(whatifAnswer(view, now.scenario)) : null),
  query: () => "",
  rest: whatifRest,
};
