// How a role is drawn everywhere: a shape and a colour together; solid where it is stated, dashed where it is assumed.
import { data } from "./data.js";
import { svg } from "./dom.js";

// On a field of 12 by 12 units: what is filled, and what is a line.
const GLYPH_SHAPES = {
  "square": { area: "M1.5 1.5H10.5V10.5H1.5Z" },
  "circle": { area: "M1 6A5 5 0 1 1 11 6A5 5 0 1 1 1 6Z" },
  "diamond": { area: "M6 .3L11.7 6L6 11.7L.3 6Z" },
  "triangle": { area: "M6 .9L11.6 10.9H.4Z" },
  "triangle-down": { area: "M6 11.1L11.6 1.1H.4Z" },
  "hexagon": { area: "M3.2 1.2H8.8L11.6 6L8.8 10.8H3.2L.4 6Z" },
  "star": { area: "M6 .2L7.5 4.1L11.7 4.4L8.5 7.1L9.5 11.2L6 8.9L2.5 11.2L3.5 7.1L.3 4.4L4.5 4.1Z" },
  "ring": { line: "M1.4 6A4.6 4.6 0 1 1 10.6 6A4.6 4.6 0 1 1 1.4 6Z", dot: "M4.4 6A1.6 1.6 0 1 1 7.6 6A1.6 1.6 0 1 1 4.4 6Z" },
  "half-square": { line: "M1.7 1.7H10.3V10.3H1.7Z", dot: "M10.3 1.7V10.3H1.7Z" },
  "cross": { line: "M2 2L10 10M10 2L2 10" },
  "plus": { line: "M6 .8V11.2M.8 6H11.2" },
  "dash": { line: "M1 4H11M1 8H11" },
  "bars": { line: "M3 1V11M9 1V11" },
  "arch": { line: "M1.5 10.8V6A4.5 4.5 0 0 1 10.5 6V10.8" },
};

const GLYPH_HYPOTHETICAL = { light: "#7b2cbf", dark: "#cfa6ff", shape: "star" };

/** How a role is drawn; the what-if and a role that nobody described have a drawing too. */
function glyphRole(roleId) {
  if (roleId === "what-if") return GLYPH_HYPOTHETICAL;
  return data.roles.find((role) => role.id === roleId) || { light: "#46566a", dark: "#b5c0cc", shape: "hexagon" };
}

/** What a role is drawn with: {area, line, dot}, each path data on 12 by 12 units where it has one. */
export function glyphShape(roleId) {
  return GLYPH_SHAPES[glyphRole(roleId).shape] || GLYPH_SHAPES.hexagon;
}

/** Attributes of every path of a glyph in one colour: [{d, fill, stroke, …}]. */
function glyphPaths(shape, stated, colour) {
  const dashed = stated ? {} : { "stroke-dasharray": "2.2 1.4" };
  const width = stated ? "2.2" : "1.5";
  const line = (d) => ({ d, fill: "none", stroke: colour, "stroke-width": width, ...dashed });
  const paths = [];
  if (shape.area) paths.push(stated ? { d: shape.area, fill: colour } : line(shape.area));
  if (shape.line) paths.push({ ...line(shape.line), "stroke-width": stated ? "1.8" : "1.4" });
  if (shape.dot) paths.push({ d: shape.dot, fill: colour });
  return paths;
}

/** A role's glyph for the page; it takes the colour of the scheme in use. Hidden from readers: say its words beside it. */
export function glyph(roleId, { stated = true, counted = true, size = 12 } = {}) {
  const role = glyphRole(roleId);
  const paths = glyphPaths(glyphShape(roleId), stated, "currentColor");
  const name = "glyph" + (counted ? "" : " uncounted");
  const drawn = svg("svg", { class: name, viewBox: "-.5 -.5 13 13", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    ...paths.map((path) => svg("path", path)));
  drawn.style.setProperty("--light", role.light);
  drawn.style.setProperty("--dark", role.dark);
  return drawn;
}

/** The same for a stand-alone picture: a group about the point (x, y) with its colour written in. */
export function glyphMark(roleId, x, y, { stated = true, counted = true, size = 12 } = {}) {
  const paths = glyphPaths(glyphShape(roleId), stated, glyphRole(roleId).light);
  const scale = (size / 12) * (counted ? 1 : 0.72);
  const place = `translate(${x} ${y}) scale(${scale.toFixed(3)}) translate(-6 -6)`;
  return svg("g", counted ? { transform: place } : { transform: place, opacity: "0.75" }, ...paths.map((path) => svg("path", path)));
}
