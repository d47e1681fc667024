"""For each hygiene rule, a change to the small graph that must make it fire, with the row it must give.

``path`` of a case is the expected detail: a short name, an IRI or the text of a literal.
"""

from __future__ import annotations

from tests.ontology.hygiene_cases_clashes import CLASHES, NAMES
from tests.ontology.hygiene_cases_concepts import CONCEPTS
from tests.ontology.hygiene_cases_values import VALUES
from tests.ontology.ontology_changes import Case, fires, gone, less, plus, swap

ALFA = "mechanism:alfa"
CRI = "membership:alfa-CRI-member"
DOM = "membership:alfa-DOM-member"

MISSING = [
    *fires("missing-label", ALFA, "es", less(f'{ALFA} rdfs:label "Foro Alfa"@es')),
    *fires("missing-label", "mm:partOf", "en", gone("mm:partOf", "rdfs:label")),
    *fires("missing-label", "region:isthmus", "es", gone("region:isthmus", "rdfs:label")),
    *fires("missing-definition", "role:member", "en", gone("role:member", "skos:definition")),
    *fires("missing-definition", "mm:value", "es", gone("mm:value", "skos:definition")),
    *fires(
        "missing-description", "instrument:pledge", "es", gone("instrument:pledge", "dcterms:description")
    ),
]

NODES = [
    *fires("unused-term", "mm:place", "property", gone("event:first-meeting", "mm:place")),
    *fires(
        "unused-term",
        "mm:Recommendation",
        "class",
        less("recommendation:meet-more a mm:Recommendation . recommendation:meet-weekly a mm:Recommendation"),
    ),
    *fires(
        "unused-term",
        "instrument-type:declaration",
        "concept",
        gone("instrument:pledge", "mm:instrumentType"),
    ),
    *fires(
        "untyped-node",
        "mechanism:unheard-of",
        f"{CRI} mm:mechanism",
        swap(CRI, "mm:mechanism", "mechanism:unheard-of"),
    ),
    *fires("untyped-subject", "state:XYZ", "mm:iso3", plus('state:XYZ mm:iso3 "XYZ"')),
    *fires("blank-node", "_:", "mm:source", plus("[] mm:source source:report")),
    *fires("blank-node", "_:", "mm:citation", plus("state:CRI mm:citation []")),
]

CONTROLS = [
    *fires(
        "control-character", ALFA, "dcterms:description", plus(f'{ALFA} dcterms:description "a\\u001Bb"@en')
    ),
    *fires("control-character", CRI, "mm:note", plus(f'{CRI} mm:note "\\u0085"@es')),
]

CITATIONS = [
    *fires(
        "orphan-citation",
        "citation:report-forums-p2-omits",
        "source:report",
        swap(DOM, "mm:citation", "citation:page-miembros"),
    ),
    *fires(
        "citation-without-locator",
        "citation:page-miembros",
        "mm:locator",
        gone("citation:page-miembros", "mm:locator"),
        swap("citation:page-miembros", "mm:locator", '" "'),
    ),
    *fires(
        "citation-without-locator",
        "citation:page-miembros",
        "mm:section",
        gone("citation:page-miembros", "mm:section"),
    ),
    *fires(
        "orphan-entity",
        "organization:unheard",
        "mm:Organization",
        plus("organization:unheard a mm:Organization ; mm:citation citation:page-miembros"),
        plus("organization:unheard a mm:Organization ; owl:differentFrom organization:bureau"),
    ),
    *fires("orphan-entity", "event:lost", "mm:Event", plus("event:lost a mm:Event")),
    *fires(
        "orphan-source",
        "source:page",
        "no citation",
        swap("citation:page-miembros", "mm:source", "source:report"),
    ),
    *[
        case
        for node, kind in {
            ALFA: "mm:Mechanism",
            "state:CRI": "mm:State",
            "territory:ABW": "mm:Territory",
            "organization:bureau": "mm:Organization",
            "region:isthmus": "mm:Region",
            "instrument:pledge": "mm:Instrument",
            "event:first-meeting": "mm:Event",
            "recommendation:meet-more": "mm:Recommendation",
        }.items()
        for case in fires("uncited-entity", node, kind, gone(node, "mm:citation"))
    ],
    *fires(
        "closed-list-empty",
        "claim:alfa-closed",
        "source:page",
        plus(
            "claim:alfa-closed a mm:Claim ; mm:subject mechanism:alfa ; mm:property mm:closedList ;"
            " mm:value role:chair ; mm:year 2021 ; mm:citation citation:page-miembros ; mm:rank mm:normal"
        ),
    ),
    *fires("attested-year-unsourced", CRI, "2019", plus(f"{CRI} mm:attestedYear 2019")),
    *fires(
        "attested-year-unsourced",
        CRI,
        "2021",
        swap("citation:report-forums-p1", "mm:stance", "mm:contradicts"),
    ),
    *fires("attested-year-missing", CRI, "2021", gone(CRI, "mm:attestedYear")),
]

TERMS = [
    *fires("undeclared-term", CRI, "mm:sinceYaer", plus(f"{CRI} mm:sinceYaer 1996")),
    *fires("undeclared-term", ALFA, "mm:Mecanism", plus(f"{ALFA} a mm:Mecanism")),
    *fires(
        "undeclared-claim-property",
        "claim:alfa-established-1995",
        "mm:sinceYear",
        swap("claim:alfa-established-1995", "mm:property", "mm:sinceYear"),
    ),
    *fires(
        "undeclared-claim-property",
        "claim:alfa-established-1995",
        "mm:founded",
        swap("claim:alfa-established-1995", "mm:property", "mm:founded"),
    ),
    *fires(
        "wrong-domain",
        "claim:bravo-established",
        "mm:sinceYear",
        plus("claim:bravo-established mm:sinceYear 2001"),
    ),
    *fires("wrong-domain", "source:report", "mm:rank", plus("source:report mm:rank mm:normal")),
    *fires("wrong-range", CRI, "mm:role", swap(CRI, "mm:role", "status:active")),
    *fires(
        "wrong-range",
        "citation:page-miembros",
        "mm:stance",
        swap("citation:page-miembros", "mm:stance", "mm:normal"),
    ),
    *fires(
        "number-without-unit",
        "figure:alfa-memberCount-2019",
        "mm:memberCount",
        gone("figure:alfa-memberCount-2019", "mm:unit"),
    ),
    *fires(
        "number-without-unit",
        "figure:pledge-votesFor",
        "mm:votesFor",
        gone("figure:pledge-votesFor", "mm:unit"),
    ),
    *fires(
        "number-without-unit",
        "contribution:alfa-budgetShare-CRI",
        "mm:budgetShare",
        gone("contribution:alfa-budgetShare-CRI", "mm:unit"),
    ),
]

DIRECT = [
    *fires("unstated-member", ALFA, "state:JAM-unsaid", plus(f"{ALFA} mm:hasMember state:JAM-unsaid")),
    *fires(
        "unstated-member",
        ALFA,
        "state:HND",
        plus(f"{ALFA} mm:hasMember state:HND"),
        plus(f"state:HND mm:memberOf {ALFA}"),
    ),
    *fires("unstated-member", ALFA, "territory:ABW", plus(f"{ALFA} mm:hasMember territory:ABW")),
    *fires("unstated-mandate", ALFA, "mandate:training", plus(f"{ALFA} mm:hasMandate mandate:training")),
    *fires("unstated-value", ALFA, "mm:ledBy", plus(f"{ALFA} mm:ledBy organization:bureau")),
    *fires("unstated-value", ALFA, "mm:partOf", plus(f"{ALFA} mm:partOf organization:bureau")),
    *fires("unstated-value", ALFA, "mm:memberCount", plus(f"{ALFA} mm:memberCount 99")),
    *fires("unstated-value", ALFA, "mm:establishedYear", plus(f"{ALFA} mm:establishedYear 1990")),
    *fires("unstated-value", "mechanism:bravo", "mm:endedYear", plus("mechanism:bravo mm:endedYear 1990")),
    *fires("deprecated-only", CRI, "state:CRI", swap(CRI, "mm:rank", "mm:deprecated")),
    *fires(
        "deprecated-only",
        "assignment:bravo-training",
        "mandate:training",
        swap("assignment:bravo-training", "mm:rank", "mm:deprecated"),
    ),
    *fires(
        "deprecated-only",
        "claim:bravo-established",
        "mm:established",
        swap("claim:bravo-established", "mm:rank", "mm:deprecated"),
    ),
    *fires("status-disagrees", ALFA, "status:active", swap(ALFA, "mm:status", "status:ended")),
    *fires("since-before-founding", CRI, "1996", swap(CRI, "mm:sinceYear", "1995")),
    *fires(
        "list-status-disagrees",
        ALFA,
        "list-status:unknown",
        swap(ALFA, "mm:memberListStatus", "list-status:unknown"),
    ),
    *fires(
        "list-status-disagrees",
        "mechanism:charlie",
        "list-status:partial",
        gone("membership:charlie-CRI-member", "mm:mechanism"),
    ),
]

#: Node, its date as it stands in the small graph, and the property of the year beside it.
DATED = (
    (CRI, "1996-03", "mm:sinceYear"),
    ("membership:alfa-NIC-member", "2023-11-19", "mm:untilYear"),
    ("instrument:pledge", "2010-05-04", "mm:adoptedYear"),
    ("recommendation:meet-more", "2025-06", "mm:targetYear"),
    ("event:first-meeting", "1996-03-13", "mm:year"),
    ("source:report", "2021-11", "mm:year"),
)
DATES = [
    case
    for node, date, year in DATED
    for case in fires("date-year", node, date, gone(node, year), swap(node, year, "1987"))
]

CASES: list[Case] = [
    *MISSING,
    *DATES,
    *NODES,
    *CONTROLS,
    *CITATIONS,
    *TERMS,
    *VALUES,
    *CLASHES,
    *NAMES,
    *DIRECT,
    *CONCEPTS,
]
