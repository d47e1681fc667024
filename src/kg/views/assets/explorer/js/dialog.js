// Dialogs and copying: a real <dialog> that Esc closes and that gives the focus back to where it came from.
import { make, setText } from "./dom.js";
import { t } from "./words.js";

function dialogShell(title, body, close) {
  const heading = make("h2", { id: "dialog-title", tabindex: "-1" }, title);
  const button = make("button", { type: "button", class: "dialog-close", "aria-label": t("export.close"), onclick: close }, "×");
  return make("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, make("div", { class: "dialog-head" }, heading, button), make("div", { class: "dialog-body" }, ...body));
}

/** Open a modal dialog with `title` and the elements `body`; returns the function that closes it. */
export function openDialog(title, body) {
  const before = document.activeElement;
  const dialog = dialogShell(title, body, () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before && before.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("#dialog-title").focus();
  return () => dialog.close();
}

/** Copy as it was done before the clipboard had an interface: files opened from a disk have no other way. */
function copyBySelection(text) {
  const field = make("textarea", { class: "sr", "aria-hidden": "true" });
  field.value = text;
  (document.querySelector("dialog[open]") || document.body).append(field);
  const before = document.activeElement;
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before) before.focus();
  return done;
}

/** Put `text` on the clipboard; tells whether that was possible. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** A button that copies what `words()` gives and says that it did. */
export function copyButton(label, words) {
  const said = make("span", { class: "copied", role: "status" });
  const button = make("button", { type: "button", class: "button", onclick: async () => setText(said, t((await copyText(words())) ? "export.copied" : "export.notcopied")) }, label);
  return make("span", { class: "copy" }, button, said);
}

/** A text to be copied, in a box that scrolls and can be focused, with its button; `prose` is no code. */
export function copyBox(title, text, prose = false) {
  return make("section", { class: "copy-box" }, make("div", { class: "copy-head" }, make("h3", {}, title), copyButton(t("export.copy"), () => text)), make("pre", { class: prose && "prose", tabindex: "0", role: "region", "aria-label": title }, text));
}
