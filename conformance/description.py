"""The three tests of SPARQL 1.1 Service Description (W3C, ``sparql11/service-description``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pyoxigraph as ox

from conformance.exchange import Reply, send

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
#: Property → the class of its subjects (Service Description, section 3.3 and 3.4); None: several.
_DOMAINS: Final = {
    "endpoint": "Service",
    "feature": "Service",
    "defaultEntailmentRegime": "Service",
    "entailmentRegime": "NamedGraph",
    "defaultSupportedEntailmentProfile": "Service",
    "supportedEntailmentProfile": "NamedGraph",
    "extensionFunction": "Service",
    "extensionAggregate": "Service",
    "languageExtension": "Service",
    "supportedLanguage": "Service",
    "propertyFeature": "Service",
    "defaultDataset": "Service",
    "availableGraphs": "Service",
    "resultFormat": "Service",
    "inputFormat": "Service",
    "defaultGraph": "Dataset",
    "namedGraph": None,
    "name": "NamedGraph",
    "graph": "NamedGraph",
}
_CLASSES: Final = frozenset(
    {
        "Service",
        "Language",
        "Function",
        "Aggregate",
        "EntailmentRegime",
        "EntailmentProfile",
        "GraphCollection",
        "Dataset",
        "Graph",
        "NamedGraph",
        "Feature",
    }
)
_INSTANCES: Final = {
    "supportedLanguage": frozenset({"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}),
    "feature": frozenset(
        {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"}
    ),
}


def returns_rdf(reply: Reply) -> str:
    """GET on the endpoint, without a query, answers RDF. Return what is wrong, or an empty text."""
    if reply.status != 200:
        return f"status {reply.status}"
    return "" if list(reply.quads()) else "the description holds no statement"


def has_endpoint_triple(reply: Reply) -> str:
    """``sd:endpoint`` names the address that was asked."""
    found = [str(quad.object) for quad in reply.quads() if quad.predicate.value == SD + "endpoint"]
    return "" if f"<{reply.address}>" in found else f"sd:endpoint is {', '.join(found) or 'not given'}"


def conforms_to_schema(reply: Reply) -> str:
    """Only terms of the vocabulary, on subjects of their class, with nodes as objects."""
    quads = list(reply.quads())
    types = {(quad.subject, str(quad.object)) for quad in quads if quad.predicate == _TYPE}
    if not any(kind == f"<{SD}Service>" for _, kind in types):
        return "nothing is an sd:Service"
    return next((wrong for quad in quads if (wrong := _misused(quad, types))), "")


def _misused(quad: ox.Quad, types: set[tuple[ox.NamedNode | ox.BlankNode | ox.Triple, str]]) -> str:
    value = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
    if quad.predicate == _TYPE and value.startswith(SD) and value.removeprefix(SD) not in _CLASSES:
        return f"{value} is not a class of the vocabulary"
    if not quad.predicate.value.startswith(SD):
        return ""
    name = quad.predicate.value.removeprefix(SD)
    if name not in _DOMAINS:
        return f"sd:{name} is not a property of the vocabulary"
    if isinstance(quad.object, ox.Literal):
        return f"sd:{name} has a literal"
    domain = _DOMAINS[name]
    if domain and (quad.subject, f"<{SD}{domain}>") not in types:
        return f"sd:{name} on {quad.subject}, which is no sd:{domain}"
    known = _INSTANCES.get(name)
    if known and value.startswith(SD) and value.removeprefix(SD) not in known:
        return f"{value} is not in the vocabulary"
    return ""


TESTS: Final[dict[str, Callable[[Reply], str]]] = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": has_endpoint_triple,
    "conforms-to-schema": conforms_to_schema,
}


def run(address: str) -> dict[str, str]:
    """Return test → what is wrong (empty: passed), asked without Accept and with Turtle wanted."""
    replies = (send(address), send(address, headers={"Accept": "text/turtle"}))
    return {name: next((w for r in replies if (w := _safely(test, r))), "") for name, test in TESTS.items()}


def _safely(test: Callable[[Reply], str], reply: Reply) -> str:
    try:
        return test(reply)
    except (ValueError, SyntaxError) as error:
        return f"status {reply.status}, {error}"
