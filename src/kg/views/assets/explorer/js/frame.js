// The chrome of every view: heading, what it shows, the table twin, the query, files, embedding and citing.
import { make, setAttr, setText, toggleClass } from "./dom.js";
import { t, page, lang } from "./words.js";
import { spoken } from "./spoken.js";
import { look } from "./model.js";
import { state } from "./state.js";
import { drawTwin } from "./twin.js";
import { editorPath } from "./asking.js";
import { download } from "./export.js";
import { embedDialog } from "./embed.js";
import { citeDialog } from "./cite.js";

const FRAME_PICTURES = ["svg", "png"];
const FRAME_FORMATS = ["csv", "xlsx", "json", ...FRAME_PICTURES];

const frameButton = (key, act) => spoken(make("button", { type: "button", class: "tool", onclick: act }), key);

function frameTwinButton(framed) {
  const button = frameButton("frame.table", () => {
    framed.twinShown = !framed.twinShown;
    setAttr(button, "aria-pressed", String(framed.twinShown));
    framed.draw(look(state), state);
  });
  setAttr(button, "aria-pressed", "false");
  return button;
}

async function frameDownload(framed, format) {
  framed.menu.open = false;
  framed.menu.querySelector("summary").focus();
  try {
    await download(framed.view, format);
    setText(framed.said, t("frame.downloaded", { format: t("frame.format." + format) }));
  } catch (error) {
    console.error(error);
    setText(framed.said, t("frame.failed"));
  }
}

/** What is offered is what there is: a view may have a picture of some selections only. */
function frameOffer(framed, pictures) {
  if (!framed.menu.open) return;
  const drawn = pictures.length > 0 && framed.view.picture(look(state), state) !== null;
  for (const item of pictures) setAttr(item, "hidden", !drawn);
}

function frameMenu(framed) {
  const formats = FRAME_FORMATS.filter((format) => !FRAME_PICTURES.includes(format) || framed.view.picture);
  if (framed.view.id === "network") formats.push("graphml");
  const item = (format) => make("li", {}, spoken(make("button", { type: "button", onclick: () => frameDownload(framed, format) }), "frame.format." + format));
  const items = new Map(formats.map((format) => [format, item(format)]));
  const rest = !page.offline && framed.view.rest ? make("li", { class: "apart" }, framed.restLink) : null;
  framed.menu = make("details", { class: "popup", name: "download" }, spoken(make("summary", { class: "tool" }), "frame.download"), make("ul", { class: "pop menu" }, ...items.values(), rest));
  framed.menu.addEventListener("toggle", () => frameOffer(framed, FRAME_PICTURES.filter((format) => items.has(format)).map((format) => items.get(format))));
  return framed.menu;
}

function frameTools(framed) {
  const { view } = framed;
  framed.queryLink = view.query && !page.offline ? spoken(make("a", { class: "tool" }), "frame.query") : null;
  framed.restLink = spoken(make("a", {}), "frame.rest");
  framed.said = make("span", { class: "sr", role: "status" });
  const embed = page.offline || page.embed ? null : frameButton("frame.embed", () => embedDialog(view));
  const twin = view.twin === false ? null : frameTwinButton(framed);
  const tools = make("div", { class: "view-tools", role: "group" }, twin, framed.queryLink, frameMenu(framed), embed,
    frameButton("frame.cite", () => citeDialog(view)), framed.said);
  framed.tools = tools;
  return tools;
}

/** Addresses of the query and of the REST path: written when the page has come to rest. */
function frameLinks(framed, view, now) {
  if (framed.queryLink) {
    const text = framed.view.query(view, now);
    setAttr(framed.queryLink, "hidden", !text);
    setAttr(framed.queryLink, "href", text ? page.base + editorPath(text) + "&lang=" + lang : null);
  }
  const path = framed.view.rest ? framed.view.rest(view, now) : "";
  setAttr(framed.restLink, "hidden", !path);
  setAttr(framed.restLink, "href", path ? page.base + path : null);
}

function frameDraw(framed, view, now) {
  if (!framed.mounted) framed.view.mount(framed.body);
  framed.mounted = true;
  toggleClass(framed.section, "as-table", framed.twinShown);
  setAttr(framed.body, "hidden", framed.twinShown);
  if (!framed.twinShown) setAttr(framed.twin, "hidden", true);
  if (framed.twinShown) drawTwin(framed, view, now);
  else framed.view.draw(view, now);
  if (framed.tools && framed.view.isEmpty) setAttr(framed.tools, "hidden", framed.view.isEmpty(now));
}

/** A section around `view`: {section, draw(view, state), links(view, state)}; the view is built when first drawn. */
export function frame(view) {
  const framed = { view, mounted: false, twinShown: false };
  const heading = spoken(make("h2", { id: view.id + "-h" }), view.id + ".title");
  const about = spoken(make("p", { class: "view-about" }), view.id + ".about");
  framed.body = make("div", { class: "view-body" });
  framed.twin = make("div", { class: "view-twin", hidden: true });
  const head = make("div", { class: "view-head" }, heading, view.rows ? frameTools(framed) : null);
  framed.section = make("section", { id: view.id, class: "view view-" + view.id, "aria-labelledby": view.id + "-h" }, head, about, framed.body, framed.twin);
  if (framed.tools) spoken(framed.tools, view.id + ".title", "aria-label");
  framed.draw = (shown, now) => frameDraw(framed, shown, now);
  framed.links = (shown, now) => view.rows && frameLinks(framed, shown, now);
  return framed;
}
