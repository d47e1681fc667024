// The answer as it came, in any format on offer, and the code that fetches it.
import { button, copy, make } from "./dom.js";
import { config, t } from "./config.js";
import { addressOf, ask } from "./ask.js";
import { curl, forPython, forR } from "./snippets.js";

const SHOWN = 200_000;

const offersFor = (rows) => (rows ? config.rows : config.graphs);

function pretty(text, type) {
  if (!type.endsWith("json")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 1);
  } catch {
    return text;
  }
}

function block(text, name) {
  const told = make("span", { role: "status", class: "note" });
  const act = async () => (told.textContent = t((await copy(text)) ? "copied" : "copy.failed"));
  const cut = text.length > SHOWN ? make("p", { class: "note" }, t("raw.cut")) : "";
  return [make("div", { class: "tools" }, told, button(t("copy"), act)), make("pre", { tabindex: "0", role: "region", "aria-label": name }, text.slice(0, SHOWN)), cut];
}

export function raw(place, result) {
  const offers = offersFor(result.rows);
  const body = make("div", {});
  const show = (text, type) => body.replaceChildren(...block(pretty(text, type), t("tab.raw")));
  const select = make("select", { id: "raw-format" }, offers.map((offer) => make("option", { value: offer.name }, `${offer.name} (${offer.media})`)));
  const fetched = async () => {
    const offer = offers.find(({ name }) => name === select.value);
    if (offer.media === result.type) return show(result.body, result.type);
    body.replaceChildren(make("p", { class: "note" }, t("running")));
    try {
      const answer = await ask(result.query, offer.media);
      return show(answer.body, answer.type);
    } catch (error) {
      return body.replaceChildren(make("p", { class: "empty" }, error.message));
    }
  };
  select.addEventListener("change", fetched);
  place.replaceChildren(make("p", { class: "row" }, make("label", { for: "raw-format" }, t("raw.format")), select), body);
  if (!result.rows) select.value = "ttl";
  fetched();
}

export function code(place, result) {
  const accept = result.rows ? "application/sparql-results+json" : "text/turtle";
  const parts = [
    ["curl", curl(result.query, accept)],
    ["Python", forPython(result.query, accept, result.rows)],
    ["R (httr2)", forR(result.query, accept, result.rows)],
  ];
  place.replaceChildren(...parts.map(([name, text]) => make("section", { class: "snippet", "data-tool": name.split(" ")[0].toLowerCase() }, make("h3", {}, name), ...block(text, name))));
}

// Links to the answer as a file; a query too long for an address is sent anew and its answer kept as one.
export function downloads(result) {
  const save = (offer) => async (event) => {
    if (addressOf(result.query, offer.name)) return;
    event.preventDefault();
    const answer = await ask(result.query, offer.media);
    const link = make("a", { href: URL.createObjectURL(new Blob([answer.body], { type: offer.media })), download: `answer.${offer.name}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const link = (offer) => make("a", { href: addressOf(result.query, offer.name) ?? "#answer", download: `answer.${offer.name}`, onclick: save(offer) }, offer.label);
  return make("p", { class: "downloads" }, `${t("download")}: `, offersFor(result.rows).filter((offer) => offer.file).flatMap((offer, n) => (n ? [", ", link(offer)] : [link(offer)])));
}
