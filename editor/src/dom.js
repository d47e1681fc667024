// Elements made from data: texts become text nodes, never markup.
const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export const make = (tag, attributes = {}, ...children) => build(document.createElement(tag), attributes, children);
export const draw = (tag, attributes = {}, ...children) => build(document.createElementNS(SVG, tag), attributes, children);

// A button that runs `act`.
export const button = (text, act, attributes = {}) => make("button", { type: "button", class: "button", onclick: act, ...attributes }, text);

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // no clipboard outside https
  }
}

function copyBySelection(text) {
  const field = make("textarea", { class: "sr", "aria-hidden": "true", tabindex: "-1" });
  field.value = text;
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}
