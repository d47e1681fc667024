// Keys that count on the whole page: Esc clears, "/" searches, "?" explains; single letters can be switched off.
import { make } from "./dom.js";
import { t } from "./words.js";
import { state, change } from "./state.js";
import { focusSearch } from "./search.js";
import { openDialog } from "./dialog.js";

const KEYS_STORED = "explorer.keys";
const KEYS_LINES = ["tab", "arrows", "enter", "escape", "year", "search", "help"];
let keysOn = true;

function keysRemember(on) {
  keysOn = on;
  try {
    localStorage.setItem(KEYS_STORED, on ? "on" : "off");
  } catch {
    // Where nothing may be stored, the choice holds for this page.
  }
}

function keysRecall() {
  try {
    keysOn = localStorage.getItem(KEYS_STORED) !== "off";
  } catch {
    keysOn = true;
  }
}

const keysLine = (name) => make("div", {}, make("dt", {}, ...t("core.keys." + name + ".key").split(" ").map((key) => make("kbd", {}, key))), make("dd", {}, t("core.keys." + name)));

/** Which keys do what, and the switch for those of one character. */
export function openKeys() {
  const box = make("input", { type: "checkbox", onchange: () => keysRemember(box.checked) });
  box.checked = keysOn;
  openDialog(t("core.keys.title"), [
    make("dl", { class: "keys" }, ...KEYS_LINES.map(keysLine)),
    make("label", { class: "check" }, box, make("span", {}, t("core.keys.single"))),
  ]);
}

const keysTyping = (target) => target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;

/** Close the pop-up that is open and give the focus back to its button. */
function keysClosePopup() {
  const open = document.querySelector("details.popup[open]");
  if (!open) return false;
  open.open = false;
  if (open.contains(document.activeElement) || document.activeElement === document.body) open.querySelector("summary").focus();
  return true;
}

function keysPressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (document.querySelector("dialog[open]")) return;
    if (!keysClosePopup() && state.sel) change({ sel: "" });
  } else if (keysOn && !keysTyping(event.target) && event.key === "/") {
    event.preventDefault();
    focusSearch();
  } else if (keysOn && !keysTyping(event.target) && event.key === "?") {
    event.preventDefault();
    openKeys();
  }
}

export function startKeys() {
  keysRecall();
  document.addEventListener("keydown", keysPressed);
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.popup[open]")) if (!open.contains(event.target)) open.open = false;
  });
}
