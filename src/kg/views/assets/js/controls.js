// Year, roles, mechanisms, language, copy, reset: each changes the view and asks for a new drawing.
function toggle(set, key, on) {
  if (on) set.delete(key);
  else set.add(key);
}

function checkbox(id, checked, ...words) {
  const box = make("input", { type: "checkbox", value: id });
  box.checked = checked;
  return make("label", { class: "check" }, box, ...words);
}

function drawControls(view, shown) {
  byId("year").value = byId("slider").value = view.year;
  byId("slider").setAttribute("aria-valuetext", String(view.year));
  const all = seatsAt(view.year);
  const count = (test) => all.filter(({ seat }) => test(seat)).length;
  const keep = document.activeElement && document.activeElement.closest("#roles, #body-list") ? document.activeElement.value : null;
  byId("roles").replaceChildren(...data.roles.map((role) => {
    const n = count((seat) => seat.role === role.id);
    const chip = checkbox(role.id, !view.roles.has(role.id), strokeSample(role), make("span", {}, say(role.label)), make("span", { class: "num n" }, number(n)));
    chip.classList.toggle("empty", n === 0);
    chip.title = say(role.about);
    return chip;
  }));
  const rows = [...bodies].sort((a, b) => shortOf(a).localeCompare(shortOf(b), lang));
  byId("body-list").replaceChildren(...rows.map((key) => {
    const box = checkbox(key, !view.off.has(key), make("span", {}, shortOf(key)));
    box.classList.toggle("empty", !existsAt(key, view.year));
    box.title = nameOf(key);
    return box;
  }));
  byId("bodies-count").textContent = number(rows.length - view.off.size) + " / " + number(rows.length);
  if (keep) {
    const same = [...document.querySelectorAll("#roles input, #body-list input")].find((box) => box.value === keep);
    if (same) same.focus({ preventScroll: true });
  }
}

function startControls(app) {
  const year = (value) => {
    if (/^\d{4}$/.test(value)) app.change({ year: clampYear(Number(value)) });
  };
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("slider").addEventListener("input", (event) => year(event.target.value));
  byId("year").addEventListener("input", (event) => {
    if (Number(event.target.value) >= data.first && Number(event.target.value) <= data.now) year(event.target.value);
  });
  byId("year").addEventListener("change", (event) => {
    year(event.target.value);
    app.draw();
  });
  byId("now").addEventListener("click", () => app.change({ year: data.now }));
  byId("roles").addEventListener("change", (event) => {
    toggle(app.view.roles, event.target.value, event.target.checked);
    app.draw();
  });
  byId("body-list").addEventListener("change", (event) => {
    toggle(app.view.off, event.target.value, event.target.checked);
    app.draw();
  });
  byId("all-bodies").addEventListener("click", () => app.change({ off: new Set() }));
  byId("no-bodies").addEventListener("click", () => app.change({ off: new Set(bodies) }));
  byId("reset").addEventListener("click", () => app.change(defaultView()));
  byId("copy").addEventListener("click", () => copyAddress(app));
  for (const button of document.querySelectorAll("button[data-lang]")) {
    button.addEventListener("click", () => app.speak(button.dataset.lang));
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#bodies")) byId("bodies").open = false;
  });
}

async function copyAddress() {
  let done = true;
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    done = false;
  }
  announce(t(done ? "network.copied" : "network.copy.failed"));
  byId("copy").textContent = t(done ? "network.copied" : "network.copy.failed");
  setTimeout(() => (byId("copy").textContent = t("network.copy")), 2000);
}

function announce(words) {
  byId("status").textContent = words;
}
