// What two sets share and what each has alone; the measures are null where a list is unknown or a set is empty.
import { represented } from "./hierarchy.js";

function pairsRow(a, b, left, right, known) {
  const shared = [...left].filter((key) => right.has(key)).sort();
  const onlyA = [...left].filter((key) => !right.has(key)).sort();
  const onlyB = [...right].filter((key) => !left.has(key)).sort();
  const union = shared.length + onlyA.length + onlyB.length;
  const smaller = Math.min(left.size, right.size);
  return {
    a, b, shared, onlyA, onlyB,
    union: known ? union : null,
    jaccard: known && union ? shared.length / union : null,
    coefficient: known && smaller ? shared.length / smaller : null,
  };
}

/** Jaccard (1901): shared over union. Coefficient (Szymkiewicz-Simpson): shared over the smaller set. */
export const pairOf = (a, b, left, right, known) => pairsRow(a, b, left, right, known);

/** The same on mandates, by representatives; `behind`: Map representative → {a, b}, the ids it stands for. */
export function mandatePairOf(a, b, left, right, known) {
  const [first, second] = represented([left, right]);
  const behind = new Map();
  for (const id of [...new Set([...first.keys(), ...second.keys()])].sort()) {
    behind.set(id, { a: first.get(id) || [], b: second.get(id) || [] });
  }
  return { ...pairsRow(a, b, new Set(first.keys()), new Set(second.keys()), known), behind };
}

function pairsCompare(one, other) {
  if (one.people.length !== other.people.length) return other.people.length - one.people.length;
  if (one.bodies.length !== other.bodies.length) return one.bodies.length - other.bodies.length;
  const at = one.bodies.findIndex((id, n) => id !== other.bodies[n]);
  return at < 0 ? 0 : one.bodies[at] < other.bodies[at] ? -1 : 1;
}

/** Exclusive intersections of `sets` (Map id → Set): largest first, then fewest bodies, then by id. */
export function intersectionsOf(sets) {
  const homes = new Map();
  for (const [id, set] of sets) {
    for (const key of set) {
      if (homes.has(key)) homes.get(key).push(id);
      else homes.set(key, [id]);
    }
  }
  const rows = new Map();
  for (const key of [...homes.keys()].sort()) {
    const ids = homes.get(key);
    const name = ids.join("+");
    if (rows.has(name)) rows.get(name).people.push(key);
    else rows.set(name, { bodies: ids, people: [key] });
  }
  return [...rows.values()].sort(pairsCompare);
}
