// The network shown as GraphML 1.0: nodes are called by kind and id, an edge is a seat.
import { people } from "./data.js";
import { bodyOf, nameOf } from "./model.js";
import { say } from "./words.js";
import { xmlText } from "./exportxlsx.js";

const graphmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n';
const graphmlTypes = { established_year: "int", ended_year: "int", since_year: "int", until_year: "int", year: "int", stated: "boolean", counted: "boolean", contested: "boolean", hypothetical: "boolean" };

const graphmlAttributes = {
  graph: ["title", "year", "filters", "dataset", "dataset_version", "licence", "address"],
  node: ["kind", "local", "label", "label_en", "label_es", "iri", "iso3", "group", "type", "status", "list", "established_year", "ended_year", "hypothetical"],
  edge: ["role", "since", "until", "since_year", "until_year", "stated", "counted", "contested", "hypothetical"],
};

function graphmlKeys() {
  const key = (owner, name) => `  <key id="${owner}-${name}" for="${owner}" attr.name="${name}" attr.type="${graphmlTypes[name] || "string"}"/>\n`;
  return Object.entries(graphmlAttributes).flatMap(([owner, names]) => names.map((name) => key(owner, name))).join("");
}

function graphmlData(owner, values) {
  const known = graphmlAttributes[owner].filter((name) => values[name] !== null && values[name] !== undefined && values[name] !== "");
  return known.map((name) => `<data key="${owner}-${name}">${xmlText(values[name])}</data>`).join("");
}

/** A seat's participant is a key already; one of a mechanism that sits in another is `mechanism:<id>` too. */
const graphmlBody = (id) => "mechanism:" + id;

function graphmlMechanism(id) {
  const body = bodyOf(id);
  const [en, es] = body.name || [];
  return { kind: "mechanism", local: id, label: nameOf(id), label_en: en, label_es: es, iri: body.iri, type: body.type, status: body.status, list: body.list, established_year: body.established_year, ended_year: body.ended_year, hypothetical: id === "what-if" || null };
}

function graphmlPerson(key) {
  const person = people.get(key);
  const [en, es] = person.name;
  return { kind: person.kind, local: person.id, label: say(person.name), label_en: en, label_es: es, iso3: person.iso3, group: person.group };
}

function graphmlEdges(view) {
  const seats = view.seats.map(({ seat, stated, counted, contested }) => ({ id: seat.id, p: seat.p, m: seat.m, role: seat.role, since: seat.since, until: seat.until, since_year: seat.since_year, until_year: seat.until_year, stated: Boolean(stated), counted: Boolean(counted), contested: Boolean(contested) }));
  const real = seats.filter((seat) => seat.m !== "what-if");
  const proposed = [...(view.sets.get("what-if") || [])].map((key) => ({ id: "what-if-" + key, p: key, m: "what-if", role: "member", hypothetical: true }));
  return view.scenario ? [...real, ...proposed] : real;
}

/** The seats of the view, of every role, as a directed graph from participant to mechanism. */
export function graphmlText(view, about) {
  const edges = graphmlEdges(view);
  const bodies = new Map(view.bodies.map((id) => [graphmlBody(id), graphmlMechanism(id)]));
  const others = new Map(edges.map((edge) => edge.p).filter((key) => !bodies.has(key)).map((key) => [key, people.has(key) ? graphmlPerson(key) : graphmlMechanism(key.replace("mechanism:", ""))]));
  const nodes = [...bodies, ...others].map(([key, values]) => `    <node id="${xmlText(key)}">${graphmlData("node", values)}</node>\n`);
  const lines = edges.map((edge) => `    <edge id="${xmlText(edge.id)}" source="${xmlText(edge.p)}" target="${xmlText(graphmlBody(edge.m))}">${graphmlData("edge", edge)}</edge>\n`);
  const own = graphmlData("graph", { ...about, filters: about.filters.join("; "), dataset_version: about.version, licence: about.licence });
  return `${graphmlHead}${graphmlKeys()}  <graph id="overlap" edgedefault="directed">\n    ${own}\n${nodes.join("")}${lines.join("")}  </graph>\n</graphml>\n`;
}
