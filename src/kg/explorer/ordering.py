"""In which order columns (mechanisms) and rows (participants) of the matrix stand, the same in all years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.asof import MEMBER
from kg.explorer.seriation import beside, seriate, turned
from kg.model import Mechanism, Membership, Ref
from kg.snapshot import Snapshot
from kg.views.payload import is_listed
from kg.views.regions import REGIONS, group_of

Links = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Places:
    """Mechanism ids and participants, each in the order in which they are drawn."""

    mechanisms: tuple[str, ...]
    participants: tuple[Ref, ...]


def places(snapshot: Snapshot, answered: Iterable[Membership]) -> Places:
    """Return the order of everything in ``snapshot``, from the memberships that some year answers.

    The states of the Americas and the seats that they hold as members make the axis; the other roles,
    everybody else, and bodies whose list no source gives are placed on it.
    """
    rows = list(answered)
    core = _links(row for row in rows if row.role == MEMBER and in_region(row.participant))
    whole = _links(rows)
    order = seriate(core, {name: _words(name) for name in whole})
    homes, all_homes = turned(core), turned(whole)
    columns = beside(order.rows, {name: homes.get(name, held) for name, held in all_homes.items()})
    listed = sorted(columns, key=lambda name: not is_listed(snapshot.mechanisms[name]))
    empty = [name for name in snapshot.mechanisms if name not in all_homes]
    mechanisms = (*listed, *sorted(empty, key=lambda name: _by_name(snapshot.mechanisms[name])))
    people = beside(mechanisms, {name: held for name, held in whole.items() if name not in core})
    idle = [str(row.ref) for row in snapshot.states if str(row.ref) not in whole and in_region(row.ref)]
    return Places(mechanisms, tuple(_blocks([*order.rows, *people, *sorted(idle)])))


def in_region(ref: Ref) -> bool:
    """Tell whether ``ref`` is a state or territory of the Americas."""
    return group_of(ref.kind, ref.id) in REGIONS


def _links(rows: Iterable[Membership]) -> Links:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[str(row.participant)].add(row.mechanism)
    return {name: frozenset(held) for name, held in found.items()}


def _blocks(names: Iterable[str]) -> list[Ref]:
    """Return the Americas first, then states elsewhere, then organizations and bodies."""
    refs = [Ref(*name.split(":", 1)) for name in names]
    last = {"elsewhere": 1, "organizations": 2}
    return sorted(refs, key=lambda ref: last.get(group_of(ref.kind, ref.id), 0))


def _words(name: str) -> str:
    ref = Ref(*name.split(":", 1))
    group = group_of(ref.kind, ref.id)
    return f"{REGIONS.index(group) if group in REGIONS else 9}"


def _by_name(body: Mechanism) -> tuple[str, str]:
    return body.label.en.casefold(), body.id
