// Elements are made here and written to only where something differs; text enters the document as text only.
const domSvgSpace = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** Letters without case and accents, for searching. */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function domFill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
  return element;
}

/** An HTML element; attributes by name ("onclick" takes a function), children are nodes, text or lists of them. */
export function make(tag, attributes, ...children) {
  return domFill(document.createElement(tag), attributes, children);
}

/** An SVG element, as make. */
export function svg(tag, attributes, ...children) {
  return domFill(document.createElementNS(domSvgSpace, tag), attributes, children);
}

export function setText(element, text) {
  const wanted = String(text);
  if (element.textContent !== wanted) element.textContent = wanted;
}

export function toggleClass(element, name, on) {
  if (element.classList.contains(name) !== Boolean(on)) element.classList.toggle(name, Boolean(on));
}

/** Set an attribute; null, undefined and false take it away, true leaves it empty. */
export function setAttr(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
    return;
  }
  const wanted = value === true ? "" : String(value);
  if (element.getAttribute(name) !== wanted) element.setAttribute(name, wanted);
}

/** Put `children` into `element` unless `signature` says that they are the ones that stand there. */
export function refill(element, signature, children) {
  if (element.filledWith === signature) return;
  element.filledWith = signature;
  element.replaceChildren(...children().flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
}
