"""The long texts of the document apart from the rest: only what is selected shows them.

They are a third of its weight on the way to a reader, so a page may draw first and ask for them after.
"""

from __future__ import annotations

from typing import Any, Final

#: Member of the document → the texts of its rows that stand in ``details``, under the row's id.
LONG: Final = {
    "mechanisms": ("about",),
    "mandates": ("definition",),
    "seats": ("note", "reason"),
    "assignments": ("note", "reason"),
    "conflicts": ("note", "outcome", "reason"),
}

Details = dict[str, dict[str, dict[str, Any]]]


def set_apart(found: dict[str, Any]) -> tuple[dict[str, Any], Details]:
    """Return the members of ``found`` without their long texts, and these: member → id → text by name.

    What is absent (None) stands in neither.
    """
    details: Details = {}
    kept = dict(found)
    for member, names in LONG.items():
        rows = found[member]
        kept[member] = [{key: value for key, value in row.items() if key not in names} for row in rows]
        texts = {row["id"]: {name: row[name] for name in names if row[name] is not None} for row in rows}
        details[member] = {key: said for key, said in texts.items() if said}
    return kept, details
