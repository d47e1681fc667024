"""What a browser reports of its tabs, and what they ask of others: the tests let nothing pass."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage
from playwright.sync_api import Page as Tab

#: The explorer has drawn itself once, and its long texts have come.
READY = "() => window.explorer?.ready && window.explorer.data.details && true"


class Watch:
    """What a browser reported of its tabs, and what they asked of anybody but ``homes``."""

    def __init__(self, *homes: str) -> None:
        self.homes = (*homes, "about:blank", "data:", "blob:")
        self.complaints: list[str] = []
        self.scriptless = False
        """Whether some tab runs no script, so that what is loaded early is not used."""

    def over(self, tab: Tab) -> Tab:
        """Watch ``tab``; returns it."""
        tab.on("console", self._said)
        tab.on("pageerror", lambda error: self.complaints.append(f"{error}\n{error.stack}"))
        tab.on(
            "dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss())
        )
        tab.on("request", lambda one: None if one.url.startswith(self.homes) else self._asked(one.url))
        return tab

    def _said(self, message: ConsoleMessage) -> None:
        unused = "was preloaded using link preload but not used" in message.text
        if message.type in ("error", "warning") and not (self.scriptless and unused):
            self.complaints.append(message.text)

    def _asked(self, url: str) -> None:
        self.complaints.append(f"asked {url}")
