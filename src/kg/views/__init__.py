"""Results as HTML pages: explorer, network, disagreements, what the graph holds; the frame of other pages.

pyvis (which brings IPython) is loaded only when a network is drawn.
"""

from __future__ import annotations

from kg.snapshot import Snapshot
from kg.views.conflicts import conflicts_page
from kg.views.landing import landing_page
from kg.views.page import Page, write
from kg.views.shell import shell
from kg.views.words import LANGUAGES

__all__ = [
    "LANGUAGES",
    "Page",
    "conflicts_page",
    "landing_page",
    "render_explorer",
    "render_network",
    "shell",
    "write",
]


def render_explorer(
    snapshot: Snapshot,
    *,
    lang: str = "en",
    year: int | None = None,
    offline: bool = False,
    base_url: str = "",
) -> Page:
    """Return the overlap explorer, first shown in ``lang`` and ``year`` (None: the dataset's year).

    ``offline`` makes it one file to keep: data and policy stand inside it, and it asks no server for
    anything. Raises ParameterError for a year outside the dataset's years and for a language without words.
    """
    from kg.views.explorer import Asking, explorer_page

    return explorer_page(snapshot, Asking(lang, year, offline=offline, base_url=base_url))


def render_network(
    snapshot: Snapshot,
    *,
    lang: str = "en",
    year: int | None = None,
    offline: bool = False,
    base_url: str = "",
) -> Page:
    """Return the network page, first shown in ``lang`` and ``year`` (None: the dataset's year).

    ``offline`` makes it one file to keep: its policy stands inside it and it links to no server of ours.
    Raises ParameterError for a year outside the dataset's years and for a language without words.
    """
    from kg.views.network import render

    return render(snapshot, lang=lang, year=year, offline=offline, base_url=base_url)
