// The mandates as a tree of check boxes, with a field that narrows it.
import { make, plain, setAttr, setText, toggleClass } from "./dom.js";
import { t, say, number } from "./words.js";
import { data, mandates } from "./data.js";
import { addMandates, dropMandates } from "./scenario.js";

const treeRoots = () => data.mandates.filter((mandate) => !mandate.broader.length);

function treeNode(tree, mandate, path) {
  const box = make("input", { type: "checkbox" });
  box.addEventListener("change", () => (box.checked ? addMandates : dropMandates)([mandate.id]));
  const label = make("label", {}, box, make("span", {}, say(mandate.label)));
  const below = mandate.narrower.map((id) => mandates.get(id)).filter((one) => one && !path.includes(one.id));
  const children = below.map((one) => treeNode(tree, one, [...path, one.id]));
  const item = make("li", {}, label, children.length ? make("ul", {}, ...children.map((child) => child.item)) : null);
  const node = { id: mandate.id, item, box, label, text: plain(mandate.label.join(" ")), children };
  tree.nodes.push(node);
  return node;
}

/** Hide what does not fit; a mandate whose narrower one fits stays, so that its place is seen. */
function treeNarrow(node, wanted, shown) {
  const own = shown || node.text.includes(wanted);
  const below = node.children.map((child) => treeNarrow(child, wanted, own));
  const fits = own || below.some(Boolean);
  node.item.hidden = !fits;
  toggleClass(node.label, "fits", Boolean(wanted) && node.text.includes(wanted));
  return fits;
}

function treeTop(tree, mandate) {
  const node = treeNode(tree, mandate, [mandate.id]);
  const count = make("span", { class: "whatif-count" });
  const part = make("details", { class: "whatif-top" }, make("summary", {}, say(mandate.label), " ", count), make("ul", {}, node.item));
  return { node, part, count, ids: [mandate.id, ...data.mandates.filter((one) => one.ancestors.includes(mandate.id)).map((one) => one.id)] };
}

/** The whole picker: { element, focus, draw(scenario) }; `focus` is what takes the focus. */
export function mandatePicker() {
  const tree = { nodes: [] };
  const tops = treeRoots().map((mandate) => treeTop(tree, mandate));
  const none = make("p", { class: "empty", hidden: true }, t("whatif.find.none"));
  const field = make("input", { type: "search", id: "whatif-mandate", autocomplete: "off", placeholder: t("whatif.mandates.find") });
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    const fits = tops.map(({ node, part }) => {
      part.hidden = !treeNarrow(node, wanted, false);
      part.open = Boolean(wanted) && !part.hidden;
      return !part.hidden;
    });
    none.hidden = fits.some(Boolean);
  });
  const draw = (scenario) => {
    for (const { id, box, label } of tree.nodes) {
      box.checked = scenario.mandates.has(id);
      setAttr(label, "title", say(mandates.get(id).definition) || null);
    }
    for (const { count, ids } of tops) setText(count, t("whatif.mandates.count", { n: number(ids.filter((id) => scenario.mandates.has(id)).length), all: number(ids.length) }));
  };
  const label = make("label", { for: "whatif-mandate", class: "sr" }, t("whatif.mandates.find"));
  const summary = make("summary", {}, t("whatif.mandates.add"));
  return { element: make("details", { class: "whatif-tree" }, summary, label, field, ...tops.map(({ part }) => part), none), focus: summary, draw };
}
