// The legend of the square: both ramps, what is not known, and the marks of the readings.
import { make, refill } from "./dom.js";
import { t, lang, number } from "./words.js";
import { readingWords } from "./readings.js";
import { SQUARE_READINGS, SQUARE_STEPS } from "./squarecells.js";

/** The lower end of each shade in words: "> 0", "0.2" … */
export const stepWords = () => SQUARE_STEPS.map((step) => (step ? number(step) : "> 0"));

function squareRamp(kind) {
  const swatches = stepWords().map((words, n) => make("span", { class: `square-swatch ${kind}-${n + 1}` }, words));
  return make("div", { class: "square-ramp" }, make("span", { class: "square-ramp-name" }, t("square.ramp." + kind)), make("span", { class: "square-swatches" }, ...swatches));
}

/** Draw the legend in the language shown. */
export function drawSquareLegend(root) {
  refill(root, lang, () => [
    squareRamp("members"),
    squareRamp("mandates"),
    make("ul", { class: "grid-legend" },
      ...Object.keys(SQUARE_READINGS).map((kind) => make("li", {}, make("span", { class: "square-line reads-" + kind, "aria-hidden": "true" }, "3"), readingWords(kind))),
      make("li", {}, make("span", { class: "grid-key hatched", "aria-hidden": "true" }), t("square.legend.unknown")),
      make("li", {}, make("span", { class: "square-mark", "aria-hidden": "true" }, "·"), t("square.legend.zero"))),
  ]);
}
