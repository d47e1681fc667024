// Mandates stand in a hierarchy: in a comparison a broader one counts its narrower ones once.
import { mandates } from "./data.js";

const hierarchyNone = [];
const hierarchyAncestors = (id) => (mandates.has(id) ? mandates.get(id).ancestors : hierarchyNone);

/** The held ones of `id` and its ancestors above which none is held; `id` itself where a circle leaves none. */
function hierarchyHighest(id, held) {
  const line = [id, ...hierarchyAncestors(id)].filter((name) => held.has(name));
  const tops = line.filter((top) => !hierarchyAncestors(top).some((other) => other !== top && held.has(other)));
  return tops.length ? new Set(tops) : new Set([id]);
}

function hierarchyGroup(set, held) {
  const groups = new Map();
  for (const id of set) {
    for (const top of hierarchyHighest(id, held)) {
      if (groups.has(top)) groups.get(top).push(id);
      else groups.set(top, [id]);
    }
  }
  for (const behind of groups.values()) behind.sort();
  return groups;
}

/** For each of `sets` its representatives among all of them: Map representative → the ids that it stands for. */
export function represented(sets) {
  const held = new Set(sets.flatMap((set) => [...set]));
  return sets.map((set) => hierarchyGroup(set, held));
}
