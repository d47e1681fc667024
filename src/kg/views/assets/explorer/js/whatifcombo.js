// A search field with a list (ARIA 1.2 combobox) that adds one thing after another.
import { make, setAttr, plain } from "./dom.js";
import { t } from "./words.js";

let comboCount = 0;

/** The options whose name or code fits, the best first: [{ key, name, code }]. */
function comboMatches(options, text) {
  const wanted = plain(text.trim());
  const rank = ({ name, code }) => {
    const own = [plain(name), plain(code || "")];
    if (own.includes(wanted)) return 0;
    return own.some((word) => word.startsWith(wanted)) ? 1 : own.some((word) => word.includes(wanted)) ? 2 : 3;
  };
  return options.map((option) => [option, rank(option)]).filter(([, n]) => n < 3).sort((one, two) => one[1] - two[1]).map(([option]) => option);
}

function comboMark(combo, at) {
  combo.at = at;
  [...combo.list.children].forEach((item, n) => setAttr(item, "aria-selected", String(n === at)));
  const current = combo.found.length ? combo.list.children[at] : null;
  setAttr(combo.field, "aria-activedescendant", current ? current.id : null);
  if (current) current.scrollIntoView({ block: "nearest" });
}

function comboItem(combo, option, n) {
  const name = make("span", {}, option.name);
  const code = option.code ? make("span", { class: "code" }, option.code) : null;
  return make("li", { role: "option", id: `${combo.id}-${n}`, "aria-selected": "false", onclick: () => comboTake(combo, option) }, name, code);
}

function comboShow(combo, open) {
  combo.found = open ? comboMatches(combo.options(), combo.field.value) : [];
  const none = open && !combo.found.length ? [make("li", { role: "option", "aria-disabled": "true", class: "empty" }, t("whatif.find.none"))] : [];
  combo.list.replaceChildren(...combo.found.map((option, n) => comboItem(combo, option, n)), ...none);
  combo.list.hidden = !open;
  setAttr(combo.field, "aria-expanded", String(open));
  comboMark(combo, combo.field.value.trim() && combo.found.length ? 0 : -1);
}

function comboTake(combo, option) {
  combo.field.value = "";
  comboShow(combo, false);
  combo.choose(option.key);
  combo.field.focus();
}

function comboKey(combo, event) {
  const open = !combo.list.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!open) comboShow(combo, true);
    const many = combo.found.length;
    if (many) comboMark(combo, (combo.at + (event.key === "ArrowDown" ? 1 : -1) + (combo.at < 0 && event.key === "ArrowUp" ? 1 : 0) + many) % many);
  } else if (event.key === "Enter" && open) {
    if (combo.found[combo.at]) comboTake(combo, combo.found[combo.at]);
  } else if (event.key === "Escape" && open) {
    comboShow(combo, false);
    event.stopPropagation();
  } else return;
  event.preventDefault();
}

/** `options()`: what can be added now; `choose(key)`: what happens with it. Returns { element, field }. */
export function comboBox(label, hint, options, choose) {
  comboCount += 1;
  const id = "combo-" + comboCount;
  const list = make("ul", { role: "listbox", id: id + "-list", "aria-label": label, class: "whatif-list", hidden: true });
  const field = make("input", { type: "text", id, role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id + "-list", placeholder: hint });
  const combo = { id, field, list, options, choose, at: -1, found: [] };
  field.addEventListener("input", () => comboShow(combo, true));
  field.addEventListener("click", () => comboShow(combo, true));
  field.addEventListener("blur", () => comboShow(combo, false));
  field.addEventListener("keydown", (event) => comboKey(combo, event));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  return { element: make("div", { class: "whatif-combo" }, make("label", { for: id, class: "field-label" }, label), make("div", { class: "whatif-combo-in" }, field, list)), field };
}
