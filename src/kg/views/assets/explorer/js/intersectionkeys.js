// Moving in the intersections: one stop for the Tab key, up and down between rows and to the heads, left and right along a row.

const COMBO_MOVES = {
  ArrowUp: (y, x) => [y - 1, x],
  ArrowDown: (y, x) => [y + 1, x],
  ArrowLeft: (y, x) => [y, x - 1],
  ArrowRight: (y, x) => [y, x + 1],
  Home: (y) => [y, 0],
  End: (y) => [y, Infinity],
  PageUp: (y, x) => [y - 5, x],
  PageDown: (y, x) => [y + 5, x],
};

/** Buttons of the heads, then of each row: its combination, its tiles. */
const comboLines = (box) => [...box.querySelectorAll(".combo-heads, .combo")].map((line) => [...line.querySelectorAll("button")]);

/** Make `button` the one that the Tab key reaches: a row or a tile, heads are reached by arrows from there. */
export function holdCombo(box, button) {
  if (box.comboHeld === button || (button && button.matches(".combo-head"))) return;
  if (box.comboHeld) box.comboHeld.tabIndex = -1;
  box.comboHeld = button;
  if (button) button.tabIndex = 0;
}

/** Keep one button reachable: the first row where the one held has gone. */
export function keepComboHeld(box) {
  if (box.comboHeld && box.contains(box.comboHeld)) return;
  holdCombo(box, box.querySelector(".combo-row"));
}

function comboGoal(box, button, pressed) {
  const lines = comboLines(box);
  const y = lines.findIndex((line) => line.includes(button));
  const [down, along] = COMBO_MOVES[pressed](y, lines[y].indexOf(button));
  const line = lines[Math.max(0, Math.min(down, lines.length - 1))];
  return line[Math.max(0, Math.min(along, line.length - 1))];
}

/** Let keys and the pointer act in `box`; `choose(sel)` on Enter, space or click. */
export function steerCombos(box, choose) {
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    holdCombo(box, button);
    choose(button.dataset.sel);
  });
  box.addEventListener("focusin", (event) => event.target.localName === "button" && holdCombo(box, event.target));
  box.addEventListener("keydown", (event) => {
    if (!COMBO_MOVES[event.key] || event.target.localName !== "button" || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    comboGoal(box, event.target, event.key).focus();
  });
}
