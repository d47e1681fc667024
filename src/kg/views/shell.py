"""The frame that every page shares: head, navigation, language switch, footer, and the policy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg.views.page import Page, inline, policy, script_json
from kg.views.words import LANGUAGES, translator

if TYPE_CHECKING:
    from jinja2 import Environment


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates: everything escaped, an undefined name is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # here: the server starts without it

    env = Environment(
        loader=PackageLoader("kg.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["script_json"] = script_json
    return env


@lru_cache(maxsize=64)
def asset(*path: str) -> str:
    """Return the text of a file under ``assets/``."""
    return files("kg.views").joinpath("assets", *path).read_text("utf-8")


def styles(*names: str) -> str:
    """Return the design system with the named further sheets as one style sheet."""
    return "\n".join(asset("css", f"{name}.css") for name in ("tokens", "base", *names))


def shell(
    title: str,
    body_html: str,
    lang: str,
    *,
    active: str = "",
    base_url: str = "",
    description: str = "",
    extra_css: str = "",
    scripts: Sequence[str] = (),
    connect: bool = False,
    query: str = "",
) -> Page:
    """Return ``body_html`` in the frame of the site.

    ``title`` and ``description`` are plain text and are escaped; ``body_html`` is HTML that the caller has
    escaped already. ``active`` marks the entry of the navigation that is the page itself ("sparql",
    "network", "conflicts", "docs", "home"). ``base_url`` stands before every link of the frame. ``extra_css``
    and ``scripts`` are inlined and allowed by hash; ``connect`` lets the scripts and forms reach the server.
    ``query`` is kept by the language switch (the part of the address after ``?lang=..&``).
    """
    css = styles() + ("\n" + extra_css if extra_css else "")
    template = environment().get_template("shell.html.j2")
    html = template.render(
        title=title,
        body=Markup(body_html),  # noqa: S704 - HTML by contract
        description=description,
        css=inline(css),
        scripts=[inline(text) for text in scripts],
        active=active,
        query=query,
        **frame(lang, base_url),
    )
    return Page(html, policy(scripts, [css], connect=connect))


def frame(lang: str, base_url: str) -> dict[str, Any]:
    """Return what the frame's template needs beside the page's own content."""
    return {"t": translator(lang), "lang": lang, "languages": LANGUAGES, "base": base_url.rstrip("/")}
