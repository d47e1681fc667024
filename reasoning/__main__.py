"""``python -m reasoning``: exit code 0 no contradiction, 1 some, 2 a reasoner or a file is missing."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.errors import KgError
from kg.model import Text
from reasoning import closure, hermit, inputs, profile
from reasoning.clash import Clash

_GIVEN: Final = Text(
    "{total} triples: {given} to reason with, {left} annotations and headers left aside;"
    " {dates} dates handed over as text",
    "{total} tripletas: {given} para razonar, {left} anotaciones y cabeceras que se dejan aparte;"
    " {dates} fechas entregadas como texto",
)
_PROFILE: Final = Text("Outside OWL 2 DL or OWL 2 RL", "Fuera de OWL 2 DL o de OWL 2 RL")
_RL: Final = Text("Contradictions by the rules of OWL 2 RL", "Contradicciones por las reglas de OWL 2 RL")
_DL: Final = Text("Contradictions by HermiT (OWL 2 DL)", "Contradicciones por HermiT (OWL 2 DL)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Check ontology and data; print each contradiction with the axioms it follows from."""
    parser = argparse.ArgumentParser(prog="python -m reasoning", description=__doc__)
    parser.add_argument("--data", type=Path, help="statements instead of the shipped ones (Turtle)")
    parser.add_argument("--only", choices=("rl", "dl"), help="one of the two reasoners")
    parser.add_argument("--lang", choices=("en", "es"), default="en")
    given = parser.parse_args(arguments)
    try:
        return _run(given.data, given.only, given.lang)
    except KgError as error:
        print(f"reasoning: {error}", file=sys.stderr)
        return 2


def _run(data: Path | None, only: str | None, lang: str) -> int:
    graph = inputs.read(data)
    began = time.perf_counter()
    if _told(_PROFILE, profile.faults(graph), began, lang):
        return 1  # the reasoners read only what is within the profile
    axioms = inputs.logical(graph)
    left, dates = sum(axioms.left_out.values()), sum(axioms.rewritten.values())
    print(_GIVEN.get(lang).format(total=len(graph), given=len(axioms.graph), left=left, dates=dates))
    found: list[Clash] = []
    if only != "dl":
        began = time.perf_counter()
        found += _told(_RL, closure.clashes(axioms.graph), began, lang)
    if only != "rl":
        began = time.perf_counter()
        # What the rules have found is not explained a second time, which would take minutes.
        found += _told(_DL, hermit.clashes(axioms.graph, explain=not found), began, lang)
    return 1 if found else 0


def _told(name: Text, found: Sequence[Clash], began: float, lang: str) -> Sequence[Clash]:
    for row in found:
        print(f"  {row.as_text(lang)}")
    print(f"{name.get(lang)}: {len(found)} ({time.perf_counter() - began:.1f} s)", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
