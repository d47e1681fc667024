"""A brief as a page made for print: two sheets of A4 or Letter, readable on a screen and a telephone too."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from markupsafe import Markup

from kg.brief.model import Brief
from kg.brief.notes import written
from kg.brief.words import Words
from kg.views.page import Page, inline, policy
from kg.views.shell import asset, environment
from kg.views.words import LANGUAGES

#: Characters, or what takes as much room, that fit on two sheets in letters of the usual size.
_ROOM: Final = 5250


def brief_page(brief: Brief, *, offline: bool = False, base_url: str = "", query: str = "") -> Page:
    """Return ``brief`` as a page without a script; ``offline``: a file to keep, without links to a server.

    ``query`` is what the links to the same brief in the other language and as a document keep of the address
    (without ``lang``). Raises KeyError for words that are missing.
    """
    css = _style(brief)
    base = base_url.rstrip("/")
    other = next(lang for lang in LANGUAGES if lang != brief.lang)
    path = f"{base}{path_of(brief)}"
    html = (
        environment()
        .get_template("brief.html.j2")
        .render(
            b=brief,
            t=Words(brief.lang),
            written=lambda marks: written(marks, brief.notes),
            drawing=Markup(brief.picture.svg) if brief.picture else "",  # noqa: S704 - escaped where it is drawn
            css=inline(css),
            dense=_dense(brief),
            policy=policy((), [css], header=False),
            offline=offline,
            base=base,
            explorer=_explorer(brief),
            document=_address(f"{path}.docx", brief.lang, query),
            translation=_address(path, other, query),
            other=other,
        )
    )
    return Page(html, policy((), [css]))


def _dense(brief: Brief) -> bool:
    """Tell whether there is so much to read that two sheets need smaller letters."""
    cells = (
        said
        for part in brief.sections
        if part.table
        for row in part.table.rows
        for cell in row
        for said in cell
    )
    lines = (said for part in brief.sections for said in part.lines)
    words = sum(len(said.text) + 2 * len(said.marks) for said in (*cells, *lines, *brief.answer))
    cited = sum(len(note.title) + len(note.url) + 40 for note in brief.notes)
    return words + cited // 2 + (brief.picture.height * 4 if brief.picture else 0) > _ROOM


def _style(brief: Brief) -> str:
    """Return the style sheet, with a class for each width of a column."""
    widths = {width for part in brief.sections if part.table for width in part.table.widths}
    return asset("css", "brief.css") + "".join(
        f".w-{width} {{ width: {width}%; }}\n" for width in sorted(widths)
    )


def path_of(brief: Brief) -> str:
    """Return the path of a brief on the server."""
    return f"/brief/{brief.kind}/{'/'.join(quote(ref.id) for ref in brief.subjects)}"


def _address(path: str, lang: str, query: str) -> str:
    return f"{path}?{urlencode({'lang': lang})}{'&' if query else ''}{query}"


def _explorer(brief: Brief) -> str:
    """Return the view of the explorer in which the same things are selected."""
    ids = "+".join(ref.id for ref in brief.subjects)
    first = brief.subjects[0]
    selected = f"pair:{ids}" if brief.kind == "pair" else f"{first.kind}:{first.id}"
    return f"?lang={brief.lang}#sel={quote(selected, safe=':+')}"
