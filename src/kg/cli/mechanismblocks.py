"""What is known about a mechanism as lines: names, seats, mandates, ties, events, advice, claims."""

from __future__ import annotations

from collections.abc import Iterator

from kg.asof import Selection, seats
from kg.cli.figures import amount, when, whom
from kg.cli.words import sentence, word
from kg.model import Mechanism
from kg.names import NAME_USED
from kg.recommendations import touching
from kg.rows.base import Row
from kg.rows.entities import recommendation_row
from kg.rows.memberships import membership_row
from kg.snapshot import Snapshot


def lines_of(
    snapshot: Snapshot, body: Mechanism, selection: Selection, detail: Row, lang: str
) -> Iterator[Row]:
    """Yield ``{block, property, value, whom, when, remarks, sources}`` of all that ``detail`` and others say.

    ``detail`` is the row of the mechanism; ``selection`` says as of which year the seats are.
    """
    yield from _names(detail, selection, lang)
    for seat in seats(snapshot, selection, mechanism=body.id):
        yield _seat(membership_row(snapshot, seat, lang), lang)
    for row in detail["mandates"]:
        yield _line("mandates", word("mandate", lang), row["label"], row, remarks=_rank(row, lang))
    yield from (_tie(row, lang) for row in detail["relations"])
    for row in detail["instruments"]:
        yield _line("instruments", row["type_label"], row["name"], row, when=row["adopted"])
    for row in detail["events"]:
        day = row["date"] or row["year"]
        yield _line("events", row["place"], row["name"], row, when=day)
    for advice in touching(snapshot, body.ref, selection.sources):
        yield _advice(recommendation_row(snapshot, advice, lang))
    yield from _claims(detail, lang)


def _line(
    block: str,
    what: object,
    value: object,
    row: Row,
    *,
    whom: str = "",
    when: object = None,
    remarks: str = "",
) -> Row:
    return {
        "block": block,
        "property": what or None,
        "value": value,
        "whom": whom or None,
        "when": when,
        "remarks": remarks or None,
        "sources": row["sources"],
    }


def _names(detail: Row, selection: Selection, lang: str) -> Iterator[Row]:
    for row in detail["names"]:
        unused = not row["sources"] and selection.sources is None
        kind = "acronym" if row["name"] == detail["acronym"] else row["lang"]
        called = word(f"tongue.{kind}" if kind else "name", lang)
        remarks = sentence("no_source_name", lang) if unused else ""
        yield _line("names", called, row["name"], row, remarks=remarks)


def _seat(row: Row, lang: str) -> Row:
    spell = f"{row['since'] or ''}–{row['until'] or ''}"
    remarks = "; ".join(part for part in (word(row["basis"], lang), _rank(row, lang)) if part)
    name = row["participant_name"]
    return _line(
        "members", row["role_label"], name, row, when=spell if spell != "–" else None, remarks=remarks
    )


def _tie(row: Row, lang: str) -> Row:
    arrow = "← " if row["direction"] == "in" else ""
    return _line(
        "relations", arrow + row["property_label"], row["target"]["name"], row, remarks=_rank(row, lang)
    )


def _advice(row: Row) -> Row:
    return _line(
        "recommendations",
        row["number"],
        row["description"] or row["name"],
        row,
        whom="; ".join(row["addressees"]),
        when=row["deadline"] or row["target_year"],
        remarks=row["target"] or "",
    )


def _claims(detail: Row, lang: str) -> Iterator[Row]:
    """Yield what is not told by another block: ties and names are claims too."""
    told = {row["statement"] for row in detail["relations"]}
    for block in ("claims", "figures", "contributions"):
        for row in detail[block]:
            if row["id"] not in told and row["property"] != NAME_USED:
                value, named = amount(row, lang), whom(row)
                year = None if when(row) == "—" else when(row)
                yield _line(
                    block,
                    row["property_label"],
                    value,
                    row,
                    whom="" if named == "—" else named,
                    when=year,
                    remarks=_remarks(row, lang),
                )


def _remarks(row: Row, lang: str) -> str:
    """Return place in a list, fields of work, the model followed, a rank that is not normal."""
    parts = [sentence("in_list", lang, place=row["ordinal"])] if row["ordinal"] is not None else []
    parts += [field["label"] for field in row["mandates"]]
    parts += [sentence("follows", lang, name=model["subject_name"]) for model in row["follows"]]
    return "; ".join([*parts, *filter(None, [_rank(row, lang)])])


def _rank(row: Row, lang: str) -> str:
    return word(row["rank"], lang) if row["rank"] != "normal" else ""
