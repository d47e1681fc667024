"""The tables of statements: memberships, mandate assignments, claims, figures, and the places cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.asof import Selection, seats
from kg.export.cells import Cell, Recipe, Record, both, join, ranked
from kg.figures import figures
from kg.model import Citation, Claim, MandateAssignment, Membership, Ref, Source, Statement, Text, Value
from kg.snapshot import Snapshot


def _memberships(snapshot: Snapshot) -> Iterable[tuple[Membership, bool]]:
    """Yield each membership and whether it answers "now"."""
    now = {seat.membership.id for seat in seats(snapshot, Selection(roles=None))}
    for row in sorted(snapshot.memberships, key=lambda row: row.id):
        yield row, row.id in now


def _membership(snapshot: Snapshot, held: tuple[Membership, bool]) -> Record:
    row, now = held
    person = snapshot.participants.get(row.participant)
    return {
        "id": row.id,
        "mechanism": row.mechanism,
        **both("mechanism_name", snapshot.label(Ref("mechanism", row.mechanism))),
        "participant_type": row.participant.kind,
        "participant": row.participant.id,
        **both("participant_name", snapshot.label(row.participant)),
        "iso3": person.iso3 if person else None,
        "role": row.role,
        "since": row.since,
        "since_year": row.span.since,
        "until": row.until,
        "until_year": row.span.until,
        "attested_years": join(row.attested),
        "holds_now": now,
        **ranked(row),
    }


def _assignment(snapshot: Snapshot, row: MandateAssignment) -> Record:
    return {
        "id": row.id,
        "mechanism": row.mechanism,
        "mandate": row.mandate,
        **both("mandate_label", snapshot.label(Ref("mandate", row.mandate))),
        **ranked(row),
    }


def _told(snapshot: Snapshot, row: Claim) -> Record:
    return {
        "id": row.id,
        "kind": row.kind,
        "subject_type": row.subject.kind,
        "subject": row.subject.id,
        "property": row.property,
        **both("property_label", snapshot.properties.get(row.property)),
        "value": _value(row),
    }


def _claim(snapshot: Snapshot, row: Claim) -> Record:
    return {
        **_told(snapshot, row),
        "value_es": row.value.words.es if row.value.words else None,
        "value_type": row.value.ref.kind if row.value.ref else row.value.datatype,
        **_narrowed(row),
        "ordinal": row.ordinal,
        "follows": join(row.follows),
        **ranked(row),
    }


def _figure(snapshot: Snapshot, row: Claim) -> Record:
    return {
        **_told(snapshot, row),
        **both("subject_name", snapshot.label(row.subject)),
        **both("unit_label", snapshot.label(Ref("unit", row.unit)) if row.unit else None),
        **both("contributor_name", snapshot.label(row.contributor) if row.contributor else None),
        **_narrowed(row),
        **ranked(row),
    }


def _narrowed(row: Claim) -> Record:
    """Return what narrows the value of a claim."""
    return {
        "approximation": row.approximation,
        "unit": row.unit,
        **both("population", row.population),
        "year": row.year,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "contributor": row.contributor.id if row.contributor else None,
        **both("contributor_group", row.contributor_group),
        "concerns": join(row.concerns),
        "mandates": join(row.mandates),
    }


def _value(row: Claim) -> Cell:
    if row.value.ref is None and row.value.datatype == "integer":
        return int(row.value.text)
    if row.value.ref is None and row.value.datatype in ("decimal", "double"):
        return float(row.value.text)
    return row.value.text


def _citations(snapshot: Snapshot) -> Iterable[tuple[Statement, Citation]]:
    for row in sorted(snapshot.statements, key=lambda row: row.iri):
        for cite in row.citations:
            yield row, cite


def _citation(_: Snapshot, spoken: tuple[Statement, Citation]) -> Record:
    row, cite = spoken
    return {
        "statement": row.id,
        "statement_iri": row.iri,
        "citation": cite.id,
        "source": cite.source.id,
        "locator": cite.locator,
        "section": cite.section,
        "paragraph": cite.paragraph,
        "stance": cite.stance.value,
    }


_NOBODY: Final = Ref("state", "")
_NO_CLAIM: Final = Claim(id="", iri="", subject=_NOBODY, property="", value=Value(""))
_NO_PLACE: Final = Citation("", "", Source("", "", Text("", ""), ""), "")

MEMBERSHIPS: Final = Recipe(
    _memberships, _membership, (Membership(id="", iri="", mechanism="", participant=_NOBODY, role=""), False)
)
ASSIGNMENTS: Final = Recipe(
    lambda snapshot: sorted(snapshot.assignments, key=lambda row: row.id),
    _assignment,
    MandateAssignment(id="", iri="", mechanism="", mandate=""),
)
CLAIMS: Final = Recipe(lambda snapshot: sorted(snapshot.claims, key=lambda row: row.id), _claim, _NO_CLAIM)
FIGURES: Final = Recipe(figures, _figure, _NO_CLAIM)
CITATIONS: Final = Recipe(_citations, _citation, (Statement(id="", iri=""), _NO_PLACE))
