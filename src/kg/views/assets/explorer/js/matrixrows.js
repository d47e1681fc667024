// The matrix as rows for tables and files, as a query and as a REST path.
import { people, data } from "./data.js";
import { t, say } from "./words.js";
import { nameOf, shortOf, realBodies, roleWords } from "./model.js";
import { queryOf, restOf } from "./asking.js";
import { cellContent } from "./matrixcells.js";

/** The name of a subregion, or of what stands outside of them. */
export const groupWords = (group) => (data.groups && data.groups[group] ? say(data.groups[group]) : group);

const matrixRole = ({ seat, stated, counted }) => {
  const basis = t(stated ? "matrix.stated" : "matrix.assumed");
  return `${roleWords(seat.role)} (${counted ? basis : basis + ", " + t("matrix.uncounted")})`;
};

function matrixCellText(view, p, m) {
  const { rows, hypothetical, unknown } = cellContent(view, p, m);
  if (hypothetical) return t("matrix.hypothetical");
  if (rows.length) return rows.map(matrixRole).join("; ");
  return unknown ? "?" : "";
}

const matrixColumnText = (view, id) => (view.unknown.has(id) ? t("matrix.column.unknown", { name: shortOf(id) }) : shortOf(id));

/** A row for each participant, a column for each mechanism: roles and on what they rest; "?" where the list is unknown. */
export function matrixRows(view) {
  const columns = [t("matrix.column.participant"), t("matrix.column.code"), t("matrix.column.group"), ...view.bodies.map((id) => matrixColumnText(view, id)), t("matrix.column.total")];
  const rows = view.people.map((key) => {
    const { iso3, group } = people.get(key);
    return [nameOf(key), iso3 || "", groupWords(group), ...view.bodies.map((id) => matrixCellText(view, key, id)), view.counts.get(key) || 0];
  });
  return { columns, rows };
}

/** The same seats from the query endpoint. */
export const matrixQuery = (view, state) => queryOf("matrix", state, { mechanisms: realBodies(view), anyRole: true });

/** The same seats from the REST interface: every role, for the mechanisms in view in which there is one. */
export function matrixRest(view, state) {
  const mechanism = realBodies(view).filter((id) => view.seatsIn(id).length > 0);
  return mechanism.length ? restOf("/memberships", state, { role: "any", mechanism, limit: 1000 }) : "";
}
