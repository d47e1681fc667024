// The editor of a what-if: states by name or in whole groups, mandates from the tree.
import { make, setText } from "./dom.js";
import { t, say, many, number } from "./words.js";
import { data, bodies, people } from "./data.js";
import { state } from "./state.js";
import { look, nameOf, shortOf, WHAT_IF } from "./model.js";
import { addStates, dropStates, dropMandates, scenarioStates, scenarioMandates, scenarioRegions, statesOfRegions } from "./scenario.js";
import { comboBox } from "./whatifcombo.js";
import { chipList, fillChips } from "./whatifchips.js";
import { mandatePicker } from "./whatifmandates.js";

/** Who can still be added: states and territories first, then organizations, each by name. */
function editOptions() {
  const taken = state.scenario ? state.scenario.states : new Set();
  const open = data.participants.filter((person) => person.kind !== "mechanism" && !taken.has(person.key));
  const options = open.map((person) => ({ key: person.key, name: say(person.name), code: say(person.short), last: person.kind === "organization" }));
  return options.sort((one, two) => Number(one.last) - Number(two.last) || one.name.localeCompare(two.name));
}

/** The mechanisms whose members can be added whole: those shown that have any. */
function editBodies(view) {
  const found = view.bodies.filter((id) => id !== WHAT_IF && view.setOf(id).size);
  return found.sort((one, two) => nameOf(one).localeCompare(nameOf(two)));
}

function editGroup(value, view) {
  const [kind, id] = value.split(":");
  if (kind === "region") return statesOfRegions(id.split("+"));
  return [...view.setOf(id)].filter((key) => people.has(key));
}

function editRegionOptions() {
  const option = (ids) => make("option", { value: "region:" + ids.join("+") }, ids.map((id) => say(data.groups[id])).join(" + "));
  const known = scenarioRegions.filter((id) => data.groups[id]);
  return make("optgroup", { label: t("whatif.group.regions") }, option(["north-america", "central-america"]), ...known.map((id) => option([id])));
}

function editBodyOptions(view) {
  const option = (id) => make("option", { value: "body:" + id }, t("whatif.group.members", { name: nameOf(id), n: number(view.setOf(id).size) }));
  return make("optgroup", { label: t("whatif.group.mechanisms") }, ...editBodies(view).map(option));
}

/** A list of groups and the button that adds the one chosen. */
function groupPicker() {
  const select = make("select", { id: "whatif-group" });
  const add = () => select.value && addStates(editGroup(select.value, look(state)));
  const element = make("div", { class: "whatif-group" }, make("label", { for: "whatif-group", class: "field-label" }, t("whatif.group")),
    make("div", { class: "field-row" }, select, make("button", { type: "button", class: "button", onclick: add }, t("whatif.add"))));
  let shown = "";
  const draw = (view) => {
    const signature = editBodies(view).map((id) => id + view.setOf(id).size).join();
    if (signature === shown) return;
    shown = signature;
    const kept = select.value;
    select.replaceChildren(make("option", { value: "" }, t("whatif.group.choose")), editRegionOptions(), editBodyOptions(view));
    select.value = kept;
  };
  return { element, draw };
}

/** The groups that suggest themselves, one button each. */
function suggestions() {
  const bodyButton = (id) => make("button", { type: "button", class: "button small", onclick: () => addStates(editGroup("body:" + id, look(state))) }, t("whatif.suggest.members", { name: shortOf(id) }));
  const ids = ["crm", "sica"].filter((id) => bodies.has(id));
  const region = make("button", { type: "button", class: "button small", onclick: () => addStates(statesOfRegions(["north-america", "central-america"])) }, t("whatif.suggest.region"));
  return make("div", { class: "whatif-suggest" }, make("p", {}, t("whatif.suggest")), make("div", { class: "field-row" }, ...ids.map(bodyButton), region));
}

function statesEditor() {
  const heading = make("h3", { "aria-live": "polite" });
  const combo = comboBox(t("whatif.states.add"), t("whatif.states.find"), editOptions, (key) => addStates([key]));
  const chips = chipList((key) => dropStates([key]), () => combo.field);
  const [group, hints] = [groupPicker(), suggestions()];
  const element = make("div", { class: "whatif-part" }, heading, chips.list, combo.element, group.element, hints);
  const draw = (view, scenario) => {
    setText(heading, many("whatif.states", scenario.states.size));
    fillChips(chips, scenarioStates(scenario).map((key) => ({ key, name: nameOf(key), title: nameOf(key) })));
    chips.list.hidden = !scenario.states.size;
    group.draw(view);
  };
  return { element, draw };
}

function mandatesEditor() {
  const heading = make("h3", { "aria-live": "polite" });
  const picker = mandatePicker();
  const chips = chipList((id) => dropMandates([id]), () => picker.focus);
  const element = make("div", { class: "whatif-part" }, heading, chips.list, picker.element);
  const draw = (view, scenario) => {
    setText(heading, many("whatif.mandates", scenario.mandates.size));
    fillChips(chips, scenarioMandates(scenario).map((id) => ({ key: id, name: nameOf(id), title: nameOf(id) })));
    chips.list.hidden = !scenario.mandates.size;
    picker.draw(scenario);
  };
  return { element, draw };
}

/** Both editors: { element, draw(view, scenario) }. */
export function scenarioEditor() {
  const parts = [statesEditor(), mandatesEditor()];
  const draw = (view, scenario) => parts.forEach((part) => part.draw(view, scenario));
  return { element: make("div", { class: "whatif-edit" }, ...parts.map((part) => part.element)), draw };
}
