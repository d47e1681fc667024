"""How a role is drawn: colour and line pattern together, so that neither has to be seen alone.

Colours follow Okabe and Ito (Color Universal Design, 2008), darkened to a contrast of at least 4.5:1 on the
light ground and lightened likewise for the dark one. Patterns are lengths of dash and gap in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: colour on light ground, colour on dark ground, dash pattern (empty: solid), width in pixels."""

    light: str
    dark: str
    dash: tuple[int, ...] = ()
    width: float = 1.5


STROKES: Final[dict[str, Stroke]] = {
    "member": Stroke("#0b5a94", "#6db6ec"),
    "chair": Stroke("#6a3d9a", "#c3a5ea", (), 3.0),
    "host-country": Stroke("#00695c", "#58c7b2", (12, 4)),
    "associated-state": Stroke("#3d6b00", "#a9d15c", (10, 3, 2, 3)),
    "observer": Stroke("#a85400", "#f3a85a", (2, 4)),
    "supporter": Stroke("#b3261e", "#ff9d8f", (7, 5)),
    "contributor": Stroke("#7a5c00", "#e3c04f", (7, 3, 2, 3, 2, 3)),
    "partner": Stroke("#5d4037", "#cfae9f", (3, 3)),
    "signatory": Stroke("#9c2a6b", "#f08cc4", (14, 3, 3, 3)),
    "endorser": Stroke("#a01f7d", "#f28bd8", (5, 3)),
    "attendee": Stroke("#566270", "#a3b2c2", (1, 5)),
}
_FURTHER: Final = (
    Stroke("#33475b", "#b8c8d8", (9, 2, 2, 2, 2, 2)),
    Stroke("#275d38", "#8fd0a3", (4, 2, 1, 2)),
    Stroke("#7b1e3a", "#f0a0b4", (16, 6)),
)


def stroke_of(role: str, further: int = 0) -> Stroke:
    """Return how ``role`` is drawn; ``further`` tells apart roles that have no stroke of their own."""
    return STROKES.get(role) or _FURTHER[further % len(_FURTHER)]


def order_of(role: str) -> tuple[int, str]:
    """Return a sort key that puts the closest ties first."""
    names = list(STROKES)
    return (names.index(role) if role in STROKES else len(names), role)
