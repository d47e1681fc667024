"""The library in process: loading, members of a mechanism, overlap of all pairs."""

from __future__ import annotations

import timeit

import kg
from kg.asof import Selection
from kg.overlap.incidence import members
from kg.overlap.pairs import pairs


def best(action: object, number: int, repeat: int = 5) -> float:
    """Return the best of ``repeat`` runs, in milliseconds for one call."""
    return min(timeit.repeat(action, number=number, repeat=repeat)) / number * 1e3  # type: ignore[arg-type]


def main() -> None:
    """Print the milliseconds of each."""
    graph = kg.load()
    query = (
        "PREFIX mm: <https://w3id.org/migration-mechanisms/ontology#> "
        "SELECT ?s { <https://w3id.org/migration-mechanisms/id/mechanism/crm> mm:hasMember ?s }"
    )
    print(f"library, {graph.snapshot.triples} triples (best of 5, ms)")
    print(f"  kg.load()                          {best(kg.load, 1):9.2f}")
    print(f"  members('crm')                     {best(lambda: graph.members('crm'), 200):9.3f}   aim < 1")
    print(f"  members('crm', year=2018)          {best(lambda: graph.members('crm', year=2018), 200):9.3f}")
    print(f"  query(SELECT members of crm)       {best(lambda: graph.query(query), 200):9.3f}")
    every = Selection(year=2022)
    overlap = best(lambda: pairs(members(graph.snapshot, every)), 20)
    print(f"  all pairs of members               {overlap:9.3f}")
    print(f"  conflicts()                        {best(graph.conflicts, 5):9.3f}")


if __name__ == "__main__":
    main()
