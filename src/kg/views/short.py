"""The short name of a node in each language: what fits on a box or beside a dot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Alias, Mechanism, Participant, Text
from kg.snapshot import Snapshot


def short_in(snapshot: Snapshot, node: Mechanism | Participant) -> Text:
    """Return :func:`short_of`, but no acronym that other mechanisms of ``snapshot`` go by too.

    The one whose id it is keeps it: CAM is the committee, the other CAM is called by its name.
    """
    if isinstance(node, Mechanism) and node.acronym and node.id != node.acronym.lower():
        same = [body for body in snapshot.mechanisms.values() if body.acronym == node.acronym]
        if len(same) > 1:
            return short_of(replace(node, acronym=None))
    return short_of(node)


def short_of(node: Mechanism | Participant) -> Text:
    """Return the acronym in use, else the beginning of the name that is a name of its own, else the name.

    Spanish takes its own acronym (ACNUR for UNHCR) where the graph has exactly one.
    """
    if isinstance(node, Participant) and node.iso3:
        return Text(node.iso3, node.iso3)
    if node.acronym:
        parts = set(node.acronym.split("-"))
        own = {alias.text for alias in node.aliases if alias.lang == "es" and _is_acronym(alias.text)} - parts
        return Text(node.acronym, own.pop() if len(own) == 1 else node.acronym)
    return Text(
        _beginning(node.label.en, node.aliases, "en"),
        _beginning(node.label.es, node.aliases, "es"),
    )


def _is_acronym(text: str) -> bool:
    return text.replace("-", "").isalpha() and text.isupper() and len(text) <= 8


def _beginning(name: str, aliases: Iterable[Alias], lang: str) -> str:
    """Return "Cartagena Declaration" for "Cartagena Declaration on Refugees" where both are in use."""
    found = [alias.text for alias in aliases if alias.lang == lang and name.startswith(alias.text + " ")]
    return min(found, key=len, default=name)
