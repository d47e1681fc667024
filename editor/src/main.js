// The page of /sparql: the form becomes an editor, the answer comes below it. Without this script the form
// still works; without YASQE (its part could not be fetched) the plain text field does.
import "./style.css";
import { fromHash, keep } from "./address.js";
import { ask, Refusal } from "./ask.js";
import { config, t } from "./config.js";
import { button, byId, copy } from "./dom.js";
import { filled } from "./prefixes.js";
import { startQuestions, WIDE } from "./questions.js";
import { fail, show } from "./results.js";
import * as vocabulary from "./vocabulary.js";

const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";
const field = byId("query");
let editor = overField();
let running = null;

// The text field by the same handle as the editor that takes its place.
function overField() {
  return {
    get: () => field.value,
    set: (text) => (field.value = text),
    focus: () => field.focus(),
    onChange: (act) => field.addEventListener("input", act),
    unmark: () => {},
    mark: (line, column) => {
      const lines = field.value.split("\n");
      const at = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1;
      field.setSelectionRange(at, at + 1);
    },
  };
}

async function run() {
  const query = editor.get();
  if (running || !query.trim()) return;
  running = new AbortController();
  busy(true);
  editor.unmark();
  keep(query);
  try {
    await show(await ask(query, ACCEPT, running.signal), query);
  } catch (error) {
    told(error);
  } finally {
    running = null;
    busy(false);
  }
}

function told(error) {
  if (error.name === "AbortError") {
    byId("status").textContent = t("stopped");
    return;
  }
  if (!(error instanceof Refusal)) throw error;
  const { line, column } = error.place;
  const goTo = () => {
    editor.mark(line, column ?? 1);
    editor.focus();
  };
  if (line) editor.mark(line, column ?? 1);
  fail(error, goTo);
}

function busy(is) {
  byId("run").disabled = is;
  byId("stop").hidden = !is;
  byId("answer").setAttribute("aria-busy", String(is));
  if (is) byId("status").textContent = t("running");
}

function take(question) {
  editor.set(filled(question.query));
  keep(editor.get());
  editor.focus();
  byId("status").textContent = t("question.taken", { title: question.title });
}

function tools() {
  const told = byId("status");
  const share = async () => {
    keep(editor.get());
    told.textContent = t((await copy(location.href)) ? "share.copied" : "share.bar");
  };
  const declare = () => editor.set(filled(editor.get()));
  byId("tools").append(button(t("share"), share, { id: "share" }), button(t("prefixes.fill"), declare, { id: "fill" }));
}

function watch() {
  let waiting = 0;
  editor.onChange(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(editor.get()), 400);
  });
}

async function start() {
  document.querySelector(".sparql").classList.add("live");
  if (byId("questions")) byId("questions").open = WIDE.matches;
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  byId("stop").addEventListener("click", () => running?.abort());
  const given = fromHash();
  if (given !== null) field.value = given;
  else if (config.fresh) field.value = filled(field.value);
  tools();
  const words = vocabulary.load();
  const questions = byId("questions") ? startQuestions(take) : null; // none for data of another kind
  try {
    const { startEditor } = await import("./editor.js");
    editor = startEditor(field, run);
  } catch (error) {
    console.warn(error);
  }
  watch();
  await Promise.allSettled([words, questions]);
  document.querySelector(".sparql").dataset.ready = "yes";
}

window.addEventListener("hashchange", () => {
  const given = fromHash();
  if (given !== null && given !== editor.get()) editor.set(given);
});
start();
