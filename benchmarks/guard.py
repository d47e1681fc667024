"""The guard: a small SELECT by the short way, from memory and by the long way; texts as long as allowed."""

from __future__ import annotations

import timeit

from kg.namespaces import PREFIXES
from kg.store.guard import QueryGuard, check_query, check_update, guard_query

SMALL = """PREFIX mm: <https://w3id.org/migration-mechanisms/ontology#>
SELECT ?state ?name WHERE {
  ?membership mm:mechanism <https://w3id.org/migration-mechanisms/id/crm> ; mm:participant ?state .
  ?state mm:name ?name . FILTER(lang(?name) = "en")
} ORDER BY ?name LIMIT 100"""
_LINE = "?s <http://example.org/p> 'x' . FILTER(?a<2 && ?b>3) \n"
LARGE = "SELECT * {" + _LINE * (60_000 // len(_LINE)) + "}"
_TRIPLE = "<http://example.org/s> <http://example.org/p> 'x' .\n"
UPDATE = "INSERT DATA {" + _TRIPLE * (1_000_000 // len(_TRIPLE)) + "}"
GRAPHS = frozenset({"http://example.org/graph"})


def microseconds(action: object, number: int) -> float:
    """Return the best of five runs, for one call."""
    return min(timeit.repeat(action, number=number, repeat=5)) / number * 1e6  # type: ignore[arg-type]


def main() -> None:
    """Print microseconds, and the ratio to the long way of the small SELECT in this run."""
    guard = QueryGuard(GRAPHS, prefixes=PREFIXES)
    long_way = microseconds(lambda: check_query(SMALL, GRAPHS, prefixes=PREFIXES), 200)
    print(f"guard, small SELECT of {len(SMALL)} characters (best of 5; ratio to the long way of this run)")
    for name, found, aim in (
        ("long way", long_way, ""),
        ("short way", microseconds(lambda: guard_query(SMALL, GRAPHS, prefixes=PREFIXES), 2000), "aim < 25"),
        ("from memory", microseconds(lambda: guard.check(SMALL), 5000), "aim < 3"),
    ):
        print(f"  {name:<34} {found:9.1f} us {found / long_way:8.4f}   {aim}".rstrip())
    large = microseconds(lambda: check_query(LARGE, GRAPHS, prefixes=PREFIXES), 1)
    print(f"  long way, {len(LARGE):,} characters {large / 1e3:19.1f} ms")
    update = microseconds(lambda: check_update(UPDATE), 1)
    print(f"  plain update, {len(UPDATE):,} characters {update / 1e3:14.1f} ms")


if __name__ == "__main__":
    main()
