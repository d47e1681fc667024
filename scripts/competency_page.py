"""Write ``docs/competency-questions.md``: each question, its query, and what the shipped graph answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import kg
from kg.catalog import GROUPS, NamedQuery, competency
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.namespaces import compact
from kg.store.port import Term

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "competency-questions.md"

_INTRODUCTION: Final = """# Competency questions

What the graph must be able to answer, with the answer that it gives. `make docs` writes this page from the files in
[`ontology/competency`](../ontology/competency). Tests compare each answer with rows worked out by hand from the
source documents: in the library, with `kg query NAME` (also without the number), at `/sparql`, and in the REST API
wherever a path gives the same rows. *None* and *No* are answers too: these questions ask what must not be there.

A file begins with `# name`, `# title@en`, `# title@es`, `# group`, `# columns` and, if a path of the REST API gives
the same rows, `# rest: PATH [each LIST] [where FIELD=VALUE] [-> COLUMN=TEMPLATE; …]`. The rows are the path's items:
`each` takes a row for each element of a list in them, `where` keeps some, a template puts fields (`{participant}`)
into a column. Its expected rows stand in `tests/competency/expected/NAME.csv`.
"""  # noqa: E501


def page(graph: KnowledgeGraph) -> str:
    """Return the page as Markdown, answered by ``graph``."""
    questions = list(competency().values())
    parts = [_INTRODUCTION, _contents(questions)]
    for group, title in GROUPS.items():
        parts.append(f"## {title.en}\n")
        parts += [_section(graph, query) for query in questions if query.group == group]
    return "\n".join(parts)


def _contents(questions: list[NamedQuery]) -> str:
    rows = [
        f"| [{title.en}](#{group}) | {sum(query.group == group for query in questions)} |"
        for group, title in GROUPS.items()
    ]
    return "\n".join(["| group | questions |", "|---|---:|", *rows, f"| all | {len(questions)} |", ""])


def _section(graph: KnowledgeGraph, query: NamedQuery) -> str:
    lines = [f"### {query.title.en}", "", f"*{query.title.es}*", "", *_answer(graph, query)]
    lines += ["", f"<details><summary><code>{query.name}</code></summary>", ""]
    lines += ["```sparql", query.text.strip(), "```", ""]
    if query.rest is not None:
        lines += [f"REST: `{query.rest.text}`", ""]
    return "\n".join([*lines, "</details>", ""])


def _answer(graph: KnowledgeGraph, query: NamedQuery) -> Iterator[str]:
    if query.form == "ASK":
        yield "**Yes**" if graph.store.ask(query.bind()) else "**No**"
        return
    table = graph.query(query.bind())
    if not table.rows:
        yield "**None**"
        return
    yield f"| {' | '.join(query.columns)} |"
    yield "|" + "---|" * len(query.columns)
    for row in table.rows:
        yield f"| {' | '.join(_cell(graph, term) for term in row)} |"


def _cell(graph: KnowledgeGraph, term: Term | None) -> str:
    """Return a term as a cell: a node with its name, a literal as it is."""
    if term is None:
        return ""
    if term.kind != "iri":
        return term.value.replace("|", "\\|")
    short = compact(term.value)
    kind, _, local = short.partition(":")
    name = graph.label(Ref(kind, local))
    return f"`{short}`" if name == local else f"{name} `{short}`"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(kg.load()), "utf-8")


if __name__ == "__main__":
    main()
