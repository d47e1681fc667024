// Chips: what was chosen, each with a button that takes it away; the focus never gets lost with one.
import { make, setAttr, setText } from "./dom.js";
import { t } from "./words.js";

/** A list of chips; `drop(key)` is asked when one is to go, `otherwise` is focused after the last. */
export function chipList(drop, otherwise) {
  const list = make("ul", { class: "whatif-chips" });
  return { list, drop, otherwise, chips: new Map() };
}

function chipMade(chips, key) {
  const name = make("span", {});
  const button = make("button", { type: "button", class: "whatif-drop" }, "×");
  const item = make("li", { class: "whatif-chip" }, name, button);
  button.addEventListener("click", () => {
    const next = item.nextElementSibling || item.previousElementSibling;
    // Gone at once, not with the next frame: whoever presses on must not land on what is going.
    item.remove();
    chips.chips.delete(key);
    (next ? next.querySelector("button") : chips.otherwise()).focus();
    chips.drop(key);
  });
  return { item, name, button };
}

/** Show `wanted`: [{ key, name, title }], in this order; chips that stay are not made anew. */
export function fillChips(chips, wanted) {
  const keys = new Set(wanted.map(({ key }) => key));
  for (const [key, { item }] of chips.chips) {
    if (keys.has(key)) continue;
    item.remove();
    chips.chips.delete(key);
  }
  let before = chips.list.firstElementChild;
  for (const { key, name, title } of wanted) {
    if (!chips.chips.has(key)) chips.chips.set(key, chipMade(chips, key));
    const chip = chips.chips.get(key);
    setText(chip.name, name);
    setAttr(chip.item, "title", title === name ? null : title);
    setAttr(chip.button, "aria-label", t("whatif.drop", { name: title }));
    if (chip.item === before) before = before.nextElementSibling;
    else chips.list.insertBefore(chip.item, before);
  }
}
