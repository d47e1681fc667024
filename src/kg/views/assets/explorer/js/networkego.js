// What stands out with a selection: the nodes and the lines of its own network.
import { conflictOf, mandates } from "./data.js";
import { bodyOfNode, nodeOfBody } from "./networkplaces.js";
import { triedSeats } from "./networkdraw.js";

/** The selection that a node of the picture stands for. */
export const selectionOfNode = (key) => (bodyOfNode(key) ? "mechanism:" + bodyOfNode(key) : key);

const egoOf = (rows, ...more) => {
  const nodes = new Set(more);
  for (const { seat } of rows) nodes.add(seat.p).add(nodeOfBody(seat.m));
  return { nodes, lines: new Set(rows.map(({ seat }) => seat.id)), chosen: new Set(more) };
};

/** Those who sit in every one of `bodies`, with the lines that lead there. */
function egoTogether(view, bodies) {
  const held = (p) => new Set(view.seatsHeld(p).map(({ seat }) => seat.m));
  const people = view.people.filter((key) => bodies.every((id) => held(key).has(id)));
  const rows = people.flatMap((key) => view.seatsHeld(key)).filter(({ seat }) => bodies.includes(seat.m));
  return egoOf(rows, ...bodies.map(nodeOfBody));
}

function egoOfMandate(view, id) {
  const covers = (held) => held === id || (mandates.get(held) && mandates.get(held).ancestors.includes(id));
  const bodies = view.bodies.filter((body) => [...(view.mandates.get(body) || [])].some(covers));
  return egoOf(view.seats.filter(({ seat }) => bodies.includes(seat.m)), ...bodies.map(nodeOfBody));
}

/** {nodes, lines, chosen}: what stands out, and the nodes chosen themselves; null where nothing is selected. */
export function networkEgo(view, sel) {
  const cut = sel.indexOf(":");
  const [kind, rest] = [sel.slice(0, cut), sel.slice(cut + 1)];
  if (cut < 0) return null;
  const rows = [...view.seats, ...triedSeats(view)];
  if (kind === "mechanism") return egoOf(rows.filter(({ seat }) => seat.m === rest || seat.p === sel), nodeOfBody(rest));
  if (kind === "pair" || kind === "set") return egoTogether(view, rest.split("+"));
  if (kind === "mandate") return egoOfMandate(view, rest);
  if (kind === "seat") {
    const [p, m] = rest.split("@");
    return egoOf(rows.filter(({ seat }) => seat.p === p && seat.m === m), p, nodeOfBody(m));
  }
  if (kind === "conflict") {
    const found = conflictOf(rest);
    return found && found.seats.length ? egoOf(view.seats.filter(({ seat }) => found.seats.includes(seat.id))) : null;
  }
  return egoOf(rows.filter(({ seat }) => seat.p === sel), sel);
}
