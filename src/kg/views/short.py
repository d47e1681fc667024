"""The short name of a node in each language: what fits on a box or beside a dot."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Alias, Mechanism, Participant, Text


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
