// Small helpers and the page's data. Text enters the document as text only.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("data");
const drawing = read("drawing");
const byId = (id) => document.getElementById(id);
const nodes = new Map(Object.entries(data.nodes));
const roles = new Map(data.roles.map((role) => [role.id, role]));
const bodies = [...nodes].filter(([, node]) => node.kind === "mechanism").map(([key]) => key);

/** Make an element: attributes by name, children are elements or plain text. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function makeSvg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Letters without case and accents, for searching. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const isState = (node) => node.kind === "state" || node.kind === "territory";
