// Moving on the map: one stop for the Tab key, arrows through the states in the order of the table, letters jump to names.
import { plain } from "./dom.js";
import { nameOf } from "./model.js";

const MAP_MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The key that a key press leads to, null where it leads nowhere. */
export function mapGoal(keys, from, pressed) {
  const at = keys.indexOf(from);
  if (pressed === "Home") return keys[0];
  if (pressed === "End") return keys[keys.length - 1];
  if (MAP_MOVES[pressed]) return keys[(at + MAP_MOVES[pressed] + keys.length) % keys.length];
  if (pressed.length !== 1 || !/\p{L}/u.test(pressed)) return null;
  const after = [...keys.slice(at + 1), ...keys.slice(0, at + 1)];
  return after.find((key) => plain(nameOf(key)).startsWith(plain(pressed))) || null;
}

const mapKeyOf = (event) => {
  const place = event.target.closest("[data-p]");
  return place ? place.dataset.p : null;
};

/** Let keys and the pointer act in `root`: `choose(key)`, `point(key | null, focused)`, `go(key)` to put the focus on a state. */
export function steerMap(root, keysNow, { choose, point, go }) {
  root.addEventListener("click", (event) => mapKeyOf(event) && choose(mapKeyOf(event)));
  root.addEventListener("keydown", (event) => {
    const key = mapKeyOf(event);
    if (!key || event.altKey || event.ctrlKey || event.metaKey || event.target.localName === "button") return;
    const enter = event.key === "Enter" || event.key === " ";
    const goal = enter ? null : mapGoal(keysNow(), key, event.key);
    if (enter) choose(key);
    else if (goal) go(goal);
    else return;
    event.preventDefault();
  });
  for (const name of ["pointerover", "focusin"]) root.addEventListener(name, (event) => point(mapKeyOf(event), name === "focusin"));
  for (const name of ["pointerleave", "focusout"]) root.addEventListener(name, () => point(null));
}
