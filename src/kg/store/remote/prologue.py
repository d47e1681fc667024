"""The prefixes of the graph, declared in a query for a server that does not know them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.namespaces import PREFIXES

_DECLARED: Final = re.compile(r"(?i)\bprefix\s+([\w.-]*):")
_USED: Final = re.compile(r"(?<![\w:?$.-])([A-Za-z][\w-]*):")


def declared(query: str, prefixes: Mapping[str, str] = PREFIXES, base: str = "") -> str:
    """Return ``query`` with declarations of the ``prefixes`` that it uses and does not declare.

    They stand before its first line, so that the line numbers of a server's messages stay right. One too
    many does no harm, so names in strings and comments need not be told apart. ``base``: what relative IRIs
    are relative to, unless the query says.
    """
    missing = set(_USED.findall(query)) - set(_DECLARED.findall(query))
    head = f"BASE <{base}> " if base else ""
    return (
        head + "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in prefixes if name in missing) + query
    )
