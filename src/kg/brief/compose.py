"""A brief from the graph: which parts it has, in which order, and what every brief says about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.asof import existed
from kg.brief.desk import Desk
from kg.brief.model import Brief, Request, Said
from kg.brief.notes import Notes
from kg.brief.ofmechanism import MechanismBrief
from kg.brief.ofpair import PairBrief
from kg.brief.ofstate import StateBrief
from kg.brief.words import Words
from kg.model import Ref
from kg.namespaces import iri
from kg.overlap.conflicts import Conflict
from kg.snapshot import Snapshot


def brief(
    snapshot: Snapshot,
    request: Request,
    conflicts: Sequence[Conflict],
    neighbours: Mapping[str, Sequence[str]] | None = None,
) -> Brief:
    """Return the brief of ``request``: the answer first, then what it rests on, then the notes.

    ``conflicts`` are all disagreements of ``snapshot``; ``neighbours`` the land neighbours of states by ISO
    3166-1 alpha-3 code (None: a state's brief has no such part). Everything is as of one year by the rule of
    :mod:`kg.asof`; overlaps are those of :mod:`kg.overlap`. The same input gives the same brief.
    """
    words, notes = Words(request.lang), Notes(request.sources)
    desk = Desk(snapshot, request, words, notes, conflicts, neighbours or {})
    parts = _parts(desk)
    # In the order of reading, which is the order in which the notes are numbered.
    answer = (*_absent(desk), *parts.answer())
    how = parts.how() if isinstance(parts, PairBrief) else ()
    figures, picture = parts.figures(), parts.picture()
    sections = tuple(part for part in parts.sections() if part is not None)
    title = words(f"title.{request.kind}", **_names(desk))
    return Brief(
        lang=request.lang,
        kind=request.kind,
        title=title,
        subtitle=words(f"subtitle.{request.kind}", year=desk.year),
        about=_about(desk),
        answer=answer,
        how=how,
        figures=figures,
        picture=picture,
        sections=sections,
        notes=notes.notes(words),
        cite=_cite(desk, title),
        licence=words("licence"),
        version=snapshot.version,
        modified=snapshot.modified,
        subjects=request.subjects,
    )


def _parts(desk: Desk) -> PairBrief | MechanismBrief | StateBrief:
    if desk.request.kind == "pair":
        return PairBrief(desk)
    return MechanismBrief(desk) if desk.request.kind == "mechanism" else StateBrief(desk)


def _names(desk: Desk) -> dict[str, str]:
    """Return how the title calls what the brief is about."""
    subjects = desk.request.subjects
    if desk.request.kind == "pair":
        return {"a": desk.short(subjects[0].id), "b": desk.short(subjects[1].id)}
    name = desk.name(subjects[0])
    short = desk.short(subjects[0].id) if desk.request.kind == "mechanism" else name
    return {"name": name if short == name else f"{name} ({short})"}


def _about(desk: Desk) -> tuple[tuple[str, str], ...]:
    t = desk.words
    found = [(t("about.year"), str(desk.year)), (t("about.date"), t.date(desk.snapshot.modified))]
    found.append((t("about.version"), desk.snapshot.version))
    if desk.request.kind == "pair":
        names = [f"{desk.short(ref.id)}: {desk.name(ref)}" for ref in desk.request.subjects]
        found.append((t("about.mechanisms"), "; ".join(names)))
    if desk.request.sources is not None:
        labels = desk.names(Ref("source", key) for key in desk.request.sources)
        found.append((t("about.sources"), "; ".join(labels)))
    return tuple(found)


def _absent(desk: Desk) -> list[Said]:
    """Return which mechanism was not there in the year."""
    bodies = [desk.snapshot.mechanisms[ref.id] for ref in desk.request.subjects if ref.kind == "mechanism"]
    return [
        Said(desk.words("absent", name=desk.short(body.id), year=desk.year))
        for body in bodies
        if not existed(body, desk.year)
    ]


def _cite(desk: Desk, title: str) -> str:
    snapshot, t = desk.snapshot, desk.words
    addresses = t.listing([iri(ref.kind, ref.id) for ref in desk.request.subjects])
    return t(
        "cite",
        title=snapshot.title.get(desk.lang),
        version=snapshot.version,
        year=snapshot.modified[:4] or snapshot.now,
        date=t.date(snapshot.modified),
        brief=title,
        asof=desk.year,
        addresses=addresses,
    )
