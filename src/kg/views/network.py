"""The network page: the networkx graph of all years, laid out here and drawn by pyvis's vis-network.

pyvis makes the nodes, edges and options; its own template is not used, since it loads from other hosts.
Everything is inlined and allowed by hash, physics is off, and two roles of one participant are two edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pyvis.network

from kg.asof import Selection, seats
from kg.errors import ParameterError
from kg.snapshot import Snapshot
from kg.views.page import Page, inline, policy
from kg.views.payload import Years, payload, years_of
from kg.views.sentence import counts_of, sentence
from kg.views.shell import asset, environment, frame, styles
from kg.views.table import table_rows
from kg.views.words import LANGUAGES, both

#: The page's script, in the order in which its parts build on each other.
MODULES: Final = (
    "core",
    "words",
    "seats",
    "address",
    "geometry",
    "paint",
    "picture",
    "panel",
    "combobox",
    "controls",
    "table",
    "main",
)

OPTIONS: Final[dict[str, Any]] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "dragView": False,
        "zoomView": False,
        "selectable": False,
        "hover": False,
        "keyboard": {"enabled": False},
    },
    "nodes": {"shape": "custom", "fixed": True, "chosen": False, "borderWidth": 0},
    "edges": {"chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}

#: A line joins a seat's two ends; its direction says nothing to a reader.
NO_ARROWS: Final = {"to": {"enabled": False}}


def render(
    snapshot: Snapshot,
    *,
    lang: str = "en",
    year: int | None = None,
    offline: bool = False,
    base_url: str = "",
) -> Page:
    """Return the network page; see :func:`kg.views.render_network`."""
    if lang not in LANGUAGES:
        raise ParameterError("lang", f"must be one of {', '.join(LANGUAGES)}.")
    years = years_of(snapshot)
    shown = snapshot.now if year is None else year
    if not years.first <= shown <= years.last:
        raise ParameterError("year", f"must be from {years.first} to {years.last}, not {shown}.")
    css, code, library = styles("network"), script(), vis_network()
    html = (
        environment()
        .get_template("network.html.j2")
        .render(
            **_content(years, shown, lang),
            **frame(lang, base_url),
            css=inline(css),
            code=inline(code),
            library=inline(library),
            offline=offline,
            meta_csp=policy([library, code], [css], header=False),
        )
    )
    return Page(html, policy([library, code], [css]))


def _content(years: Years, shown: int, lang: str) -> dict[str, Any]:
    snapshot = years.snapshot
    held = seats(snapshot, Selection(year=shown, roles=None))
    return {
        "snapshot": snapshot,
        "year": shown,
        "first": years.first,
        "last": years.last,
        "sentence": sentence(counts_of(held), shown, lang),
        "rows": table_rows(snapshot, held, lang),
        "data": payload(years) | {"lang": lang, "year": shown},
        "words": both("network.", "shell."),
        "drawing": drawing(years),
    }


def drawing(years: Years) -> dict[str, Any]:
    """Return ``{nodes, edges, options}`` as pyvis makes them of all years; ``lone``: one line's bend."""
    net = pyvis.network.Network(directed=True, cdn_resources="in_line")
    net.options = OPTIONS
    for key in sorted(years.union):
        node, place = years.union.nodes[key], years.places[key]
        label = str(node.get("acronym") or node["label_en"])
        net.add_node(key, label=label, shape="custom", x=place.x, y=place.y)
    for (source, target), keys in sorted(_parallels(years).items()):
        level = years.places[source].side == years.places[target].side
        for n, key in enumerate(keys):
            net.add_edge(source, target, id=key, arrows=NO_ARROWS, smooth=bend(n, len(keys), level))
    nodes, edges, *_ = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": OPTIONS, "lone": bend(0, 1)}


def bend(n: int, size: int, level: bool = False) -> dict[str, Any]:
    """Return how the ``n``-th of ``size`` parallel lines is bent, so that each one is seen.

    ``level``: both ends stand in one column, so the line has to go around what stands between them.
    """
    if size == 1 and not level:
        return {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.75}
    side = "curvedCW" if n % 2 == 0 else "curvedCCW"
    return {"enabled": True, "type": side, "roundness": round((0.25 if level else 0.1) + 0.1 * (n // 2), 2)}


@lru_cache(maxsize=1)
def vis_network() -> str:
    """Return the vis-network that pyvis brings (9.1.2, Apache-2.0 or MIT)."""
    folder = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2"
    return (folder / "vis-network.min.js").read_text("utf-8").strip()


@lru_cache(maxsize=1)
def script() -> str:
    """Return the page's own script: its parts in one closed scope."""
    parts = "\n".join(asset("js", f"{name}.js") for name in MODULES)
    return f'(function () {{\n"use strict";\n{parts}}})();'


def _parallels(years: Years) -> Mapping[tuple[str, str], list[str]]:
    """Membership ids by the two nodes they join; ids of one role in several spells count as parallel too."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, target, key in sorted(years.union.edges(keys=True)):
        found[source, target].append(key)
    return found
