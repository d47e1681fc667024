// A search field with a list (ARIA 1.2 combobox): states, mechanisms, mandates, sources, in both languages.
import { data, bodies, sources } from "./data.js";
import { make, plain, setAttr } from "./dom.js";
import { t, say } from "./words.js";
import { spoken } from "./spoken.js";
import { isOn } from "./rows.js";
import { switched } from "./filters.js";
import { state, change } from "./state.js";

const SEARCH_LONGEST = 40;
const searchBox = { at: -1, found: [], things: [] };

function searchThings() {
  const names = (thing) => [...(thing.short || []), ...(thing.name || thing.label || []), thing.title, thing.iso3, thing.id].filter(Boolean);
  const entry = (kind, sel, thing) => ({ kind, sel, thing, names: names(thing).map(plain) });
  return [
    ...data.participants.filter((person) => person.kind !== "mechanism").map((person) => entry(person.kind, person.key, person)),
    ...data.mechanisms.map((body) => entry("mechanism", "mechanism:" + body.id, body)),
    ...data.mandates.map((mandate) => entry("mandate", "mandate:" + mandate.id, mandate)),
    ...sources.map((source) => entry("source", source.id, source)),
  ];
}

const searchName = ({ thing }) => say(thing.name || thing.label) || thing.title;

function searchRank({ names }, wanted) {
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (names.some((name) => name.includes(" " + wanted))) return 2;
  return names.some((name) => name.includes(wanted)) ? 3 : -1;
}

function searchMatches(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const found = searchBox.things.map((entry) => ({ entry, rank: searchRank(entry, wanted) })).filter(({ rank }) => rank >= 0);
  found.sort((a, b) => a.rank - b.rank || searchName(a.entry).localeCompare(searchName(b.entry)));
  return found.slice(0, SEARCH_LONGEST).map(({ entry }) => entry);
}

function searchOption(entry, n) {
  const option = make("li", { role: "option", id: "found-" + n, "aria-selected": "false" },
    make("span", {}, searchName(entry)), make("span", { class: "kind" }, t("header.kind." + entry.kind)));
  option.addEventListener("click", () => searchTake(entry));
  return option;
}

function searchShow(open) {
  const { field, list } = searchBox;
  searchBox.found = open ? searchMatches(field.value) : [];
  const asked = open && field.value.trim() !== "";
  searchBox.at = searchBox.found.length ? 0 : -1;
  list.replaceChildren(...searchBox.found.map(searchOption));
  if (asked && !searchBox.found.length) list.append(make("li", { class: "empty", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("header.search.none")));
  setAttr(list, "hidden", !asked);
  setAttr(field, "aria-expanded", String(asked));
  searchMark();
}

function searchMark() {
  const { field, list, at } = searchBox;
  [...list.children].forEach((option, n) => setAttr(option, "aria-selected", String(n === at)));
  setAttr(field, "aria-activedescendant", at >= 0 ? "found-" + at : null);
  if (at >= 0) list.children[at].scrollIntoView({ block: "nearest" });
}

/** Show what was found: a source becomes the one whose telling is shown, everything else is selected. */
function searchTake({ kind, sel, thing }) {
  searchBox.field.value = "";
  searchShow(false);
  if (kind === "source") return change({ source: sel });
  const shown = kind === "mechanism" && !isOn(bodies.get(thing.id), state) ? switched(state, thing.id, true) : {};
  return change({ ...shown, sel });
}

function searchStep(step) {
  if (!searchBox.found.length) return searchShow(true);
  searchBox.at = (searchBox.at + step + searchBox.found.length) % searchBox.found.length;
  return searchMark();
}

const SEARCH_KEYS = {
  ArrowDown: () => searchStep(1),
  ArrowUp: () => searchStep(-1),
  Enter: () => searchBox.at >= 0 && searchTake(searchBox.found[searchBox.at]),
};

function searchKey(event) {
  if (event.key === "Escape" && (searchBox.field.value || !searchBox.list.hidden)) {
    searchBox.field.value = "";
    searchShow(false);
    event.stopPropagation();
  } else if (Object.hasOwn(SEARCH_KEYS, event.key)) SEARCH_KEYS[event.key]();
  else return;
  event.preventDefault();
}

/** Put the focus into the search field. */
export const focusSearch = () => searchBox.field && searchBox.field.focus();

export function mountSearch() {
  searchBox.things = searchThings();
  searchBox.field = make("input", {
    id: "search", type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list",
    autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
  });
  searchBox.list = make("ul", { id: "found", role: "listbox", hidden: true });
  spoken(searchBox.field, "header.search.hint", "placeholder");
  spoken(searchBox.list, "header.search", "aria-label");
  searchBox.field.addEventListener("input", () => searchShow(true));
  searchBox.field.addEventListener("blur", () => searchShow(false));
  searchBox.field.addEventListener("keydown", searchKey);
  searchBox.list.addEventListener("pointerdown", (event) => event.preventDefault());
  const label = spoken(make("label", { for: "search", class: "sr" }), "header.search");
  return make("div", { class: "head-search", role: "search" }, label, searchBox.field, searchBox.list);
}
