"""The what-if: the script answers what kg.overlap.proposal answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from modules import run
from playwright.sync_api import Browser

from kg.asof import Selection
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap.incidence import mandates, members
from kg.overlap.proposal import Effect, Proposal, effect
from kg.overlap.reading import reading
from kg.views.explorer.data import document_of

COUNCIL = "nca-migration-council"
TEN = [f"state:{code}" for code in ("CAN", "USA", "MEX", "GTM", "HND", "SLV", "NIC", "CRI", "PAN", "BLZ")]


@dataclass(frozen=True)
class Case:
    """A scenario and the view in which it is asked about; empty ``roles`` stand for every role."""

    year: int
    states: tuple[str, ...]
    work: tuple[str, ...]
    base: str = ""
    roles: tuple[str, ...] = ("member",)
    source: str = ""

    def state(self) -> dict[str, Any]:
        """The case as the script's state, sets still lists."""
        scenario = {"base": self.base, "states": self.states, "mandates": self.work}
        return {"year": self.year, "roles": self.roles, "source": self.source, "scenario": scenario}


CASES = (
    Case(
        2026,
        tuple(TEN),
        (
            "anti-corruption",
            "economic-development",
            "health-access",
            "policy-coordination",
            "regular-pathways",
            "root-causes",
            "stakeholder-participation",
        ),
        COUNCIL,
    ),
    Case(
        2009,
        ("state:CRI", "state:COL", "state:CUB", "territory:ABW"),
        ("mobility", "labour-mobility", "training", "knowledge"),
        "crm",
        (),
    ),
    Case(
        2020,
        ("state:HTI", "state:MEX", "state:GTM"),
        ("refugee-protection", "counter-trafficking", "migration-governance"),
        "",
        ("member", "observer"),
        "wrmc-summary-2022",
    ),
    Case(2022, (), ("asylum-systems",)),
)
_STATE = """given.map(({ state, document }) => {
  if (document) useData(document);
  const roles = new Set(state.roles.length ? state.roles : data.roles.map((role) => role.id));
  const { base, states, mandates } = state.scenario;
  const scenario = { base, states: new Set(states), mandates: new Set(mandates) };
  const view = look({ ...state, roles, off: new Set(), on: new Set(), scenario });
  return { bodies: view.bodies, answer: scenarioAnswer(view, scenario) };
})"""


def of(graph: KnowledgeGraph, case: Case, bodies: list[str]) -> Effect:
    """What Python says of ``case`` among ``bodies``."""
    selection = Selection(
        year=case.year,
        roles=frozenset(case.roles) or None,
        sources=frozenset({case.source}) if case.source else None,
    )
    people = frozenset(Ref(*key.split(":")) for key in case.states)
    work = frozenset(Ref("mandate", one) for one in case.work)
    proposal = Proposal(people, work, case.base or None)
    return effect(
        members(graph.snapshot, selection, bodies), mandates(graph.snapshot, selection, bodies), proposal
    )


def keys(refs: tuple[Ref, ...]) -> list[str]:
    return [str(ref) for ref in refs]


def ids(refs: tuple[Ref, ...]) -> list[str]:
    return [ref.id for ref in refs]


def as_script(found: Effect) -> dict[str, Any]:
    """``found`` in the shape of the script's answer."""
    return {
        "beside": [
            {
                "mechanism": row.mechanism,
                "members": [keys(row.members.shared), row.members.union_count, row.members.jaccard],
                "mandates": [ids(row.mandates.shared), row.mandates.union_count, row.mandates.jaccard],
                "reading": reading(row.members, row.mandates).kind.value,
            }
            for row in found.beside
        ],
        "nearestByMembers": list(found.nearest_by_members),
        "nearestByMandates": list(found.nearest_by_mandates),
        "gaps": [
            {
                "mandate": gap.mandate.id,
                "fresh": keys(gap.fresh),
                "partly": keys(gap.partly),
                "maybe": list(gap.maybe),
            }
            for gap in found.gaps
        ],
        "settled": ids(found.settled),
        "unseated": keys(found.unseated),
    }


def told(answer: dict[str, Any]) -> dict[str, Any]:
    def figures(pair: dict[str, Any]) -> list[Any]:
        return [pair["shared"], pair["union"], pair["jaccard"]]

    return {
        **answer,
        "beside": [
            {**row, "members": figures(row["members"]), "mandates": figures(row["mandates"])}
            for row in answer["beside"]
        ],
    }


def test_the_script_answers_what_python_answers(browser: Browser, real: KnowledgeGraph) -> None:
    given = [{"state": case.state(), "document": None} for case in CASES]
    given[0]["document"] = document_of(real.snapshot)
    found = run(browser, "scenarioanswer.js", _STATE, given)
    for case, row in zip(CASES, found, strict=True):
        bodies = [name for name in row["bodies"] if name != "what-if"]
        assert row["bodies"][-1] == "what-if"
        assert len(bodies) > 10
        assert told(row["answer"]) == as_script(of(real, case, bodies)), case
    council = found[0]["answer"]
    assert council["nearestByMembers"][0] == "crm"  # ten of its eleven members
    assert council["gaps"]
    assert council["settled"]
