// The header: sentence, year, what changed, filters, search, link; one part each, drawn in the order of reading.
import { make, setText, toggleClass } from "./dom.js";
import { t, page, lang, languages } from "./words.js";
import { spoken } from "./spoken.js";
import { change, state, addressOf, resetState } from "./state.js";
import { mountSentence, drawSentence } from "./sentence.js";
import { mountYear, drawYear } from "./histogram.js";
import { mountChanges, drawChanges } from "./changes.js";
import { mountRoles, drawRoles, mountBodies, drawBodies, mountSource, drawSource } from "./filters.js";
import { mountSearch } from "./search.js";
import { mountBanners, drawBanners } from "./banners.js";
import { announce } from "./live.js";
import { openKeys } from "./keyboard.js";
import { copyText } from "./dialog.js";

const HEADER_PAUSE = 2000;

/** The address of what is shown; the hash in the address bar may lag behind by a moment. */
export const addressOfView = () => location.href.split("#")[0] + addressOf(state);

async function headerCopy(button) {
  const key = (await copyText(addressOfView())) ? "header.copied" : "header.copy.failed";
  setText(button, t(key));
  announce(t(key));
  setTimeout(() => setText(button, t("header.copy")), HEADER_PAUSE);
}

function headerLinks() {
  const copy = spoken(make("button", { type: "button", class: "tool", id: "copy", onclick: () => headerCopy(copy) }), "header.copy");
  const reset = spoken(make("button", { type: "button", class: "tool", id: "reset", onclick: resetState }), "header.reset");
  const keys = make("button", { type: "button", class: "tool keys-button", id: "keys", onclick: openKeys }, "?");
  spoken(keys, "core.keys.title", "aria-label");
  spoken(keys, "core.keys.title", "title");
  return make("div", { class: "head-link" }, copy, reset, keys);
}

/** Buttons in the masthead, which is the server's, speak at once. */
function headerLanguages() {
  for (const button of document.querySelectorAll("button[data-lang]")) {
    button.addEventListener("click", () => languages.includes(button.dataset.lang) && change({ lang: button.dataset.lang }));
  }
}

/** Words of the server's part of the page: elements carry the key that they hold. */
function headerTranslate() {
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-t]")) setText(element, t(element.dataset.t));
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const button of document.querySelectorAll("button[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  for (const link of document.querySelectorAll("[data-lang-link]")) link.setAttribute("href", link.getAttribute("href").replace(/lang=\w+/, "lang=" + lang));
}

export function mountHeader() {
  headerLanguages();
  const title = spoken(make("h1", page.embed ? { class: "sr" } : {}), "header.title");
  if (page.embed) return make("div", { class: "head embedded" }, title, mountSentence(), mountYear(), mountBanners());
  const top = make("div", { class: "head-top" }, title, mountSearch(), headerLinks());
  const head = make("div", { class: "head" }, top, mountSentence(),
    make("div", { class: "head-middle" }, mountYear(), mountChanges(), make("div", { class: "head-tools" }, mountBodies(), mountSource())),
    mountRoles(), mountBanners());
  headerMeasure(head, top);
  return head;
}

/** What sticks below the header needs its height; the title scrolls away, the rest stays in sight. */
function headerMeasure(head, top) {
  const year = head.querySelector(".head-year");
  const measure = () => {
    const sticks = (part) => getComputedStyle(part).position === "sticky";
    const away = top.offsetHeight;
    const height = sticks(head) ? head.offsetHeight - away : sticks(year) ? year.offsetHeight : 0;
    head.style.setProperty("--away", away + "px");
    document.documentElement.style.setProperty("--header-height", height + "px");
  };
  new ResizeObserver(measure).observe(document.documentElement);
  new ResizeObserver(measure).observe(head);
  new IntersectionObserver(([entry]) => toggleClass(head, "stuck", !entry.isIntersecting)).observe(top);
}

let headerLang = "";

export function drawHeader(view, now) {
  if (headerLang !== lang) headerTranslate();
  headerLang = lang;
  drawSentence(view);
  drawYear(view, now);
  drawBanners(now);
  if (page.embed) return;
  drawChanges(view);
  drawRoles(view, now);
  drawBodies(view, now);
  drawSource(now);
}
