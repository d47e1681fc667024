"""The questions that the editor offers, with their queries: the examples and the competency questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from api.sparql.page import examples
from kg.catalog import GROUPS, competency
from kg.model import Text

_EXAMPLES = Text("Examples", "Ejemplos")


@lru_cache(maxsize=4)
def questions(lang: str, foreign: bool = False) -> bytes:
    """Return ``{"questions": [{id, title, other, group, query}, …]}`` as UTF-8 JSON.

    ``title`` is in ``lang``, ``other`` is the title in the other language, so that both are searched.
    ``foreign``: the data are of another kind, for which there are no questions.
    """
    rows = [] if foreign else list(_all(lang))
    return json.dumps({"questions": rows}, ensure_ascii=False, separators=(",", ":")).encode()


def _all(lang: str) -> Iterator[dict[str, str]]:
    for example in examples():
        asked = example.asking(lang).query
        yield _row(example.name, example.title, _EXAMPLES, asked, lang)
    for key, group in GROUPS.items():
        for row in competency().values():
            if row.group == key:
                yield _row(row.name, row.title, group, row.bind().strip(), lang)


def _row(name: str, title: Text, group: Text, query: str, lang: str) -> dict[str, str]:
    other = title.en if lang == "es" else title.es
    return {"id": name, "title": title.get(lang), "other": other, "group": group.get(lang), "query": query}
