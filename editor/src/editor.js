// YASGUI's query editor (YASQE) over the form's text field: colours, completion, the place of an error.
import Yasqe from "@zazuko/yasqe";
import { make } from "./dom.js";
import { config, t } from "./config.js";
import { declarations, missing } from "./prefixes.js";
import { find } from "./vocabulary.js";

const KEYWORDS = /^(?:select|construct|describe|ask|prefix|base|where|filter|optional|union|graph|minus|bind|values|distinct|reduced|order|group|by|having|limit|offset|from|named|service|exists|not|in|as|undef|true|false|asc|desc|count|sum|avg|min|max|sample|separator|str|lang|langmatches|datatype|bound|iri|uri|regex|contains|strstarts|strends|replace|concat|coalesce|if|year|now|abs|round)/i;

const CLOSED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^\s<>]*>/g;

// What is being typed before the cursor: a name or the beginning of a label; several words where `wide`.
function typed(editor, wide) {
  const cursor = editor.getDoc().getCursor();
  const kind = editor.getTokenAt(cursor).type ?? "";
  if (/comment|string(?!-2)|atom/.test(kind)) return null;
  const before = editor.getDoc().getLine(cursor.line).slice(0, cursor.ch);
  if (/["'#]/.test(before.replace(CLOSED, ""))) return null; // a text that is not closed yet
  const words = before.match(/[\p{L}\p{N}_-]+(?::[\p{L}\p{N}_.-]*)?$/u)?.[0];
  if (!words || /[?$@<]$/.test(before.slice(0, -words.length))) return null;
  const longer = wide ? (before.match(/(?:[\p{L}\p{N}-]+ ){1,4}[\p{L}\p{N}-]+$/u)?.[0] ?? "") : "";
  for (let text = longer; text.includes(" "); text = text.slice(text.indexOf(" ") + 1)) {
    if (find(text, 1).length) return { text, cursor };
  }
  return { text: words, cursor };
}

function choice(editor, term, from, to) {
  return {
    text: term.name,
    from,
    to,
    render: (element) => element.append(make("span", { class: "term" }, term.name), make("span", { class: "label" }, term.label), make("span", { class: "kind" }, term.kind)),
    hint: () => {
      editor.getDoc().replaceRange(term.name, from, to, "complete");
      fill(editor);
    },
  };
}

function hints(editor, wide) {
  const what = typed(editor, wide);
  if (!what) return null;
  const from = { line: what.cursor.line, ch: what.cursor.ch - what.text.length };
  return { from, to: what.cursor, list: find(what.text).filter(({ name }) => name !== what.text).map((term) => choice(editor, term, from, what.cursor)) };
}

function complete(editor, place, asked) {
  if (editor.state.completionActive) return;
  const what = typed(editor, asked);
  if (!asked && (!what || (!what.text.includes(":") && (what.text.length < 3 || KEYWORDS.test(what.text))))) return;
  if (!hints(editor, asked)?.list.length) return;
  editor.showHint({ hint: () => hints(editor, asked), completeSingle: false, container: place, closeCharacters: /[\s>"{}]/ });
}

// Declare the graph's prefixes that the query uses, at its head; the cursor stays in its place.
function fill(editor) {
  const names = missing(editor.getValue());
  if (names.length) editor.getDoc().replaceRange(declarations(names), { line: 0, ch: 0 }, undefined, "+prefix");
}

// A mark beside the first line that does not parse, in words of the page.
function check(editor) {
  editor.clearGutter("gutterErrorBar");
  const last = editor.getDoc().lineCount();
  for (let line = 0; line < last; line += 1) {
    const { state } = editor.getTokenAt({ line, ch: editor.getDoc().getLine(line).length }, true);
    if (state.OK !== false) continue;
    const unknown = state.errorMsg?.match(/^Prefix '(.*)' is not defined$/)?.[1];
    const expected = (state.possibleCurrent ?? []).slice(0, 12).join(", ");
    const words = unknown !== undefined ? t("editor.prefix", { name: unknown }) : expected ? t("editor.expected", { expected }) : t("editor.error");
    editor.setGutterMarker(line, "gutterErrorBar", make("span", { class: "error-mark", role: "img", title: words, "aria-label": words }, "!"));
    return;
  }
}

// The grammar starts with the prefixes that the server knows: using them undeclared is no error.
const sparql = Yasqe.modes.sparql11;
Yasqe.defineMode("sparql11", (...given) => {
  const mode = sparql(...given);
  return { ...mode, startState: () => ({ ...mode.startState(), prefixes: { ...config.prefixes } }) };
});

const WINDOW = { height: "360px", margin: 60 };

// What YASQE does by default and this page does otherwise or not at all: its own requests, its storage, its
// links, Tab as a letter (which would keep the keyboard inside).
function options(field, run, hint) {
  return {
    value: field.value,
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    prefixCcApi: null,
    autocompleters: ["variables"],
    editorHeight: WINDOW.height,
    screenReaderLabel: t("query"),
    viewportMargin: WINDOW.margin,
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": false, "Ctrl-Space": hint },
  };
}

export function startEditor(field, run) {
  const place = make("div", { class: "editor-place" });
  field.after(place);
  let editor = null;
  const yasqe = new Yasqe(place, options(field, run, () => (complete(editor, yasqe.rootEl, true), editor.state.completionActive || yasqe.autocomplete())));
  editor = yasqe.getDoc().getEditor(); // CodeMirror itself: YASQE's object is a copy of it that knows no operation under way
  field.hidden = true;
  yasqe.checkSyntax = () => check(editor);
  yasqe.query = () => Promise.resolve(run());
  check(editor);
  new MutationObserver(() => place.querySelector("ul.CodeMirror-hints")?.setAttribute("aria-label", t("editor.names"))).observe(yasqe.rootEl, { childList: true });
  editor.on("inputRead", (_, change) => {
    setTimeout(() => complete(editor, yasqe.rootEl, false));
    if (change.text.join("").includes(":")) fill(editor);
  });
  return handle(editor);
}

// What the page does with the editor, as with the text field that it replaces.
function handle(editor) {
  let marked = null;
  const unmark = () => {
    if (marked) editor.removeLineClass(marked, "background", "bad-line");
    marked = null;
  };
  return {
    get: () => editor.getValue(),
    set: (text) => (unmark(), editor.setValue(text), editor.getDoc().clearHistory()),
    focus: () => editor.focus(),
    onChange: (act) => editor.on("change", () => (unmark(), act())),
    unmark,
    mark: (line, column) => {
      unmark();
      marked = editor.addLineClass(line - 1, "background", "bad-line");
      editor.getDoc().setCursor({ line: line - 1, ch: column - 1 });
      editor.scrollIntoView({ line: line - 1, ch: 0 }, WINDOW.margin);
    },
  };
}
