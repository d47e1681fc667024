"""Content negotiation as pure functions (RFC 9110, section 12): Accept, Accept-Language, Accept-Encoding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LANGUAGES: Final = ("en", "es")
_MAX_RANGES = 64


@dataclass(frozen=True, slots=True)
class Format:
    """A representation on offer: ``name`` is the word of ``format=``, ``media_type`` what is sent."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()
    charset: bool = True

    @property
    def content_type(self) -> str:
        """The value of Content-Type."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type

    @property
    def media_types(self) -> tuple[str, ...]:
        """Every media type under which it can be asked for."""
        return (self.media_type, *self.aliases)


JSON: Final = Format("json", "application/json", charset=False)
CSV: Final = Format("csv", "text/csv")
TURTLE: Final = Format("ttl", "text/turtle", ("application/x-turtle",))
JSON_LD: Final = Format("jsonld", "application/ld+json", charset=False)
GRAPHML: Final = Format("graphml", "application/graphml+xml")
GEXF: Final = Format("gexf", "application/gexf+xml", ("application/xml", "text/xml"))
HTML: Final = Format("html", "text/html", ("application/xhtml+xml",))

#: What every list and detail offers, the default first.
ROWS: Final = (JSON, CSV, TURTLE, JSON_LD)
NETWORK: Final = (JSON, GRAPHML, GEXF)


@dataclass(frozen=True, slots=True)
class Range:
    """One element of an Accept-like header: a value, its parameters, its weight in 0..1."""

    value: str
    parameters: tuple[tuple[str, str], ...]
    q: float


@lru_cache(maxsize=512)
def parse(header: str) -> tuple[Range, ...]:
    """Return the elements of an Accept-like header; malformed elements are left out (RFC 9110, 12.4.2)."""
    found = (_range(part) for part in header.split(",")[:_MAX_RANGES])
    return tuple(item for item in found if item is not None)


def _range(part: str) -> Range | None:
    value, *rest = (piece.strip() for piece in part.split(";"))
    if not value:
        return None
    q, parameters = 1.0, []
    for piece in rest:
        name, equals, text = piece.partition("=")
        if name.strip().lower() == "q":
            weight = _weight(text.strip())
            if weight is None:
                return None
            q = weight
            break
        if equals:
            parameters.append((name.strip().lower(), text.strip().strip('"').lower()))
    return Range(value.lower(), tuple(parameters), q)


def _weight(text: str) -> float | None:
    digits = text.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()) or len(text) > 5:
        return None
    q = float(text)
    return q if q <= 1 else None


def choose(accept: str | None, offers: Sequence[Format]) -> Format | None:
    """Return the offer that ``accept`` prefers; None when it excludes all of them (406).

    An offer's weight is that of the most specific range that covers it; ties go to the earlier offer. No
    header, or an empty one, accepts everything.
    """
    if accept is None or not accept.strip():
        return offers[0]
    ranges = parse(accept)
    best, best_q = None, 0.0
    for offer in offers:
        q = max(_quality(offer.media_type, ranges), _named(offer.aliases, ranges))
        if q > best_q:
            best, best_q = offer, q
    return best


def _named(aliases: Sequence[str], ranges: Sequence[Range]) -> float:
    """Return the weight under which an alias is asked for by its own name: wildcards mean what is sent."""
    weights = [item.q for item in ranges for media in aliases if _specificity(media, item, exactly=True)]
    return max(weights, default=0.0)


def _quality(media: str, ranges: Sequence[Range]) -> float:
    best, q = (-1, -1), 0.0
    for item in ranges:
        specificity = _specificity(media, item)
        if specificity is not None and specificity > best:
            best, q = specificity, item.q
    return q


def _specificity(media: str, item: Range, exactly: bool = False) -> tuple[int, int] | None:
    """Return how closely ``item`` covers ``media``; None when it does not (``exactly``: by wildcards)."""
    if any(name != "charset" or value != "utf-8" for name, value in item.parameters):
        return None
    if item.value == media:
        return 2, len(item.parameters)
    if exactly:
        return None
    kind = media.partition("/")[0]
    if item.value == f"{kind}/*":
        return 1, 0
    return (0, 0) if item.value == "*/*" else None


def by_name(name: str, offers: Sequence[Format]) -> Format | None:
    """Return the offer called ``name`` (or having that media type), in any case."""
    wanted = name.strip().lower()
    return next((offer for offer in offers if wanted == offer.name or wanted in offer.media_types), None)


@lru_cache(maxsize=512)
def language(header: str | None) -> str:
    """Return ``en`` or ``es``, whichever Accept-Language prefers (basic filtering, RFC 4647, 3.3.1)."""
    best, best_q = LANGUAGES[0], 0.0
    for item in parse(header or ""):
        primary = item.value.partition("-")[0]
        known = primary if primary in LANGUAGES else LANGUAGES[0] if primary == "*" else None
        if known is not None and item.q > best_q:
            best, best_q = known, item.q
    return best


@lru_cache(maxsize=512)
def accepts_gzip(header: str | None) -> bool:
    """Tell whether Accept-Encoding allows gzip."""
    weights = {item.value: item.q for item in parse(header or "")}
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0
