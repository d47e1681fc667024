// The snippet that shows a view inside another page.
import { make } from "./dom.js";
import { t, lang } from "./words.js";
import { state, addressOf } from "./state.js";
import { data } from "./data.js";
import { openDialog, copyBox } from "./dialog.js";
import { pageAddress, licenceName } from "./exportabout.js";

const embedHeights = { matrix: 900, square: 720, intersections: 640, map: 620, network: 800, timeline: 760, table: 700, conflicts: 700, whatif: 900 };
const embedQuoted = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/** The address of the view alone; it keeps the language shown even where that is the reader's own. */
export function embedAddress(shown) {
  return `${pageAddress()}embed?view=${encodeURIComponent(shown.id)}&lang=${lang}${addressOf(state)}`;
}

/** HTML that shows the view in another page. */
export function embedSnippet(shown) {
  const title = `${t(shown.id + ".title")} · ${state.year}`;
  return `<iframe src="${embedQuoted(embedAddress(shown))}" title="${embedQuoted(title)}" width="100%" height="${embedHeights[shown.id] || 700}" loading="lazy" referrerpolicy="no-referrer"></iframe>`;
}

/** The dialog of a view's "Embed". */
export function embedDialog(shown) {
  const credit = t("export.credit", { title: t("export.cite.dataset"), version: data.dataset_version });
  const served = location.protocol.startsWith("http");
  openDialog(t("export.embed.title", { view: t(shown.id + ".title") }), [
    make("p", {}, t("export.embed.about")),
    served ? null : make("p", { class: "notice" }, t("export.embed.offline")),
    copyBox(t("export.embed.snippet"), embedSnippet(shown)),
    make("h3", {}, t("export.embed.allowed")),
    make("ul", {}, make("li", {}, t("export.embed.licence", { licence: licenceName })), make("li", {}, t("export.embed.private")), make("li", {}, t("export.embed.frozen"))),
    make("p", { class: "credit" }, credit),
  ].filter(Boolean));
}
