"""The explorer in a real browser: weight of the first view, time until it can be used, cost of a redraw.

The page is served by ``kg serve`` and opened in Chromium without a graphics card. A redraw is timed twice:
the script alone, and with the style and layout that the browser has to compute for it (forced, so that it
is inside the measured time). Every year is stepped through, and every mechanism and state is selected once.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.servers import ours, running

BUILDS = ("chromium-headless-shell", "chromium")
AIM_WEIGHT = 200_000
AIM_READY = 1000.0
AIM_REDRAW = 16.0
_SIZE: Any = {"width": 1400, "height": 1000}

#: Notes when the page says that it is ready.
_WATCH = """
new MutationObserver(() => {
  if (document.documentElement.classList.contains("ready")) window.readyAfter ??= performance.now();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["class"] });
"""
_STEPS = """
(changes) => {
  const { state, redraw } = window.explorer, found = [];
  const settle = () => document.documentElement.getBoundingClientRect().height;
  settle();
  for (const change of changes) {
    Object.assign(state, change);
    const before = performance.now();
    redraw();
    const drawn = performance.now();
    settle();
    found.push([drawn - before, performance.now() - before]);
  }
  return found;
}
"""
_CHANGES = """
() => {
  const { data } = window.explorer, years = [];
  for (let year = data.first; year <= data.now; year += 1) years.push({ year });
  const names = data.mechanisms.map((body) => "mechanism:" + body.id);
  names.push(...data.participants.map((row) => row.key));
  return { years: [...years, ...years.slice().reverse()], choices: names.map((sel) => ({ sel })) };
}
"""


def opened(browser: Browser, address: str) -> tuple[Page, int, int]:
    """Open the explorer with an empty cache; return the page at rest, and the bytes over the wire of the
    first view and of the long texts that come after it.
    """
    page = browser.new_context(viewport=_SIZE).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent", lambda sent: urls.update({sent["requestId"]: sent["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished", lambda got: sizes.update({got["requestId"]: int(got["encodedDataLength"])})
    )
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_function("window.readyAfter")
    later = sum(size for key, size in sizes.items() if "part=" in urls.get(key, ""))
    return page, sum(sizes.values()) - later, later


def shown(name: str, values: Sequence[float], aim: float, unit: str = "ms") -> str:
    """Return a line: median, 95th percentile, worst, and whether the median is within ``aim``."""
    ordered = sorted(values)
    worst = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    middle = statistics.median(ordered)
    met = "met" if middle < aim else "MISSED"
    return (
        f"  {name:<44} median {middle:8.1f} {unit}  p95 {worst:8.1f}  worst {ordered[-1]:8.1f}"
        f"  aim {aim:g}: {met}"
    )


def measure(address: str, rounds: int) -> None:
    """Print what is found at ``address``."""
    build = next(filter(None, map(shutil.which, BUILDS)), None)
    if build is None:
        raise SystemExit("benchmarks: Chromium is missing. Run: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=build, args=["--no-sandbox", "--disable-gpu"])
        weights, texts, ready, steps, choices = [], [], [], [], []
        for _ in range(rounds):
            page, weight, later = opened(browser, address)
            weights.append(float(weight))
            texts.append(later)
            ready.append(float(page.evaluate("window.readyAfter")))
            changes = page.evaluate(_CHANGES)
            steps += page.evaluate(_STEPS, changes["years"])
            choices += page.evaluate(_STEPS, changes["choices"])
            page.context.close()
        browser.close()
    print(shown("first view, bytes over the wire", weights, AIM_WEIGHT, "B "))
    print(f"  {'long texts, after it':<44} {max(texts)} B")
    print(shown("ready to use after", ready, AIM_READY))
    for name, found in (("another year", steps), ("another selection", choices)):
        print(shown(f"{name}: script", [row[0] for row in found], AIM_REDRAW))
        print(shown(f"{name}: script, style and layout", [row[1] for row in found], AIM_REDRAW))


def main(arguments: list[str] | None = None) -> None:
    """Run what the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explorer", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often the page is opened")
    options = parser.parse_args(arguments)
    print("the explorer in Chromium, 1400 x 1000:")
    with running(ours("--no-validate"), "/readyz") as (address, _):
        measure(address + "/", options.rounds)


if __name__ == "__main__":
    main()
