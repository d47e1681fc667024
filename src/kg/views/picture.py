"""The network as a small still picture (SVG): the same places as the interactive page, no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from kg.model import Ref
from kg.views.layout import Place, is_quiet
from kg.views.payload import Years
from kg.views.roles import STROKES, stroke_of
from kg.views.shell import environment
from kg.views.short import short_in
from kg.views.words import translator

WIDTH: Final = 740
_TOP: Final = 14
_PITCH: Final = 15
_BOX: Final = (128, 22)


@dataclass(frozen=True, slots=True)
class Line:
    """A seat: an SVG path, the role (its colour is in the style sheet), its pattern, faint or not."""

    path: str
    role: str
    dash: str
    faint: bool


def still(years: Years, year: int, lang: str) -> Markup:
    """Return the picture of ``year`` as inline SVG, titled and described in ``lang``."""
    graph, places = years.graphs[year], years.places
    columns = {side: _column(list(graph), places, side) for side in ("left", "middle", "right")}
    height = _TOP * 2 + _PITCH * max(1, *(len(column) for column in columns.values()))
    spots = {
        key: (x, _TOP + (n + 0.5) * (height - 2 * _TOP) / len(columns[side]))
        for side, x in (("left", 165.0), ("middle", WIDTH / 2), ("right", WIDTH - 165.0))
        for n, key in enumerate(columns[side])
    }
    lines = [
        _line(spots[one], spots[two], role, basis == "stated" and not is_quiet(graph, two))
        for one, two, role, basis in _seats(years, year)
        if one in spots and two in spots
    ]
    middle = set(columns["middle"])
    names = {key: _lines(_name(years, key, lang), 18 if key in middle else 27) for key in spots}
    template = environment().get_template("still.svg.j2")
    context = {"width": WIDTH, "height": height, "lines": lines, "spots": spots, "names": names, "box": _BOX}
    svg = template.render(context, t=translator(lang), places=places, year=year)
    return Markup(svg)  # noqa: S704 - rendered with autoescape


def role_colours() -> str:
    """Return the style rules that colour the lines by role, for both schemes."""
    light = "".join(f".still .r-{role}{{stroke:{stroke.light}}}" for role, stroke in STROKES.items())
    dark = "".join(f".still .r-{role}{{stroke:{stroke.dark}}}" for role, stroke in STROKES.items())
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _column(present: Iterable[str], places: Mapping[str, Place], side: str) -> list[str]:
    return sorted((key for key in present if places[key].side == side), key=lambda key: places[key].order)


def _seats(years: Years, year: int) -> Iterator[tuple[str, str, str, str]]:
    for one, two, edge in years.graphs[year].edges(data=True):
        yield one, two, str(edge["role"]), str(edge["basis"])


def _line(start: tuple[float, float], end: tuple[float, float], role: str, strong: bool) -> Line:
    (x1, y1), (x2, y2) = start, end
    x2 += 0 if x1 == x2 else (-_BOX[0] / 2 if x1 < x2 else _BOX[0] / 2)
    bend = (x1 + x2) / 2
    path = f"M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    stroke = stroke_of(role)
    return Line(path, role, " ".join(str(part) for part in stroke.dash), not strong)


def _lines(name: str, most: int) -> list[str]:
    """Return a long name in two lines, broken where they come out most even."""
    words = name.split(" ")
    if len(name) <= most or len(words) == 1:
        return [name]
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    first, second = min(cuts, key=lambda cut: max(len(cut[0]), len(cut[1])))
    return [first, second]


def _name(years: Years, key: str, lang: str) -> str:
    node, snapshot = years.union.nodes[key], years.snapshot
    ref = Ref(node["kind"], node["local"])
    if ref in snapshot.participants and snapshot.participants[ref].iso3:
        return snapshot.label(ref).get(lang)
    found = snapshot.participants[ref] if ref in snapshot.participants else snapshot.mechanisms[ref.id]
    return short_in(snapshot, found).get(lang)
