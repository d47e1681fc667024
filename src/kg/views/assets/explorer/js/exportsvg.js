// A picture as a stand-alone SVG file: framed by its title, its filters and where it comes from.
import { svg } from "./dom.js";
import { t, number } from "./words.js";

const svgNs = "http://www.w3.org/2000/svg";
const svgFont = "Inter, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
const svgInk = "#16263a";
const svgSoft = "#46566a";
const svgMargin = 24;

const svgPen = document.createElement("canvas").getContext("2d");

/** Whether a text fits `room` at `size`; another machine's font may be a little wider. */
function svgFits(text, room, size) {
  svgPen.font = `${size}px ${svgFont}`;
  return svgPen.measureText(text).width * 1.04 <= room;
}

/** Pieces that a line may end after: words, the parts of an address, and single letters of what is too long itself. */
function svgPieces(text, room, size) {
  const parts = text.match(/[^ ,&]*[ ,&]|[^ ,&]+$/g) || [];
  return parts.flatMap((part) => (svgFits(part, room, size) ? [part] : [...part]));
}

/** `text` in lines that fit `room` pixels at `size`. */
export function svgWrapped(text, room, size) {
  const lines = [""];
  for (const piece of svgPieces(text, room, size)) {
    const last = lines.length - 1;
    if (lines[last] && !svgFits((lines[last] + piece).trimEnd(), room, size)) lines.push(piece);
    else lines[last] += piece;
  }
  return lines.map((line) => line.trim());
}

function svgSize(picture) {
  const box = (picture.getAttribute("viewBox") || "").split(/[\s,]+/).map(Number);
  if (box.length === 4 && box.every(Number.isFinite)) return { width: box[2], height: box[3] };
  return { width: parseFloat(picture.getAttribute("width")) || 800, height: parseFloat(picture.getAttribute("height")) || 600 };
}

/** The lines under a picture: year and filters, dataset and licence, address. */
export function footLines(about) {
  const lines = [t("export.foot.asof", { year: about.year }) + " " + about.filters.join(". ") + "."];
  if (about.hypothetical) lines.push(t("export.hypothetical"));
  lines.push(t("export.foot.dataset", { title: about.dataset, version: about.version, licence: about.licence }));
  if (about.sources.length) lines.push(t(about.sources.length === 1 ? "export.foot.sources.one" : "export.foot.sources.other", { n: number(about.sources.length) }));
  return lines;
}

function svgLines(lines, x, y, size, attrs) {
  return lines.map((line, n) => svg("text", { x, y: y + n * size * 1.4, "font-size": size, ...attrs }, line));
}

/** A new SVG that holds a copy of `picture` on white ground, its title above and its origin below. */
export function svgFramed(picture, about) {
  const inner = picture.cloneNode(true);
  const { width, height } = svgSize(inner);
  const full = Math.max(width + 2 * svgMargin, 480);
  const room = full - 2 * svgMargin;
  const head = svgWrapped(about.title + " · " + about.year, room * 0.94, 18);
  const top = svgMargin + head.length * 25 + 6;
  const foot = [...footLines(about), about.address].flatMap((line) => svgWrapped(line, room, 11));
  const whole = top + height + 20 + foot.length * 15.4 + svgMargin - 8;
  const outer = svg("svg", { xmlns: svgNs, width: full, height: Math.ceil(whole), viewBox: `0 0 ${full} ${Math.ceil(whole)}`, "font-family": svgFont, role: "img" });
  for (const [name, value] of Object.entries({ x: (full - width) / 2, y: top, width, height })) inner.setAttribute(name, String(value));
  inner.removeAttribute("class");
  inner.setAttribute("overflow", "visible");
  outer.append(
    svg("title", {}, about.title + " · " + about.year),
    svg("desc", {}, [about.about, ...footLines(about), about.address].join(" ")),
    svg("rect", { width: "100%", height: "100%", fill: "#ffffff" }),
    ...svgLines(head, svgMargin, svgMargin + 14, 18, { "font-weight": 650, fill: svgInk }),
    inner,
    ...svgLines(foot, svgMargin, top + height + 26, 11, { fill: svgSoft }),
  );
  return outer;
}

/** The file's text. */
export const svgText = (picture, about) => '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svgFramed(picture, about)) + "\n";
