// A search field with a list (ARIA 1.2 combobox): typing narrows, arrows move, Enter chooses, Esc closes.
const combo = { at: -1, keys: [] };

function matches(text) {
  const wanted = plain(text.trim());
  const score = (key) => {
    const node = nodes.get(key);
    const own = [...node.short, node.id, ...node.name].map(plain);
    if (own.includes(wanted)) return 0;
    if (own.some((name) => name.startsWith(wanted))) return 1;
    return own.some((name) => name.includes(wanted)) ? 2 : -1;
  };
  const found = [...nodes.keys()].map((key) => [key, wanted ? score(key) : 1]).filter(([, rank]) => rank >= 0);
  return found.sort((a, b) => a[1] - b[1] || nameOf(a[0]).localeCompare(nameOf(b[0]), lang)).map(([key]) => key);
}

function showCombo(open) {
  const field = byId("find");
  const list = byId("found");
  combo.keys = open ? matches(field.value) : [];
  combo.at = combo.keys.length && field.value.trim() ? 0 : -1;
  list.replaceChildren(...combo.keys.map((key, n) => {
    const node = nodes.get(key);
    const option = make("li", { role: "option", id: "option-" + n, "aria-selected": n === combo.at }, make("span", {}, nameOf(key)), make("span", { class: "code" }, hasShort(key) ? shortOf(key) : t("network.kind." + node.kind)));
    option.dataset.node = key;
    return option;
  }));
  if (open && !combo.keys.length) list.append(make("li", { class: "empty", role: "option", "aria-disabled": "true" }, t("network.find.none")));
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  markCombo();
}

function markCombo() {
  const options = byId("found").querySelectorAll("[data-node]");
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === combo.at)));
  const current = options[combo.at];
  if (current) {
    byId("find").setAttribute("aria-activedescendant", current.id);
    current.scrollIntoView({ block: "nearest" });
  } else byId("find").removeAttribute("aria-activedescendant");
}

function startCombo(choose) {
  const field = byId("find");
  const take = (key) => {
    field.value = "";
    showCombo(false);
    choose(key);
  };
  field.addEventListener("input", () => showCombo(true));
  field.addEventListener("click", () => showCombo(true));
  field.addEventListener("blur", () => showCombo(false));
  field.addEventListener("keydown", (event) => {
    const open = field.getAttribute("aria-expanded") === "true";
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) showCombo(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      combo.at = combo.keys.length ? (combo.at + step + combo.keys.length) % combo.keys.length : -1;
      markCombo();
    } else if (event.key === "Enter") {
      if (open && combo.keys[combo.at]) take(combo.keys[combo.at]);
    } else if (event.key === "Escape" && open) {
      showCombo(false);
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  byId("found").addEventListener("pointerdown", (event) => {
    event.preventDefault();
  });
  byId("found").addEventListener("click", (event) => {
    const option = event.target.closest("[data-node]");
    if (option) take(option.dataset.node);
  });
}
