// The questions: searched by words of either language, walked with the arrow keys, taken with Enter.
import { byId, make } from "./dom.js";
import { config, counted, t } from "./config.js";
import { plain } from "./vocabulary.js";

//: Beside the editor rather than above it.
export const WIDE = matchMedia("(min-width: 1000px)");
const state = { all: [], shown: [], at: -1 };

function option(question, n) {
  return make("li", { role: "option", id: `question-${n}`, "aria-selected": "false", "data-id": question.id }, question.title);
}

function narrow() {
  const words = plain(byId("find-question").value).split(/\s+/).filter(Boolean);
  state.shown = state.all.filter((question) => words.every((word) => question.key.includes(word)));
  state.at = -1;
  const groups = grouped(state.shown);
  let n = 0;
  const parts = [...groups].map(([group, rows], at) =>
    make("li", { role: "presentation" }, make("ul", { role: "group", "aria-labelledby": `group-${at}` }, make("li", { role: "presentation", class: "group", id: `group-${at}` }, group), rows.map((row) => option(row, n++)))),
  );
  byId("question-list").replaceChildren(...parts);
  byId("question-count").textContent = state.shown.length ? counted("questions", state.shown.length) : t("questions.none");
  byId("find-question").removeAttribute("aria-activedescendant");
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return groups;
}

function mark(at) {
  byId(`question-${state.at}`)?.setAttribute("aria-selected", "false");
  state.at = at;
  const current = byId(`question-${at}`);
  current.setAttribute("aria-selected", "true");
  byId("find-question").setAttribute("aria-activedescendant", current.id);
  const list = byId("question-list");
  if (current.offsetTop < list.scrollTop || current.offsetTop + current.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = current.offsetTop - list.clientHeight / 3;
}

function walk(event, take) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && state.shown.length) mark((state.at + step + state.shown.length) % state.shown.length);
  else if (event.key === "Enter" && state.shown.length) take(state.shown[Math.max(state.at, 0)]);
  else if (event.key === "Escape" && byId("find-question").value) {
    byId("find-question").value = "";
    narrow();
  } else return;
  event.preventDefault();
}

export async function startQuestions(take) {
  const field = byId("find-question");
  const response = await fetch(config.questions);
  if (!response.ok) return;
  const { questions } = await response.json();
  state.all = questions.map((one) => ({ ...one, key: plain([one.title, one.other, one.group, one.id].join(" ")) }));
  const chosen = (question) => {
    for (const one of byId("question-list").querySelectorAll("[data-id]")) one.classList.toggle("taken", one.dataset.id === question.id);
    if (!WIDE.matches) byId("questions").open = false;
    take(question);
  };
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => walk(event, chosen));
  byId("question-list").addEventListener("click", (event) => {
    const found = event.target.closest("[data-id]");
    if (found) chosen(state.all.find(({ id }) => id === found.dataset.id));
  });
  narrow();
}
