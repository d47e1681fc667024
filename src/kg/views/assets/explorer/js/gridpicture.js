// What the pictures of both tables are drawn with: colours of the light scheme, hatching, turned heads, a legend in lines.
import { svg } from "./dom.js";

export const PICTURE_INK = { ink: "#16263a", soft: "#46566a", faint: "#5f6c7c", line: "#dcdcd4", sunken: "#f2f1ec", lit: "#fff1c9", warn: "#8a4b00" };
const PICTURE_FONT = "Inter, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/** A text at a place; `attributes` besides. */
export const pictureText = (x, y, text, attributes) => svg("text", { x, y, fill: PICTURE_INK.ink, "font-size": 11, ...attributes }, text);

/** Words that do not fit are cut with an ellipsis; `most` in characters. */
export const cutWords = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);

/** The heads of columns, read upwards: [{x, text, count, lit}], standing on the line `y`. */
export function pictureHeads(heads, y) {
  return heads.flatMap(({ x, text, count, lit }) => [
    pictureText(0, 0, cutWords(text, 24), { transform: `translate(${x + 4} ${y - 17}) rotate(-90)`, "font-weight": lit ? 700 : 400 }),
    pictureText(x, y - 4, count, { "text-anchor": "middle", "font-size": 9.5, fill: PICTURE_INK.faint }),
  ]);
}

/** The pattern that means "list unknown", to be filled with url(#id). */
export function pictureHatch(id, ground = "#ffffff") {
  return svg("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 5, height: 5, fill: ground }), svg("rect", { width: 1.2, height: 5, fill: "#b9bfc4" }));
}

/** Marks with words in lines of `width`: [{mark: (x, y) → node, text}] → {nodes, height}. */
export function pictureLegend(items, top, width) {
  const nodes = [];
  let x = 0;
  let y = top + 10;
  for (const { mark, text } of items) {
    const wide = 24 + text.length * 6.1;
    if (x > 0 && x + wide > width) {
      x = 0;
      y += 19;
    }
    nodes.push(mark(x + 7, y), pictureText(x + 18, y + 3.8, text, { fill: PICTURE_INK.soft }));
    x += wide + 8;
  }
  return { nodes, height: y + 14 - top };
}

/** The whole: `nodes` on a ground of `width` by `height`, named `title` for whoever listens. */
export function pictureSheet(title, width, height, nodes) {
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "font-family": PICTURE_FONT },
    svg("title", {}, title), svg("rect", { width, height, fill: "#ffffff" }), ...nodes);
}
