// What is selected, in words and in parts.
import { people, conflictOf } from "./data.js";
import { t, listing, say } from "./words.js";
import { nameOf, shortOf } from "./model.js";

/** A selection in its parts: {kind, key, bodies}; kind is one of the grammar's, "" where nothing is selected. */
export function selectionParts(sel) {
  const at = sel.indexOf(":");
  const [kind, rest] = at < 0 ? ["", ""] : [sel.slice(0, at), sel.slice(at + 1)];
  if (kind === "pair" || kind === "set") return { kind, key: rest, bodies: rest.split("+") };
  if (kind === "seat") {
    const cut = rest.lastIndexOf("@");
    return { kind, key: rest, person: rest.slice(0, cut), bodies: [rest.slice(cut + 1)] };
  }
  if (kind === "mechanism") return { kind, key: rest, bodies: [rest] };
  return { kind: people.has(sel) ? "participant" : kind, key: rest, person: people.has(sel) ? sel : undefined, bodies: [] };
}

/** The name of a selection: "Costa Rica", "CRM and SICA", "Costa Rica in CRM". */
export function selectionName(sel) {
  const { kind, key, person, bodies } = selectionParts(sel);
  if (kind === "seat") return t("core.selection.seat", { name: nameOf(person), mechanism: shortOf(bodies[0]) });
  if (kind === "pair") return listing(bodies.map(shortOf));
  if (kind === "set") return t("core.selection.set", { names: listing(bodies.map(shortOf)) });
  if (kind === "conflict") return t("core.selection.conflict", { name: say(conflictOf(key).subject.name) });
  if (kind === "participant") return nameOf(sel);
  return kind ? nameOf(key) : "";
}
