// What came back: told in one line, shown as table, raw, chart, graph and code.
import { button, byId, make } from "./dom.js";
import { counted, t } from "./config.js";
import { downloads } from "./raw.js";
import { table, truth } from "./table.js";
import { labelOf } from "./vocabulary.js";

const GRAPH_COLUMNS = [["s", "p", "o"], ["subject", "predicate", "object"]];
let chosen = "table";

// {rows, names, table, triples, truth} of an answer; triples where it is a graph, or rows that are one.
async function read(answer) {
  if (answer.type === "application/sparql-results+json") {
    const document = JSON.parse(answer.body);
    if ("boolean" in document) return { rows: true, truth: document.boolean };
    const names = document.head.vars;
    const rows = document.results.bindings.map((row) => names.map((name) => row[name]));
    const spo = GRAPH_COLUMNS.some((columns) => columns.join() === names.join());
    const whole = spo && rows.every(([s, p, o]) => s && p && o);
    return { rows: true, names, table: rows, triples: whole ? rows.map(([s, p, o]) => ({ s, p, o })) : null };
  }
  const { parse } = await import("./ntriples.js");
  const triples = parse(answer.body);
  return { rows: false, names: ["subject", "predicate", "object"], table: triples.map(({ s, p, o }) => [s, p, o]), triples };
}

const VIEWS = {
  table: (place, result) => (result.truth === undefined ? table(place, result.names, result.table, labelOf) : truth(place, result.truth)),
  raw: async (place, result) => (await import("./raw.js")).raw(place, result),
  chart: async (place, result) => {
    if (result.truth !== undefined || !result.rows) return place.replaceChildren(make("p", { class: "empty" }, t("chart.rows")));
    return (await import("./chart.js")).chart(place, result.names, result.table, labelOf);
  },
  graph: async (place, result) => {
    if (!result.triples) return place.replaceChildren(make("p", { class: "empty" }, t("graph.rows")));
    return (await import("./network.js")).network(place, result.triples, labelOf);
  },
  code: async (place, result) => (await import("./raw.js")).code(place, result),
};

function tabs(result) {
  const place = make("div", { id: "view", role: "tabpanel", tabindex: "-1" });
  const names = Object.keys(VIEWS);
  const list = names.map((name) => make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "view", onclick: () => open(name) }, t(`tab.${name}`)));
  const open = (name, focus) => {
    chosen = name;
    list.forEach((tab, n) => {
      tab.setAttribute("aria-selected", String(names[n] === name));
      tab.tabIndex = names[n] === name ? 0 : -1;
    });
    place.setAttribute("aria-labelledby", `tab-${name}`);
    place.dataset.view = name;
    place.replaceChildren();
    VIEWS[name](place, result);
    if (focus) byId(`tab-${name}`).focus();
  };
  const walk = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = { Home: 0, End: names.length - 1 }[event.key] ?? (step ? (names.indexOf(chosen) + step + names.length) % names.length : -1);
    if (at < 0) return;
    event.preventDefault();
    open(names[at], true);
  };
  const bar = make("div", { role: "tablist", class: "tabs", "aria-label": t("answer"), onkeydown: walk }, list);
  return { bar, place, open };
}

export async function show(answer, query) {
  const result = { ...(await read(answer)), query, body: answer.body, type: answer.type };
  const size = result.truth !== undefined ? "" : counted(result.rows ? "rows" : "triples", result.table.length);
  const told = [size, t("seconds", { n: Number(answer.seconds.toPrecision(2)) })].filter(Boolean).join(" · ");
  const cut = answer.truncated === null ? "" : make("p", { class: "warning", role: "alert" }, t("truncated", { n: answer.truncated || result.table?.length || 0 }));
  const { bar, place, open } = tabs(result);
  byId("answer").replaceChildren(make("div", { class: "answer-head" }, make("h2", {}, t("answer")), make("p", { class: "said" }, told), downloads(result)), cut, bar, place);
  open(chosen);
  byId("answer").hidden = false;
  byId("status").textContent = told;
}

export function fail(refusal, goTo) {
  const { line, column } = refusal.place ?? {};
  const where = line ? button(t("error.goto", { line, column: column ?? 1 }), goTo, { class: "link" }) : "";
  const retry = refusal.retry ? make("p", {}, counted("error.retry", refusal.retry)) : "";
  byId("answer").replaceChildren(make("div", { class: "problem", role: "alert" }, make("strong", {}, refusal.title ?? t("error.network")), make("p", {}, refusal.message), retry, where));
  byId("answer").hidden = false;
  byId("status").textContent = "";
}
