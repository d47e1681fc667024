// Who sits where in a year: looked up in the runs that the server computed with the as-of rule, never derived here.
import { data, conflictsOfSeat } from "./data.js";

/** The years in which the as-of rule answers a membership: with all sources, or as if only one had spoken. */
export const runsOf = (seat, sourceIndex) => (sourceIndex < 0 ? seat.runs : (seat.alone && seat.alone[sourceIndex]) || []);

export const sourceIndexOf = (id) => (id ? data.sources.findIndex((source) => source.id === id) : -1);

function rowsRunAt(runs, year) {
  for (const run of runs) if (run[0] <= year && year <= run[1]) return run;
  return null;
}

/** The rows of `state.year`, every mechanism and role: [{seat, stated, counted, contested}]. */
export function rowsOf(state) {
  const source = sourceIndexOf(state.source);
  const found = [];
  for (const seat of data.seats) {
    const run = rowsRunAt(runsOf(seat, source), state.year);
    if (!run) continue;
    const contested = conflictsOfSeat(seat.id).length > 0;
    found.push({ seat, stated: run[2] === 1, counted: state.roles.has(seat.role), contested });
  }
  return found;
}

/** Whether nothing known says that a mechanism was not there in `year`. */
export function existedIn(body, year) {
  const { established_year: from, ended_year: to } = body;
  return (from === null || from === undefined || from <= year) && (to === null || to === undefined || year <= to);
}

/** Whether a mechanism is shown unless the year takes it away. */
export const isOn = (body, state) => (body.default ? !state.off.has(body.id) : state.on.has(body.id));

/** Whether the sources give a list of those in the counted roles, as kg.asof.list_known has it. */
export function listKnown(body, roles) {
  if (body.list !== "unknown") return true;
  const whole = new Set(body.complete_roles);
  return roles.size > 0 && roles.size < data.roles.length && [...roles].every((role) => whole.has(role));
}

/** Mandate ids of each mechanism, with all sources or as if only one had spoken: Map id → Set. */
export function mandateSets(sourceId) {
  const source = sourceIndexOf(sourceId);
  const found = new Map(data.mechanisms.map((body) => [body.id, new Set()]));
  for (const row of data.assignments) {
    const holds = source < 0 ? row.holds : (row.alone || []).includes(source);
    if (holds) found.get(row.m).add(row.mandate);
  }
  return found;
}
