// What changed, said politely to those who do not see it: the selection at once, the year when it has settled.
import { make, setText } from "./dom.js";
import { t, lang } from "./words.js";
import { selectionName } from "./selecting.js";
import { sentenceSpoken } from "./sentence.js";

const LIVE_PAUSE = 700;
const liveRegion = { element: null, timer: 0, sel: null, year: null, lang: null };

export function mountLive() {
  liveRegion.element = make("p", { id: "live", class: "sr", role: "status", "aria-live": "polite" });
  return liveRegion.element;
}

/** Say `words` to whoever listens. */
export function announce(words) {
  setText(liveRegion.element, words);
}

export function drawLive(state) {
  const { sel, year } = liveRegion;
  Object.assign(liveRegion, { sel: state.sel, year: state.year });
  if (sel === null) return;
  if (sel !== state.sel) announce(state.sel ? t("core.selected", { name: selectionName(state.sel) }) : t("core.cleared"));
  if (year !== state.year || (liveRegion.lang && liveRegion.lang !== lang)) {
    clearTimeout(liveRegion.timer);
    liveRegion.timer = setTimeout(() => announce(sentenceSpoken()), LIVE_PAUSE);
  }
  liveRegion.lang = lang;
}
