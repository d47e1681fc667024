// Which combinations stand in the list and in what order; who of them is there by a seat that is only assumed.
import { people } from "./data.js";
import { selectionParts } from "./selecting.js";
import { coverOf } from "./answers.js";
import { lightOf } from "./gridlight.js";

export const COMBO_FIRST = 15;
export const COMBO_SORTS = ["size", "mechanisms", "matrix"];

/** How a reader wants the list: order, smallest size, whether all rows. */
export const comboWish = { sort: "size", least: 1, all: false };

function comboByColumns(view) {
  const place = new Map(view.bodies.map((id, n) => [id, n]));
  return (a, b) => {
    const [left, right] = [a, b].map((row) => row.bodies.map((id) => place.get(id)));
    const at = left.findIndex((n, i) => n !== right[i]);
    return at < 0 ? left.length - right.length : left[at] - (right[at] === undefined ? -1 : right[at]);
  };
}

function comboOrder(view, sort) {
  if (sort === "mechanisms") return (a, b) => b.bodies.length - a.bodies.length || b.people.length - a.people.length;
  return sort === "matrix" ? comboByColumns(view) : () => 0;
}

/** {columns: ids, rows: [{bodies, people}], all: how many rows there are, most: the largest size}. */
export function combosOf(view, wish = comboWish) {
  const columns = view.bodies.filter((id) => view.isKnown(id) && view.setOf(id).size);
  const every = view.intersections;
  const kept = every.filter((row) => row.people.length >= wish.least).sort(comboOrder(view, wish.sort));
  return { columns, rows: wish.all ? kept : kept.slice(0, COMBO_FIRST), kept: kept.length, all: every.length, most: Math.max(1, ...every.map((row) => row.people.length)) };
}

/** What the seats that make a combination rest on, for one participant: {assumed, contested}. */
export function comboBasis(view, key, ids) {
  let [assumed, contested] = [false, false];
  for (const id of ids) {
    const rows = view.at(key, id).filter((row) => row.counted);
    if (rows.length && !rows.some((row) => row.stated)) assumed = true;
    if (rows.some((row) => row.contested)) contested = true;
  }
  return { assumed, contested };
}

const comboHas = (row, ids) => ids.every((id) => row.bodies.includes(id));

function comboRowTest(view, { kind, key, bodies, person }) {
  if (kind === "set") return (row) => row.bodies.length === bodies.length && comboHas(row, bodies);
  if (kind === "mechanism" || kind === "pair" || kind === "seat") return (row) => comboHas(row, bodies) && (!person || row.people.includes(person));
  if (kind !== "mandate") return null;
  const { whole, part } = coverOf(view, view.bodies, key);
  return (row) => row.bodies.some((id) => whole.includes(id) || part.includes(id));
}

/** What a selection lights up: {row(row), tile(key), head(id), some}; `some` is false where it touches nothing here. */
export function comboLight(view, sel) {
  if (!sel) return { row: () => false, tile: () => false, head: () => false, some: false };
  const parts = selectionParts(sel);
  const light = lightOf(view, sel);
  const keys = new Set(parts.kind === "conflict" ? [...light.cells].map((cell) => cell.slice(0, cell.lastIndexOf("@"))) : parts.person ? [parts.person] : []);
  const row = comboRowTest(view, parts) || ((one) => one.people.some((key) => keys.has(key)));
  return { row, tile: (key) => keys.has(key), head: (id) => light.columns.has(id) || parts.bodies.includes(id), some: view.intersections.some(row) };
}

/** Whether all of them are states, so that they may be called so. */
export const areStates = (keys) => keys.every((key) => people.get(key).kind === "state");
