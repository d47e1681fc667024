"""For the hygiene rules of concept schemes (SKOS integrity conditions, the hierarchy): what breaks them."""

from __future__ import annotations

from tests.ontology.ontology_changes import Case, fires, gone, less, plus

TALKS, TRAINING, TOP = "mandate:dialogue", "mandate:training", "mandate:cooperation"
SCHEME = "scheme:mandates"

CONCEPTS: list[Case] = [
    *fires(
        "concept-name-twice",
        TALKS,
        "dialogue",
        plus(f'{TALKS} skos:altLabel "dialogue"@en'),
        plus(f'{TALKS} skos:hiddenLabel "dialogue"@en'),
    ),
    *fires(
        "concept-name-twice",
        TALKS,
        "talks",
        plus(f'{TALKS} skos:altLabel "talks"@en ; skos:hiddenLabel "talks"@en'),
    ),
    *fires("concept-two-labels", TALKS, "talking", plus(f'{TALKS} skos:prefLabel "talking"@en')),
    *fires(
        "concept-related-ancestor",
        TALKS,
        TOP,
        plus(f"{TALKS} skos:related {TOP}"),
        plus(f"{TOP} skos:related {TALKS}"),
    ),
    *fires(
        "concept-match-clash",
        TALKS,
        "role:member",
        plus(f"{TALKS} skos:exactMatch role:member ; skos:broadMatch role:member"),
        plus(f"role:member skos:exactMatch {TALKS} . {TALKS} skos:relatedMatch role:member"),
        plus(f"{TALKS} skos:closeMatch role:member ; skos:broadMatch role:member"),
    ),
    *fires(
        "concept-circle",
        TOP,
        TALKS,
        plus(f"{TOP} skos:broader {TALKS}"),
        plus(f"{TALKS} skos:narrower {TOP}"),
    ),
    *fires("concept-circle", TALKS, TALKS, plus(f"{TALKS} skos:broader {TALKS}")),
    *fires("concept-two-broader", TALKS, TRAINING, plus(f"{TALKS} skos:broader {TRAINING}")),
    *fires("concept-one-way", TALKS, TOP, less(f"{TOP} skos:narrower {TALKS}")),
    *fires("concept-one-way", TOP, TALKS, gone(TALKS, "skos:broader")),
    *fires("concept-one-way", SCHEME, TALKS, plus(f"{SCHEME} skos:hasTopConcept {TALKS}")),
    *fires("concept-one-way", TOP, SCHEME, plus(f"{SCHEME} skos:hasTopConcept {TALKS}")),
    *fires("concept-one-way", TALKS, TOP, plus(f"{TALKS} skos:topConceptOf {SCHEME}")),
]
