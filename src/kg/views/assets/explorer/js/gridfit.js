// How wide the columns of a table are: as its box allows; where even narrow ones do not fit, the box scrolls.
import { bodies, data } from "./data.js";
import { setAttr, toggleClass } from "./dom.js";
import { existedIn } from "./rows.js";

/** A length of the style sheet, in pixels. */
const gridLength = (element, name) => parseFloat(getComputedStyle(element).getPropertyValue(name)) || 0;

/** The most mechanisms of `ids` that there are in any one year, so that columns keep their width over the years. */
export function mostAtOnce(ids) {
  let most = 0;
  for (let year = data.first; year <= data.now; year += 1) {
    most = Math.max(most, ids.filter((id) => !bodies.has(id) || existedIn(bodies.get(id), year)).length);
  }
  return most;
}

/** Watch the width of `box` about `table`; the function returned takes how many columns there may be, and how many are shown. */
export function watchFit(box, table) {
  let width = 0;
  let columns = 0;
  let lengths = { side: 0, narrowest: 0 };
  const settle = () => {
    const fits = width === 0 || lengths.side + columns * lengths.narrowest <= width;
    toggleClass(box, "fits", fits);
    setAttr(box, "tabindex", fits ? null : "0");
  };
  new ResizeObserver((entries) => {
    width = entries[0].borderBoxSize[0].inlineSize;
    lengths = { side: gridLength(table, "--grid-side"), narrowest: gridLength(table, "--grid-narrowest") };
    settle();
  }).observe(box);
  return (most, shown) => {
    if (columns !== most) box.style.setProperty("--columns", String(most));
    columns = most;
    // Not a variable: every cell would inherit it and be styled anew.
    table.style.width = `calc(var(--grid-side) + ${shown} * var(--grid-cell))`;
    settle();
  };
}
