"""A contradiction in words: what is wrong, and the axioms and statements from which it follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.model import Text
from kg.namespaces import PREFIXES, compact

Axiom = tuple[Node, Node, Node]
_TYPE = PREFIXES["rdf"] + "type"
_INDENT = "\n      "


@dataclass(frozen=True, slots=True)
class Clash:
    """One contradiction: ``rule`` names its sort, ``message`` the nodes, ``axioms`` what it follows from."""

    rule: str
    message: Text
    axioms: tuple[str, ...] = ()

    def as_text(self, lang: str = "en") -> str:
        """Return it for a person: one line, and one for each axiom."""
        lead = f"[{self.rule}] {self.message.get(lang)}"
        return _INDENT.join([lead, *self.axioms])


def clash(rule: str, message: Text, axioms: Iterable[Axiom] = ()) -> Clash:
    """Return a clash with its axioms as text, each once."""
    return Clash(rule, message, tuple(dict.fromkeys(written(axiom) for axiom in axioms)))


def written(axiom: Axiom) -> str:
    """Return a triple in short form: ``state:CRI a mm:State``."""
    subject, predicate, value = axiom
    middle = "a" if str(predicate) == _TYPE else short(predicate)
    return f"{short(subject)} {middle} {short(value)}"


def short(term: Node) -> str:
    """Return a term in short form, a literal in quotes with what it is."""
    if isinstance(term, URIRef):
        return compact(str(term))
    if not isinstance(term, Literal):
        return f"_:{term}"
    tail = (
        f"@{term.language}" if term.language else f"^^{compact(str(term.datatype))}" if term.datatype else ""
    )
    return f'"{term}"{tail}'
