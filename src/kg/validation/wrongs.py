"""What a writer can do wrong before any shape is asked, told in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.model import Text
from kg.namespaces import BASE, ONTOLOGY, PREFIXES, compact
from kg.turtle.derive import rulebook
from kg.turtle.terms import parts, text_of, write_iri, write_term, write_triple
from kg.validation.report import Finding

_TYPE = PREFIXES["rdf"] + "type"


def graphs(quads: Iterable[Quad]) -> Iterator[Finding]:
    """Yield an error for each node of ours that a named graph of ``quads`` describes.

    Named graphs may hold any other RDF beside the data; statements in the terms of the ontology are judged
    in the default graph only, so they stand nowhere else.
    """
    found = {
        (text_of(quad.graph_name), _name(quad), compact(quad.predicate.value))
        for quad in quads
        if not isinstance(quad.graph_name, DefaultGraph) and _ours(quad)
    }
    for name, node, path in sorted(found):
        yield Finding(
            "error",
            "named-graph",
            node,
            path,
            "",
            None,
            Text(
                f"The named graph {write_iri(name)} speaks in terms of the ontology.",
                f"El grafo con nombre {write_iri(name)} habla en términos de la ontología.",
            ),
            Text(
                "write it into the default graph, where it is validated.",
                "escríbalo en el grafo por defecto, donde se valida.",
            ),
        )


def _ours(quad: Quad) -> bool:
    """Tell whether a quad describes a node of ours, or anything by a property or class of the ontology."""
    kind = quad.object if quad.predicate.value == _TYPE else None
    terms = (quad.subject, quad.predicate, kind)
    return any(isinstance(term, NamedNode) and term.value.startswith((ONTOLOGY, BASE)) for term in terms)


def nameless(quads: Iterable[Quad]) -> Iterator[Finding]:
    """Yield an error for each blank node and each quoted triple of the default graph in ``quads``."""
    for quad in quads:
        if not isinstance(quad.graph_name, DefaultGraph):
            continue
        for term in (quad.subject, quad.object):
            path = compact(quad.predicate.value)
            if isinstance(term, BlankNode):
                yield Finding(
                    "error",
                    "blank-node",
                    _name(quad),
                    path,
                    "",
                    None,
                    Text(
                        "A blank node, which cannot be found again or compared.",
                        "Un nodo en blanco, que no se puede volver a encontrar ni comparar.",
                    ),
                    Text("give it an IRI.", "dele un IRI."),
                )
            elif isinstance(term, Triple):
                yield Finding(
                    "error",
                    "quoted-triple",
                    _name(quad),
                    path,
                    "",
                    None,
                    Text("A triple about a triple.", "Una tripleta sobre una tripleta."),
                    Text("write a statement with its citation.", "escriba una declaración con su cita."),
                )


def ontology(changed: Iterable[Triple]) -> Iterator[Finding]:
    """Yield an error for each term of the ontology that the ``changed`` triples are about."""
    subjects = {row.subject for row in changed if isinstance(row.subject, NamedNode)}
    known = {row.subject for row in rulebook().ontology}
    for name in sorted(text_of(term) for term in subjects & known):
        yield Finding(
            "error",
            "ontology-term",
            compact(name),
            "",
            "",
            None,
            Text(
                "A term of the ontology, which comes with the software and is not changed here.",
                "Un término de la ontología, que viene con el programa y no se cambia aquí.",
            ),
            Text(
                "leave it as it is; name data in the namespace of their kind.",
                "déjelo como está; nombre los datos en el espacio de nombres de su clase.",
            ),
        )


def direct(surplus: Iterable[Triple], missing: Iterable[Triple]) -> Iterator[Finding]:
    """Yield an error for each direct triple that is written and follows from nothing, or is taken out and
    follows.
    """
    for triple in surplus:
        yield _direct(
            "surplus-direct-triple",
            triple,
            Text("follows from no statement.", "no se sigue de ninguna declaración."),
            Text(
                "leave it out; if it is true, write it as a statement with its citation.",
                "omítala; si es cierta, escríbala como declaración con su cita.",
            ),
        )
    for triple in missing:
        yield _direct(
            "missing-direct-triple",
            triple,
            Text("follows from the statements.", "se sigue de las declaraciones."),
            Text(
                "leave it in; to take it away, remove the statements that say it.",
                "déjela; para quitarla, quite las declaraciones que la dicen.",
            ),
        )


def _direct(rule: str, triple: Triple, said: Text, fix: Text) -> Finding:
    node, predicate, term = parts(triple)
    text = write_triple(triple)
    message = Text(f"`{text}` {said.en}", f"`{text}` {said.es}")
    return Finding(
        "error", rule, compact(node), compact(predicate), "", None, message, fix, write_term(term), stage=2
    )


def _name(quad: Quad) -> str:
    return compact(quad.subject.value) if isinstance(quad.subject, NamedNode) else str(quad.subject)
