// Which rows, columns and cells a selection lights up, for the tables whose columns are mechanisms.
import { conflictOf, data } from "./data.js";
import { coverOf } from "./answers.js";

const gridParts = (sel) => {
  const at = sel.indexOf(":");
  return [sel.slice(0, at), sel.slice(at + 1)];
};

/** Mechanisms that cover a mandate, wholly or in part. */
function holdersOf(view, mandate) {
  const { whole, part } = coverOf(view, view.bodies, mandate);
  return [...whole, ...part];
}

function setRows(view, ids) {
  const wanted = new Set(ids);
  return view.people.filter((key) => view.bodies.every((id) => view.sets.get(id).has(key) === wanted.has(id) || view.unknown.has(id)));
}

function lightOfConflict(id) {
  const conflict = conflictOf(id);
  if (!conflict) return {};
  const seats = new Set(conflict.seats);
  const cells = data.seats.filter((seat) => seats.has(seat.id)).map((seat) => seat.p + "@" + seat.m);
  return { columns: conflict.mechanism ? [conflict.mechanism] : [], cells };
}

const GRID_LIGHTS = {
  mechanism: (view, id) => ({ columns: [id] }),
  seat: (view, id) => ({ cells: [id] }),
  pair: (view, id) => ({ columns: id.split("+"), rows: view.people.filter((key) => id.split("+").every((m) => view.sets.has(m) && view.sets.get(m).has(key))) }),
  set: (view, id) => ({ columns: id.split("+"), rows: setRows(view, id.split("+")) }),
  mandate: (view, id) => ({ columns: holdersOf(view, id) }),
  conflict: (view, id) => lightOfConflict(id),
};

/** {rows, columns, cells} as sets: participant keys, mechanism ids, "key@mechanism". */
export function lightOf(view, sel) {
  const [kind, id] = gridParts(sel);
  const own = GRID_LIGHTS[kind];
  const found = sel === "" ? {} : own ? own(view, id) : { rows: [sel] };
  return { rows: new Set(found.rows), columns: new Set(found.columns), cells: new Set(found.cells) };
}
