"""Roles with the shape and the colours by which they are drawn: no two look alike without colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from kg.explorer.citing import two
from kg.model import Ref
from kg.snapshot import Snapshot
from kg.views.roles import order_of, stroke_of

#: What can be told apart at ten pixels, in the order in which roles without a shape of their own take them.
SHAPES: Final = ("square", "circle", "diamond", "triangle", "ring", "half-square", "cross", "dash", "plus")
_SHAPE_OF: Final = {
    "member": "square",
    "chair": "diamond",
    "host-country": "circle",
    "associated-state": "half-square",
    "observer": "ring",
    "supporter": "triangle",
    "contributor": "cross",
    "partner": "plus",
    "signatory": "cross",
    "endorser": "triangle",
    "attendee": "dash",
}


def roles(snapshot: Snapshot, used: Iterable[str]) -> list[dict[str, Any]]:
    """Return the roles ``used``, the closest tie first, each with label, definition, colours and shape."""
    names = sorted(set(used), key=order_of)
    shapes = _shapes(names)
    found = []
    for place, name in enumerate(names):
        stroke = stroke_of(name, place)
        concept = snapshot.concepts.get("role", {}).get(name)
        found.append(
            {
                "id": name,
                "label": two(snapshot.label(Ref("role", name))),
                "about": two(concept.definition) if concept else None,
                "light": stroke.light,
                "dark": stroke.dark,
                "dash": list(stroke.dash),
                "width": stroke.width,
                "shape": shapes[name],
            }
        )
    return found


def _shapes(names: list[str]) -> dict[str, str]:
    """Return a shape for each role, another for each as long as there are enough."""
    found: dict[str, str] = {}
    for name in names:
        wanted = _SHAPE_OF.get(name)
        if wanted is not None and wanted not in found.values():
            found[name] = wanted
    free = [shape for shape in SHAPES if shape not in found.values()]
    for place, name in enumerate(name for name in names if name not in found):
        found[name] = free[place] if place < len(free) else SHAPES[place % len(SHAPES)]
    return found
