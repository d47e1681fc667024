"""The page of the overlap explorer: its data, its one script, its style, and its two frames (page, embed)."""

from __future__ import annotations

from kg.views.explorer.data import DETAILS, document_of, first_of, packed_of, part_of
from kg.views.explorer.page import VIEWS, Asking, explorer_page

__all__ = ["DETAILS", "VIEWS", "Asking", "document_of", "explorer_page", "first_of", "packed_of", "part_of"]
