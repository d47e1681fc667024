// What a hypothetical mechanism would overlap with and which gaps it would fill, as kg.overlap.proposal has it.
import { WHAT_IF } from "./model.js";
import { coverOf } from "./answers.js";

/** Every mechanism shown beside the scenario: both pairs, and how they read. */
function effectBeside(view) {
  return view.bodies.filter((id) => id !== WHAT_IF).map((id) => ({
    mechanism: id,
    members: view.pair(WHAT_IF, id),
    mandates: view.mandatePair(WHAT_IF, id),
    reading: view.reading(WHAT_IF, id).kind,
  }));
}

/** The mechanisms by Jaccard, then by how much is shared, then by id. */
function effectNearest(rows, side) {
  const found = rows.filter((row) => row[side].jaccard).sort((one, two) =>
    two[side].jaccard - one[side].jaccard || two[side].shared.length - one[side].shared.length || (one.mechanism < two.mechanism ? -1 : 1));
  return found.map((row) => row.mechanism);
}

/** For whom a mandate would be new, for whom a part of it is covered, and which unknown lists may hide a seat. */
function effectGap(id, scenario, view, bodies) {
  const { whole, part } = coverOf(view, bodies, id);
  const sits = (key) => (body) => view.setOf(body).has(key);
  const lacking = [...scenario.states].filter((key) => !whole.some(sits(key))).sort();
  const partly = lacking.filter((key) => part.some(sits(key)));
  return { mandate: id, fresh: lacking.filter((key) => !partly.includes(key)), partly, maybe: whole.filter((body) => view.unknown.has(body) && body !== scenario.base).sort() };
}

function effectGaps(scenario, view, bodies) {
  if (!scenario.states.size) return [];
  const found = [...scenario.mandates].map((id) => effectGap(id, scenario, view, bodies));
  return found.filter((gap) => gap.fresh.length || gap.partly.length).sort((one, two) =>
    two.fresh.length - one.fresh.length || two.partly.length - one.partly.length || (one.mandate < two.mandate ? -1 : 1));
}

/** What the scenario would change among the mechanisms that `view` shows. */
export function scenarioAnswer(view, scenario) {
  const bodies = view.bodies.filter((id) => id !== WHAT_IF);
  const beside = effectBeside(view);
  const others = beside.filter((row) => row.mechanism !== scenario.base);
  const gaps = effectGaps(scenario, view, bodies);
  const open = new Set(gaps.map((gap) => gap.mandate));
  return {
    beside,
    nearestByMembers: effectNearest(others, "members"),
    nearestByMandates: effectNearest(others, "mandates"),
    gaps,
    settled: scenario.states.size ? [...scenario.mandates].filter((id) => !open.has(id)).sort() : [],
    unseated: [...scenario.states].filter((key) => !bodies.some((body) => view.setOf(body).has(key))).sort(),
  };
}
