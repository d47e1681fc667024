"""The explorer as one HTML document: at ``/``, in a frame of another site, or as a file to keep."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup

from kg.errors import ParameterError
from kg.snapshot import Snapshot
from kg.views.explorer.bundle import script, sheet
from kg.views.explorer.data import document_of, map_text, packed_of
from kg.views.explorer.plain import plain
from kg.views.page import Page, inline, policy, script_json
from kg.views.shell import asset, environment
from kg.views.words import LANGUAGES, Translate, explorer_catalogue, translated

#: What can be shown alone in the frame of another site.
VIEWS: Final = (
    "matrix",
    "square",
    "intersections",
    "map",
    "panel",
    "network",
    "timeline",
    "table",
    "conflicts",
    "whatif",
)


#: Beginnings of the keys of words that only the server uses.
_SERVED: Final = ("plain.", "brief.")


@dataclass(frozen=True, slots=True)
class Asking:
    """How the page is asked for.

    ``year``: None is the dataset's; ``view``: the one view of an embedded page ("" for the whole page);
    ``ignored``: what was asked for and cannot be had, in words.
    """

    lang: str = "en"
    year: int | None = None
    view: str = ""
    offline: bool = False
    base_url: str = ""
    ignored: tuple[str, ...] = ()


def explorer_page(snapshot: Snapshot, asking: Asking | None = None) -> Page:
    """Return the explorer of ``snapshot``.

    Raises ParameterError for a language without words, a year outside the document's years, and a view that
    does not exist.
    """
    wanted = asking or Asking()
    document = document_of(snapshot)
    first, last = document["first"], document["now"]
    year = last if wanted.year is None else wanted.year
    wanted = replace(wanted, year=year)
    _check(wanted, first, last)
    t = translated(explorer_catalogue(wanted.lang))
    parts = _parts()
    html = (
        environment()
        .get_template("explorer.html.j2")
        .render(
            **_frame(wanted, t),
            **vars(parts),
            plain=plain(snapshot, document, year, wanted.lang, t),
            first=first,
            last=last,
            snapshot=snapshot,
            data=_compressed(packed_of(snapshot)) if wanted.offline else "",
            page=_page(snapshot, wanted),
            meta_csp=parts.policy(header=False),
        )
    )
    return Page(html, parts.policy(connect=not wanted.offline, framed=bool(wanted.view)))


@dataclass(frozen=True)
class _Parts:
    """What is the same in every page: texts that may stand in it, and the policy that allows them."""

    css: Markup
    early: Markup
    code: Markup
    words: Markup
    map: Markup

    def policy(self, **how: bool) -> str:
        """Return the policy for these texts; ``how`` as :func:`kg.views.page.policy` takes it."""
        return _policy(self, tuple(sorted(how.items())))


@lru_cache(maxsize=1)
def _parts() -> _Parts:
    return _Parts(
        css=inline(sheet()),
        early=inline(asset("explorer", "early.js")),
        code=inline(script()),
        words=script_json(_words()),
        map=_raw_json(map_text()),
    )


@lru_cache(maxsize=8)
def _policy(parts: _Parts, how: tuple[tuple[str, bool], ...]) -> str:
    return policy([parts.early, parts.code], [parts.css], **dict(how))


def _check(asking: Asking, first: int, last: int) -> None:
    if asking.lang not in LANGUAGES:
        raise ParameterError("lang", f"must be one of {', '.join(LANGUAGES)}.")
    if asking.year is None or not first <= asking.year <= last:
        raise ParameterError("year", f"must be from {first} to {last}, not {asking.year}.")
    if asking.view and asking.view not in VIEWS:
        raise ParameterError("view", f"must be one of {', '.join(VIEWS)}.")


def _frame(asking: Asking, t: Translate) -> dict[str, Any]:
    return {
        "t": t,
        "lang": asking.lang,
        "languages": LANGUAGES,
        "base": asking.base_url.rstrip("/"),
        "offline": asking.offline,
        "view": asking.view,
        "year": asking.year,
        "ignored": asking.ignored,
    }


def _page(snapshot: Snapshot, asking: Asking) -> Mapping[str, Any]:
    """Return what the script is told about the page that it stands in."""
    return {
        "lang": asking.lang,
        "year": asking.year,
        "offline": asking.offline,
        "embed": asking.view,
        "base": asking.base_url.rstrip("/"),
        "version": snapshot.version,
    }


def _words() -> Mapping[str, Any]:
    """Return what the script says, each key with its words in every language."""
    found = [explorer_catalogue(lang) for lang in LANGUAGES]
    keys = [key for key in sorted(found[0]) if not key.startswith(_SERVED)]
    return {"languages": LANGUAGES, "words": {key: [words[key] for words in found] for key in keys}}


def _compressed(text: bytes) -> Markup:
    """Return ``text`` compressed by gzip, as base64: in plain it would be half of the file."""
    return Markup(base64.b64encode(gzip.compress(text, 9, mtime=0)).decode())  # noqa: S704 - base64


def _raw_json(text: str) -> Markup:
    """Return JSON text that no HTML parser can leave, as :func:`kg.views.page.script_json` writes it."""
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - every character that could end the script element is escaped above
