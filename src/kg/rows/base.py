"""What every kind of row shares: citations, references to nodes, and a row as the cells of a table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from kg.model import Citation, Ref, Statement
from kg.namespaces import KINDS, iri
from kg.snapshot import Snapshot

#: A JSON object; its values are plain Python.
Row = dict[str, Any]

#: A cell that begins so would be run as a formula by a spreadsheet (OWASP, CSV injection); apostrophes before
#: it are counted in, so that taking one away gives back exactly what was there.
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def cite_rows(citations: Iterable[Citation], lang: str) -> list[Row]:
    """Return ``[{id, title, locator, stance, url}]``, each citation once, by source and place.

    ``id`` is the source's id, ``title`` its title in its own language (else its name in ``lang``),
    ``url`` its own address or None.
    """
    unique = {(cite.id, cite.stance): cite for cite in citations}
    ordered = sorted(unique.values(), key=lambda cite: (cite.source.id, cite.id, cite.stance))
    return [
        {
            "id": cite.source.id,
            "title": cite.source.title or cite.source.label.get(lang),
            "locator": cite.locator,
            "stance": cite.stance.value,
            "url": cite.source.url,
        }
        for cite in ordered
    ]


def node_row(snapshot: Snapshot, ref: Ref, lang: str) -> Row:
    """Return ``{type, id, iri, name}`` of any node."""
    address = iri(ref.kind, ref.id) if ref.kind in KINDS else None
    return {"type": ref.kind, "id": ref.id, "iri": address, "name": snapshot.label(ref).get(lang)}


def name_of(snapshot: Snapshot, kind: str, local: str | None, lang: str) -> str | None:
    """Return the name of the node ``kind:local`` in ``lang`` (None for no node)."""
    return None if local is None else snapshot.label(Ref(kind, local)).get(lang)


def statement_part(row: Statement, citations: Iterable[Citation], lang: str) -> Row:
    """Return the fields that every statement has: identity, rank and its reason, remark, sources."""
    return {
        "id": row.id,
        "iri": row.iri,
        "rank": row.rank.value,
        "rank_reason": row.rank_reason.get(lang) if row.rank_reason else None,
        "inferred": row.inferred,
        "note": row.note.get(lang) if row.note else None,
        "sources": cite_rows(citations, lang),
    }


def as_remark(part: Row) -> Row:
    """Return a :func:`statement_part` for a row with an id of its own: ``statement``, ``statement_iri``."""
    names = {"id": "statement", "iri": "statement_iri"}
    return {names.get(key, key): value for key, value in part.items()}


def as_cells(row: Row) -> dict[str, str]:
    """Return ``row`` as the cells of a table that a spreadsheet may open.

    Lists become ``a; b``, objects their id or name, citations ``id (locator) [stance]`` joined by `` | ``;
    None is empty. A text that a spreadsheet would run as a formula gets a leading apostrophe
    (CWE-1236), which :func:`restored` takes away; numbers stay as they are.
    """
    return {key: _cell(key, value) for key, value in row.items()}


def restored(cell: str) -> str:
    """Return the text that stands in ``cell`` of a CSV of ours: without the apostrophe that defuses it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = _sources_text(value) if key == "sources" and isinstance(value, list) else _text(value)
    return "'" + text if _FORMULA.match(text) else text


def _sources_text(sources: list[Row]) -> str:
    return " | ".join(f"{cite['id']} ({cite['locator']}) [{cite['stance']}]" for cite in sources)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, dict):
        for key in ("id", "value", "name"):
            if isinstance(value.get(key), str):
                return str(value[key])
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
