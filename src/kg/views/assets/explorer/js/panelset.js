// A combination in the panel: who sits in exactly these mechanisms, who sits in these and more, and what is compared.
import { make } from "./dom.js";
import { t, many, listing, number } from "./words.js";
import { shortOf, WHAT_IF } from "./model.js";
import { setAnswer } from "./answers.js";
import { queryOf, restOf } from "./asking.js";
import { panelAway, panelBodies, panelSection, panelShortened, panelText, panelWays, panelPeople, panelPerson, panelUnknownNote } from "./panelparts.js";

function panelMoreRow({ key, others }) {
  return make("li", {}, panelPerson(key), " ", make("span", { class: "panel-note" }, t("panel.set.also", { list: listing(others.map(shortOf)) })));
}

function panelSetMore(answer) {
  if (!answer.more.length) return null;
  const list = (rows) => make("ul", { class: "panel-rows" }, ...rows.map(panelMoreRow));
  const title = [t("panel.set.more"), " ", make("span", { class: "num panel-count" }, number(answer.more.length))];
  return panelSection(title, panelShortened("more", answer.more, list));
}

/** Query and path of a combination: those in all of it, with everything else that they are in. */
export function setAsked(view, state, ids) {
  const { bodies, compared } = setAnswer(view, ids);
  const mechanism = compared.filter((id) => id !== WHAT_IF);
  if (!bodies.length || bodies.includes(WHAT_IF)) return ["", ""];
  return [queryOf("holders", state, { mechanisms: mechanism, every: bodies }), restOf("/overlap/intersections", state, { mechanism, limit: 1000 })];
}

export function setPanel(view, state, ids) {
  const answer = setAnswer(view, ids);
  const [query, rest] = setAsked(view, state, ids);
  const values = { year: view.year, list: listing(answer.bodies.map(shortOf)), compared: number(answer.compared.length) };
  return {
    kind: t("panel.kind.set"), name: listing(ids.map(shortOf)),
    parts: [
      make("div", { class: "panel-pair" }, panelBodies(ids)), ...panelAway(view, ids), panelText(answer.exactly.length ? many("panel.set.lead", answer.exactly.length, values) : t("panel.set.nobody", values), "panel-lead"),
      panelSection(t("panel.set.exactly"), answer.exactly.length ? panelPeople(answer.exactly, "chip-both") : panelText(t("panel.none"), "panel-note")),
      panelText(t("panel.set.why", values), "panel-note"), panelSetMore(answer), panelUnknownNote(answer.unknown, "panel.set.unknown"),
      panelWays({ queries: [[query]], rest }),
    ],
  };
}

