"""A finished page with the policy that it needs, and the few ways in which text enters HTML safely."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kg.atomic import write_bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML document and the value of its ``Content-Security-Policy`` header."""

    html: str
    csp: str


def write(page: Page, path: str | Path) -> Path:
    """Write ``page`` as UTF-8 with plain line ends whole or not at all and return where; raises DataError."""
    target = Path(path)
    write_bytes(target, page.html.encode("utf-8"))
    return target


def digest(text: str) -> str:
    """Return the CSP source expression of an inline script or style (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(
    scripts: Iterable[str] = (),
    styles: Iterable[str] = (),
    *,
    connect: bool = False,
    header: bool = True,
    framed: bool = False,
) -> str:
    """Return a policy under which exactly these inline texts run and nothing is fetched.

    ``connect`` lets scripts and forms reach the page's own server. ``header`` adds what a policy in a
    ``<meta>`` element may not say (``frame-ancestors``); ``framed`` lets any site show the page in a frame.
    """
    own = "'self'" if connect else "'none'"
    parts = [
        "default-src 'none'",
        f"script-src {_hashes(scripts)}",
        f"style-src {_hashes(styles)}",
        "img-src data:",
        f"connect-src {own}",
        f"form-action {own}",
        "base-uri 'none'",
    ]
    ancestors = "frame-ancestors *" if framed else "frame-ancestors 'none'"
    return "; ".join([*parts, ancestors] if header else parts)


def script_json(value: Any) -> Markup:
    """Return ``value`` as JSON that no HTML parser can leave: ``<``, ``>``, ``&`` become escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - every character that could end the script element is escaped above


def inline(text: str) -> Markup:
    """Return our own script or style text for an inline element; ValueError where it would end it."""
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ValueError("an inline text may not hold a closing tag or the start of a comment")
    return Markup(text)  # noqa: S704 - shipped with the package and checked above


def _hashes(texts: Iterable[str]) -> str:
    return " ".join(digest(text) for text in texts) or "'none'"
