"""Invalid variations for the shapes of recommendations."""

from __future__ import annotations

from tests.ontology.ontology_changes import Case, fires, fires_swapped, gone, less, plus
from tests.ontology.shape_cases_entities import TEXTS

MORE = "recommendation:meet-more"
WEEKLY = "recommendation:meet-weekly"

WHAT = [
    *fires("recommendation-number", MORE, "skos:notation", gone(MORE, "skos:notation")),
    *fires_swapped(
        "recommendation-number",
        MORE,
        "skos:notation",
        '"1"',
        '"R0"',
        '"r1"',
        '"R1 a"',
        '"R1"@en',
        '"R1", "R2"',
    ),
    *fires("recommendation-description", MORE, "dcterms:description", gone(MORE, "dcterms:description")),
    *fires_swapped("recommendation-description", MORE, "dcterms:description", *TEXTS),
    *fires("recommendation-concerns", MORE, "mm:concerns", gone(MORE, "mm:concerns")),
    *fires_swapped(
        "recommendation-concerns-type",
        MORE,
        "mm:concerns",
        "mechanism:unheard-of",
        "state:CRI",
        "source:report",
        '"alfa"',
    ),
    *fires_swapped(
        "recommendation-part",
        WEEKLY,
        "dcterms:isPartOf",
        "recommendation:unheard-of",
        "mechanism:alfa",
        f"{MORE}, {WEEKLY}",
    ),
]

WHOM = [
    *fires_swapped(
        "recommendation-addressee",
        MORE,
        "mm:addressee",
        "state:XYZ",
        "mandate:dialogue",
        '"donors"',
        "state:CRI, event:first-meeting",
    ),
    *fires("recommendation-addressed", WEEKLY, "", gone(WEEKLY, "mm:addresseeGroup")),
    *fires(
        "recommendation-addressee-group",
        MORE,
        "",
        less(f'{MORE} mm:addresseeGroup "donantes"@es'),
        less(f'{MORE} mm:addresseeGroup "donors"@en'),
        plus(f'{MORE} mm:addresseeGroup "banks"@en'),
        plus(f'{MORE} mm:addresseeGroup "banques"@fr'),
    ),
]

WHEN = [
    *fires_swapped(
        "recommendation-target-year",
        MORE,
        "mm:targetYear",
        '"2025"',
        '"2025"^^xsd:gYear',
        "2025.5",
        "2025, 2026",
    ),
    *fires_swapped("recommendation-target-year-range", MORE, "mm:targetYear", "1799", "2101"),
    *fires(
        "recommendation-target",
        MORE,
        "",
        less(f'{MORE} mm:target "dos veces al año"@es'),
        plus(f'{MORE} mm:target "often"@en'),
    ),
    *fires("recommendation-note", MORE, "", less(f'{MORE} mm:note "Fictional."@en')),
]

CITED = [
    *fires("recommendation-citation", MORE, "mm:citation", gone(MORE, "mm:citation")),
    *fires_swapped("recommendation-citation", MORE, "mm:citation", "source:report", "citation:nowhere"),
    *fires_swapped("recommendation-support", MORE, "mm:citation", "citation:report-forums-p2-omits"),
]

CASES: list[Case] = [*WHAT, *WHOM, *WHEN, *CITED]
