// A seat or a mandate of a mechanism as cells of a table: what is known of it, who says so and where.
import { bodies, conflictsOfSeat, data } from "./data.js";
import { t, lang } from "./words.js";
import { nameOf, shortOf, roleWords } from "./model.js";

const tableSeatFields = ["participant", "mechanism", "role", "since", "until", "basis", "rank", "contested", "sources"];
const tableMandateFields = ["mechanism", "mandate", "rank", "sources"];

export const seatColumns = () => tableSeatFields.map((name) => t("table.column." + name));
export const mandateColumns = () => tableMandateFields.map((name) => t("table.column." + name));

/** "CRM (Regional Conference on Migration)"; the name alone where there is no shorter one. */
export function tableFullName(id) {
  return shortOf(id) === nameOf(id) ? nameOf(id) : `${shortOf(id)} (${nameOf(id)})`;
}

/** Citations as one line: title, place, and the stance where it does not support. */
export function tableSourcesLine(cites, source) {
  const said = cites.map((n) => data.cites[n]).filter(([from]) => !source || data.sources[from].id === source);
  const words = said.map(([from, place, stance]) => {
    const stand = stance === "supports" ? "" : ` (${t("table.stance." + stance)})`;
    return `${data.sources[from].title}: ${place}${stand}`;
  });
  return words.join("; ");
}

/** Whether a statement counts in the year shown, and on what grounds. */
export const tableBasis = (row) => t("table.basis." + (row.answered === false ? "unanswered" : row.stated ? "stated" : "assumed"));

/** A seat as cells, in the order of seatColumns; dates as the source gives them. */
export function seatCells(row, view) {
  const { seat } = row;
  const contested = conflictsOfSeat(seat.id).length > 0;
  return [nameOf(seat.p), tableFullName(seat.m), roleWords(seat.role), seat.since || null, seat.until || null, tableBasis(row),
    t("table.rank." + seat.rank), t(contested ? "table.yes" : "table.no"), tableSourcesLine(seat.cites, view.source)];
}

export function mandateCells(row, view) {
  return [tableFullName(row.m), nameOf(row.mandate), t("table.rank." + row.rank), tableSourcesLine(row.cites, view.source)];
}

/** Rows by participant, then mechanism, in the order of the alphabet of the language. */
export function bySeatNames(one, two) {
  return nameOf(one.seat.p).localeCompare(nameOf(two.seat.p), lang) || shortOf(one.seat.m).localeCompare(shortOf(two.seat.m), lang);
}

/** The seats of the view, and where `all` those of the graph that it does not answer, marked as such. */
export function tableSeats(view, all) {
  if (!all) return view.seats;
  const answered = new Map(view.seats.map((row) => [row.seat.id, row]));
  return data.seats.map((seat) => answered.get(seat.id) || { seat, stated: false, counted: false, answered: false });
}

/** The mandate assignments of the mechanisms shown, or of the whole graph. */
export function tableMandates(view, all) {
  if (all) return data.assignments;
  const source = view.source ? data.sources.findIndex((one) => one.id === view.source) : -1;
  const shown = new Set(view.bodies.filter((id) => bodies.has(id)));
  return data.assignments.filter((row) => shown.has(row.m) && (source < 0 ? row.holds : row.alone.includes(source)));
}
