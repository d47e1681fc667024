// Tabs (ARIA): arrow keys, Home and End move and show; one panel each.
import { make, setAttr } from "./dom.js";
import { spoken } from "./spoken.js";
import { TABS } from "./addressparts.js";
import { state, change } from "./state.js";

const tabParts = new Map();
let tabShown = "";

function tabsKey(event) {
  const at = TABS.indexOf(state.tab);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const tab = TABS[(next + TABS.length) % TABS.length];
  change({ tab });
  tabParts.get(tab).button.focus();
}

/** The list of tabs; `panels`: Map tab → its element, which is labelled and shown by its tab. */
export function mountTabs(panels) {
  const buttons = TABS.map((tab) => {
    const button = make("button", { type: "button", role: "tab", id: "tab-" + tab, "aria-controls": "panel-" + tab, onclick: () => change({ tab }) });
    const panel = panels.get(tab);
    for (const [name, value] of [["id", "panel-" + tab], ["role", "tabpanel"], ["aria-labelledby", "tab-" + tab]]) panel.setAttribute(name, value);
    tabParts.set(tab, { button, panel });
    return spoken(button, "core.tab." + tab);
  });
  const list = make("div", { class: "tabs", role: "tablist" }, ...buttons);
  list.addEventListener("keydown", tabsKey);
  return spoken(list, "core.tabs", "aria-label");
}

/** On a narrow screen the list scrolls to the tab that is shown; the page does not. */
function tabsReveal(button) {
  const list = button.parentElement;
  list.scrollLeft = button.offsetLeft - (list.clientWidth - button.offsetWidth) / 2;
}

export function drawTabs({ tab }) {
  for (const [name, { button, panel }] of tabParts) {
    setAttr(button, "aria-selected", String(name === tab));
    setAttr(button, "tabindex", name === tab ? "0" : "-1");
    setAttr(panel, "hidden", name !== tab);
  }
  if (tab !== tabShown) tabsReveal(tabParts.get(tab).button);
  tabShown = tab;
}
