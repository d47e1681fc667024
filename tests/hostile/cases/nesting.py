"""Texts that nest, or that go on and on: one for each recursion of a parser, a planner or an evaluator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tests.hostile.case import QUERY, Case, Scene
from tests.hostile.wire import Reply

Text = Callable[[int], str]

#: Name, how deep, why, and the text for a depth.
_NESTED: Final[tuple[tuple[str, int, str, Text], ...]] = (
    ("groups", 3000, "groups in groups", lambda n: "SELECT * {" + "{" * n + "}" * (n + 1)),
    ("groups-without-end", 30000, "groups that never close", lambda n: "SELECT * {" + "{" * n),
    (
        "parentheses",
        10000,
        "parentheses around a number",
        lambda n: f"SELECT * {{ FILTER({'(' * n}1{')' * n}) }}",
    ),
    ("nots", 10000, "a filter denied again and again", lambda n: f"SELECT * {{ FILTER({'!' * n}true) }}"),
    ("minus-signs", 20000, "a number negated again and again", lambda n: f"SELECT ({'-' * n}1 AS ?x) {{}}"),
    ("minus-signs-apart", 20000, "the same, with spaces", lambda n: f"SELECT ({'- ' * n}1 AS ?x) {{}}"),
    (
        "exists",
        1000,
        "a condition in a condition",
        lambda n: "SELECT * {" + "FILTER EXISTS {" * n + "}" * (n + 1),
    ),
    (
        "not-exists",
        1000,
        "a denied condition in a denied condition",
        lambda n: "SELECT * {" + "FILTER NOT EXISTS {" * n + "}" * (n + 1),
    ),
    (
        "optionals",
        2000,
        "optional parts in optional parts",
        lambda n: "SELECT * {" + "OPTIONAL { ?s ?p ?o " * n + "}" * (n + 1),
    ),
    (
        "minuses",
        2000,
        "taken away from what is taken away",
        lambda n: "SELECT * {" + "MINUS {" * n + "}" * (n + 1),
    ),
    (
        "subselects",
        2000,
        "queries in queries",
        lambda n: "SELECT * {" + "{SELECT * {" * n + "}}" * n + "}",
    ),
    (
        "unions-in-unions",
        2000,
        "branches in branches",
        lambda n: "SELECT * {" + "{{} UNION " * n + "{}" + "}" * n + "}",
    ),
    ("graphs", 2000, "graphs in graphs", lambda n: "SELECT * {" + "GRAPH ?g {" * n + "}" * (n + 1)),
    (
        "collections",
        5000,
        "lists in lists",
        lambda n: f"SELECT * {{ ?s ?p {'(' * n}1{')' * n} }}",
    ),
    (
        "blank-nodes",
        5000,
        "nodes in nodes",
        lambda n: f"SELECT * {{ ?s ?p {'[ ?p ' * n}1{' ]' * n} }}",
    ),
    (
        "triple-terms",
        3000,
        "quoted triples in quoted triples",
        lambda n: f"SELECT * {{ {'<< ' * n}?s ?p ?o{' >> ?p ?o' * n} }}",
    ),
    (
        "path-groups",
        5000,
        "parentheses around a path",
        lambda n: f"SELECT * {{ ?s {'(' * n}<p>{')' * n} ?o }}",
    ),
    (
        "path-inverses",
        5000,
        "a path turned round again",
        lambda n: f"SELECT * {{ ?s {'^(' * n}<p>{')' * n} ?o }}",
    ),
    ("path-stars", 5000, "closures of closures", lambda n: f"SELECT * {{ ?s {'(' * n}<p>{')*' * n} ?o }}"),
    ("calls", 5000, "a function of a function", lambda n: f"SELECT ({'STR(' * n}1{')' * n} AS ?x) {{}}"),
    ("ifs", 5000, "a choice in a choice", lambda n: f"SELECT ({'IF(true,' * n}1{',2)' * n} AS ?x) {{}}"),
)

#: Name, how many, why, and the text for a number; flat, but deep once it is parsed.
_FLAT: Final[tuple[tuple[str, int, str, Text], ...]] = (
    ("additions", 30000, "a sum of many", lambda n: f"SELECT (1{'+1' * n} AS ?x) {{}}"),
    ("ors", 12000, "a condition of many", lambda n: f"SELECT * {{ FILTER(1{'||1' * n}) }}"),
    ("unions", 8000, "many branches", lambda n: "SELECT * {{}" + "UNION{}" * n + "}"),
    ("path-steps", 9000, "a path of many steps", lambda n: f"SELECT * {{ ?s <p>{'/<p>' * n} ?o }}"),
    ("path-choices", 9000, "a path of many choices", lambda n: f"SELECT * {{ ?s <p>{'|<p>' * n} ?o }}"),
    ("path-denials", 9000, "a path that denies much", lambda n: f"SELECT * {{ ?s !(<p>{'|<p>' * n}) ?o }}"),
    ("triples", 6000, "a pattern of many triples", lambda n: "SELECT * {" + "?s ?p ?o." * n + "}"),
    ("joins", 6000, "a join of many groups", lambda n: "SELECT * {" + "{?s?p?o}" * n + "}"),
    (
        "binds",
        2500,
        "many variables",
        lambda n: "ASK {" + "".join(f"BIND({i} AS ?v{i})" for i in range(n)) + "}",
    ),
    (
        "optional-chain",
        3000,
        "many optional parts",
        lambda n: "ASK {" + "OPTIONAL{?s?p?o}" * n + "}",
    ),
    ("in-list", 10000, "a list of many", lambda n: f"ASK {{ ?s ?p ?o FILTER(?o IN (1{',2345' * n})) }}"),
    ("values", 9000, "a table of many", lambda n: f"ASK {{ VALUES ?x {{ {'12345 ' * n} }} }}"),
    ("prefixes", 4000, "many declarations", lambda n: "PREFIX a:<b>\n" * n + "ASK {}"),
    ("comment", 60000, "one comment", lambda n: "#" + "{" * n + "\nASK {}"),
    (
        "alternatives",
        9000,
        "a pattern of many words",
        lambda n: f'ASK {{ FILTER(REGEX("b", "a{"|aa" * n}")) }}',
    ),
    ("literal", 60000, "one literal", lambda n: f'ASK {{ ?s ?p "{"a" * n}" }}'),
    ("language", 60000, "one language tag", lambda n: f'ASK {{ ?s ?p "a"@a{"-abcdefg" * (n // 8)} }}'),
    ("variable", 60000, "one name", lambda n: f"ASK {{ ?{'v' * n} ?p ?o }}"),
    ("iri", 60000, "one address", lambda n: f"ASK {{ <http://a/{'../' * (n // 3)}> ?p ?o }}"),
    ("digits", 60000, "one number", lambda n: f"SELECT (1{'0' * n} + 1 AS ?x) {{}}"),
    (
        "less-thans",
        15000,
        "signs that are operators or open an address",
        lambda n: f"ASK {{ FILTER(1{'<1 ' * n}) }}",
    ),
    ("open-string", 60000, "a string that does not end", lambda n: "ASK { ?s ?p '''" + "'' " * (n // 3)),
    ("escapes", 9000, "nothing but escapes", lambda n: "ASK " + "\\u007B" * n),
    ("backslashes", 60000, "nothing but backslashes", lambda n: "ASK { ?s ?p '" + "\\\\" * (n // 2) + "' }"),
)

#: A depth that the guard lets through: the engine, not the guard, has to stand it.
_ALLOWED: Final = 190


def cases() -> Iterator[Case]:
    """Each text at a depth that kills an unguarded engine, and nested ones also just within the limit."""
    refused = ("forbidden", "syntax", "too-large")
    within = ("answered", "syntax", "failed", "costly", "forbidden", "deadline")
    for name, depth, why, text in _NESTED:
        yield Case(f"nested-{name}", "nesting", why, refused, _posting(text(depth)))
        yield Case(f"within-{name}", "nesting", f"{why}, within the limit", within, _posting(text(_ALLOWED)))
    for name, count, why, text in _FLAT:
        yield Case(f"many-{name}", "bulk", why, (*within, "too-large"), _posting(text(count)))


def _posting(text: str) -> Callable[[Scene], Reply]:
    def attack(scene: Scene) -> Reply:
        return scene.post(f"/sparql?timeout={scene.deadline or 2:g}", QUERY, text.encode())

    return attack
