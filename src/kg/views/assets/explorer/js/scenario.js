// The steps of a what-if: each takes a scenario and returns another; what shows it lives in whatif.js.
import { data, people, mandates } from "./data.js";
import { scenarioOf } from "./address.js";
import { state, change } from "./state.js";

/** The council that the task force proposed: it has mandates and nobody sits in it. */
export const proposedCouncil = "nca-migration-council";

/** The subregions (UN M49) that can be added whole. */
export const scenarioRegions = ["north-america", "central-america", "caribbean", "south-america"];

const scenarioKeys = (list, set) => list.filter((key) => set.has(key));

/** The keys of a scenario's states and the ids of its mandates, in the order of the data. */
export const scenarioStates = (scenario) => scenarioKeys(data.participants.map((person) => person.key), scenario.states);
export const scenarioMandates = (scenario) => scenarioKeys(data.mandates.map((mandate) => mandate.id), scenario.mandates);

/** The states of subregions, as far as the data knows them; territories and organizations are added one by one. */
export function statesOfRegions(regions) {
  return data.participants.filter((person) => person.kind === "state" && regions.includes(person.group)).map((person) => person.key);
}

function scenarioChange(field, keys, on) {
  if (!state.scenario) return;
  const next = new Set(state.scenario[field]);
  for (const key of keys) on ? next.add(key) : next.delete(key);
  change({ scenario: { ...state.scenario, [field]: next } });
}

export const addStates = (keys) => scenarioChange("states", keys.filter((key) => people.has(key)), true);
export const dropStates = (keys) => scenarioChange("states", keys, false);
export const addMandates = (ids) => scenarioChange("mandates", ids.filter((id) => mandates.has(id)), true);
export const dropMandates = (ids) => scenarioChange("mandates", ids, false);

/** Begin with `base` ("": a new mechanism) as the year, the roles and the source shown have it. */
export const startScenario = (base) => change({ scenario: scenarioOf(base, state) });

/** End the what-if; a selection of the mechanism that was tried out ends with it. */
export function leaveScenario() {
  change(state.sel.includes("what-if") ? { scenario: null, sel: "" } : { scenario: null });
}
