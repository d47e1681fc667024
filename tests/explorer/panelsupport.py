"""The detail panel as the tests read it: its sections, and what each of them lets a reader select."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page as Tab

from kg.asof import Selection, mandates_of
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap.incidence import members
from kg.views.explorer.data import document_of
from kg.views.words import explorer_catalogue

_READ = """(states) => {
  const { change, redraw } = window.explorer;
  const read = (section) => ({
    title: section.querySelector("h4").textContent,
    sels: [...section.querySelectorAll("[data-sel]")].map((one) => one.dataset.sel),
    seats: [...section.querySelectorAll(".seat-line > [data-fold]")].map((one) => one.dataset.fold.slice(5)),
  });
  return states.map((patch) => {
    change(patch);
    redraw();
    for (const fold of document.querySelectorAll(".panel-body details[data-fold]")) fold.fillNow();
    for (const fold of document.querySelectorAll(".panel-body details")) fold.open = true;
    return {
      name: document.querySelector(".panel-name").textContent,
      text: document.querySelector(".panel-body").innerText,
      sections: [...document.querySelectorAll(".panel-body .panel-section")].map(read),
    };
  });
}"""


def panels(tab: Tab, *states: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the panel says in each of ``states``, every fold open."""
    found: list[dict[str, Any]] = tab.evaluate(_READ, list(states))
    return found


def part(panel: dict[str, Any], key: str, lang: str = "en") -> dict[str, Any]:
    """Return the section whose heading has the words of ``key``; one without content where there is none."""
    words = explorer_catalogue(lang)[key]
    tail = words.split("{n}")[-1].strip()
    found = [row for row in panel["sections"] if tail in row["title"]]
    assert len(found) <= 1, words
    return found[0] if found else {"title": "", "sels": [], "seats": []}


def sels(panel: dict[str, Any], key: str, kind: str = "") -> set[str]:
    """Return what a section selects, of one ``kind`` ("mandate") or of all."""
    return {one for one in part(panel, key)["sels"] if one.startswith(kind)}


def shown(graph: KnowledgeGraph, year: int) -> list[str]:
    """Return the mechanisms that the page shows in ``year`` unless a reader chooses others."""
    there = members(graph.snapshot, Selection(year=year)).sets
    return [
        row["id"]
        for row in document_of(graph.snapshot)["mechanisms"]
        if row["default"] and row["id"] in there
    ]


def homes(graph: KnowledgeGraph, year: int) -> dict[Ref, set[str]]:
    """Return in which of the mechanisms shown each participant is a member."""
    found: dict[Ref, set[str]] = {}
    sets = members(graph.snapshot, Selection(year=year)).sets
    for name in shown(graph, year):
        for ref in sets[name]:
            found.setdefault(ref, set()).add(name)
    return found


def held(graph: KnowledgeGraph, year: int) -> dict[str, set[str]]:
    """Return the mandates of each mechanism shown."""
    return {name: {row.mandate for row in mandates_of(graph.snapshot, name)} for name in shown(graph, year)}


def covered_by(graph: KnowledgeGraph, mandate: str, works: dict[str, set[str]]) -> set[str]:
    """Return which of ``works`` hold ``mandate`` or a broader one."""
    line = {mandate} | graph.snapshot.mandate_ancestors[mandate]
    return {name for name, own in works.items() if own & line}


def in_part_by(graph: KnowledgeGraph, mandate: str, works: dict[str, set[str]]) -> set[str]:
    """Return which of ``works`` hold a narrower mandate only."""
    above = graph.snapshot.mandate_ancestors
    part_ = {name for name, own in works.items() if any(mandate in above[one] for one in own)}
    return part_ - covered_by(graph, mandate, works)
