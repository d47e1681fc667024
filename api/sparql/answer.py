"""The answer to a query as a page: rows as a table, a graph as Turtle. For people in a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.editor.words import SCRIPT
from api.sparql import offers
from kg import views
from kg.model import Text
from kg.namespaces import BASE, compact
from kg.store.evaluator import Answer

_HERE: Final = Path(__file__).resolve().parent
#: Rows shown; a table of thousands helps nobody, and the other formats have them all.
SHOWN: Final = 1000
_WORDS: Final = {
    "title": Text("Answer", "Respuesta"),
    "rows": Text("{n} rows", "{n} filas"),
    "first": Text("{n} rows, the first {shown} shown", "{n} filas; se muestran las primeras {shown}"),
    "query": Text("The query", "La consulta"),
    "edit": Text("Edit the query", "Editar la consulta"),
    "others": Text("The same as", "Lo mismo en"),
    "truth": Text("Truth value", "Valor de verdad"),
    "truncated": SCRIPT["truncated"],
    "large": Text(
        "The answer is too large for a page. Take it as a file in a format above, or ask for less.",
        "La respuesta es demasiado grande para una página. Obténgala como archivo en un formato de los de "
        "arriba, o pida menos.",
    ),
}


def answer_page(query: str, answer: Answer, lang: str) -> views.Page:
    """Return ``answer`` (JSON rows, a JSON truth value, or Turtle) to ``query`` as a page in ``lang``.

    One that is not in memory is not shown: its spool is closed and the page says how to get it.
    """
    words = {key: text.get(lang) for key, text in _WORDS.items()}
    if answer.spool is not None:
        answer.spool.close()
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    body = environment.get_template("answer.html.j2").render(
        words=words,
        query=query,
        large=answer.spool is not None,
        truncated=None if answer.truncated is None else words["truncated"].format(n=answer.truncated),
        edit="/sparql?" + urlencode({"lang": lang, "edit": query}, quote_via=quote),
        others=[
            (offer.name, "/sparql?" + urlencode({"query": query, "format": offer.name}, quote_via=quote))
            for offer in (offers.ROWS if answer.form.gives_rows else offers.GRAPHS)
        ],
        **_shown(answer, words),
    )
    css = (_HERE / "page.css").read_text(encoding="utf-8")
    return views.shell(words["title"], body, lang, active="sparql", extra_css=css)


def _shown(answer: Answer, words: dict[str, str]) -> dict[str, Any]:
    """Return what the template shows of the answer: rows, a truth value, or Turtle."""
    in_memory = answer.spool is None
    document: dict[str, Any] = json.loads(answer.body) if answer.form.gives_rows and in_memory else {}
    bindings = document.get("results", {}).get("bindings", [])
    names = document.get("head", {}).get("vars", [])
    key = "rows" if len(bindings) <= SHOWN else "first"
    return {
        "count": words[key].format(n=len(bindings), shown=SHOWN),
        "names": names,
        "rows": [[_cell(row.get(name)) for name in names] for row in bindings[:SHOWN]],
        "truth": document.get("boolean"),
        "turtle": None if answer.form.gives_rows else answer.body.decode(),
    }


def _cell(term: dict[str, str] | None) -> dict[str, str | None]:
    """Return what is shown of a term, and the address under this host where it is one of our nodes."""
    if term is None:
        return {"text": "", "href": None, "lang": None}
    if term["type"] != "uri":
        return {"text": term["value"], "href": None, "lang": term.get("xml:lang")}
    own = term["value"].startswith(BASE)
    href = "/id/" + quote(term["value"].removeprefix(BASE)) if own else None
    return {"text": compact(term["value"]), "href": href, "lang": None}
