"""What an address of the explorer asks for, as far as the server reads it: nothing in it is an error."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import QueryParams

from api.negotiation import LANGUAGES
from kg.views.explorer import VIEWS, Asking
from kg.views.words import explorer_catalogue, translated

#: What the page's script reads; the server itself reads only ``lang``, ``year`` and ``view``.
_STATE: Final = frozenset(
    {"lang", "year", "view", "roles", "off", "on", "source", "sel", "tab", "try", "states", "mandates"}
)
_DIGITS: Final = re.compile(r"[0-9]{1,9}")
#: Words of a stranger that are said back: how many, and how long each may be.
_MOST: Final = 8
_LONGEST: Final = 40


def asking_of(query: QueryParams, lang: str, years: tuple[int, int], *, embedded: bool, base: str) -> Asking:
    """Return what ``query`` asks for, in ``lang``: the nearest year and view, and in words what was ignored.

    ``years`` are the first and the last that can be shown.
    """
    t = translated(explorer_catalogue(lang))
    unknown = [name for name in dict.fromkeys(query) if name not in _STATE]
    ignored = [_cut(f"{name}={query[name]}") for name in unknown]
    if "lang" in query and query["lang"] not in LANGUAGES:
        ignored.append(_cut(f"lang={query['lang']}"))
    year, view = _year(query.get("year"), years), _view(query.get("view"), embedded)
    for name, shown in (("year", year), ("view", view)):
        if name in query and query[name] != str(shown) and (embedded or name != "view"):
            ignored.append(t("plain.nearest", name=name, value=_cut(query[name]), shown=shown))
    return Asking(lang=lang, year=year, view=view, base_url=base, ignored=tuple(ignored[:_MOST]))


def _year(text: str | None, years: tuple[int, int]) -> int:
    first, last = years
    if text is None or not _DIGITS.fullmatch(text):
        return last
    return min(max(int(text), first), last)


def _view(text: str | None, embedded: bool) -> str:
    if not embedded:
        return ""
    return text if text in VIEWS else VIEWS[0]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
