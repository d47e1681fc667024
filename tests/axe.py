"""axe-core, asked for what is wrong only: what is right takes it four times as long to tell."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page as Tab

_SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async ([within, rules]) => {
  const options = { runOnly: rules, resultTypes: ["violations"] };
  const { violations } = await axe.run(within ?? document, options);
  const line = (id) => (one) => `${id}: ${one.target} ${one.failureSummary}`;
  return violations.flatMap(({ id, nodes }) => nodes.map(line(id)));
}"""


def violations(tab: Tab, within: str | None = None) -> list[str]:
    """What breaks WCAG 2.2 AA or good practice in ``within`` (a selector) or the page, a line a place."""
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(_SCRIPT)
    found: list[str] = tab.evaluate(_RUN, [within, _RULES])
    return found
