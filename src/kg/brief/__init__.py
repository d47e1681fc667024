"""The printable brief of a state, a mechanism or two mechanisms: what to know before a coordination meeting.

:func:`brief` makes the content, :func:`brief_page` a page made for print, :func:`brief_docx` a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.brief.asked import request_for
from kg.brief.compose import brief
from kg.brief.model import Brief, Request
from kg.brief.page import brief_page

if TYPE_CHECKING:
    from kg.brief.document import brief_docx

__all__ = ["Brief", "Request", "brief", "brief_docx", "brief_page", "request_for"]


def __getattr__(name: str) -> Any:
    """Import python-docx only where a document is asked for."""
    if name == "brief_docx":
        from kg.brief.document import brief_docx

        return brief_docx
    raise AttributeError(f"module 'kg.brief' has no attribute {name!r}")
