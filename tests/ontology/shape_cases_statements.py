"""Invalid variations for the shapes of statements and citations."""

from __future__ import annotations

from tests.ontology.ontology_changes import Case, fires, fires_swapped, gone, less, plus, swap

CRI = "membership:alfa-CRI-member"
PREFERRED = "membership:alfa-PAN-member-2"
DIALOGUE = "assignment:alfa-dialogue"
FOUNDED = "claim:alfa-established-march"
COUNT = "figure:alfa-memberCount-2019"
SHARE = "contribution:alfa-budgetShare-CRI"
REST = "contribution:alfa-budgetShare-rest"
PLACE = "citation:report-forums-p1"
TWO = "mm:value 1, 2"

STATEMENT = [
    *fires("statement-citation", CRI, "mm:citation", gone(CRI, "mm:citation")),
    *fires_swapped("statement-citation", DIALOGUE, "mm:citation", "source:report", "citation:nowhere"),
    *fires_swapped("statement-support", FOUNDED, "mm:citation", "citation:report-forums-p2-omits"),
    *fires("statement-rank", COUNT, "mm:rank", gone(COUNT, "mm:rank"), plus(f"{COUNT} mm:rank mm:preferred")),
    *fires_swapped("statement-rank", CRI, "mm:rank", "mm:supports"),
    *fires("statement-inferred", CRI, "mm:inferred", plus(f'{CRI} mm:inferred "yes"')),
    *fires(
        "statement-rank-reason",
        PREFERRED,
        "",
        gone(PREFERRED, "mm:rankReason"),
        less(f'{PREFERRED} mm:rankReason "Porque sí."@es'),
        swap(PREFERRED, "mm:rankReason", '"Because."@en, "Parce que."@fr'),
    ),
    *fires("statement-rank-reason", CRI, "", swap(CRI, "mm:rank", "mm:deprecated")),
    *fires("statement-note", CRI, "", less(f'{CRI} mm:note "A founder."@en')),
    *fires(
        "statement-inferred-note",
        CRI,
        "",
        gone(CRI, "mm:note") + f" ; INSERT DATA {{ {CRI} mm:inferred true }}",
    ),
]

MEMBERSHIP = [
    *fires("membership-mechanism", CRI, "mm:mechanism", gone(CRI, "mm:mechanism")),
    *fires_swapped(
        "membership-mechanism", CRI, "mm:mechanism", "mechanism:unheard-of", "organization:bureau"
    ),
    *fires("membership-participant-count", CRI, "mm:participant", gone(CRI, "mm:participant")),
    *fires("membership-participant-count", CRI, "mm:participant", plus(f"{CRI} mm:participant state:MEX")),
    *fires_swapped(
        "membership-participant", CRI, "mm:participant", "state:XYZ", "event:first-meeting", '"CRI"'
    ),
    *fires("membership-role", CRI, "mm:role", gone(CRI, "mm:role"), plus(f"{CRI} mm:role role:chair")),
    *fires_swapped("membership-role", CRI, "mm:role", "role:boss", "status:active"),
    *fires_swapped("membership-role-scheme", CRI, "mm:role", "status:active", "role:boss"),
    *fires("membership-order", CRI, "mm:sinceYear", plus(f"{CRI} mm:untilYear 1995")),
    *fires("membership-attested-order", CRI, "mm:sinceYear", plus(f"{CRI} mm:attestedYear 1990")),
    *fires("membership-founding", CRI, "", swap(CRI, "mm:sinceYear", "1995")),
]

ASSIGNMENT = [
    *fires("assignment-mechanism", DIALOGUE, "mm:mechanism", gone(DIALOGUE, "mm:mechanism")),
    *fires_swapped("assignment-mechanism", DIALOGUE, "mm:mechanism", "state:CRI", "mechanism:unheard-of"),
    *fires("assignment-mandate", DIALOGUE, "mm:mandate", gone(DIALOGUE, "mm:mandate")),
    *fires("assignment-mandate", DIALOGUE, "mm:mandate", plus(f"{DIALOGUE} mm:mandate mandate:training")),
    *fires_swapped("assignment-mandate", DIALOGUE, "mm:mandate", "mandate:unheard-of", "role:member"),
]

CLAIM = [
    *fires("claim-subject", FOUNDED, "mm:subject", gone(FOUNDED, "mm:subject")),
    *fires_swapped("claim-subject", FOUNDED, "mm:subject", "mechanism:unheard-of", "source:report"),
    *fires("claim-property", FOUNDED, "mm:property", gone(FOUNDED, "mm:property")),
    *fires_swapped(
        "claim-property", FOUNDED, "mm:property", "mm:etablished", "mm:sinceYear", '"established"'
    ),
    *fires("claim-value", FOUNDED, "mm:value", gone(FOUNDED, "mm:value")),
    *fires("claim-value-single", FOUNDED, "", plus(f'{FOUNDED} mm:value "1997"^^xsd:gYear')),
    *fires(
        "claim-value-single",
        "claim:alfa-attendanceLevel",
        "",
        less('claim:alfa-attendanceLevel mm:value "viceministros"@es'),
    ),
    *fires(
        "claim-value-date",
        FOUNDED,
        "",
        *(
            swap(FOUNDED, "mm:value", value)
            for value in (
                "1996",
                '"1996"',
                '"1996-13"^^xsd:gYearMonth',
                '"1996-3"^^xsd:gYearMonth',
                '"1996-03"^^xsd:gYear',
                '"2021-02-29"^^xsd:date',
                '"2021-04-31"^^xsd:date',
                '"1996-03-01T00:00:00"^^xsd:dateTime',
                "state:CRI",
            )
        ),
    ),
    *fires(
        "claim-value-date-range",
        FOUNDED,
        "",
        *(swap(FOUNDED, "mm:value", f'"{year}"^^xsd:gYear') for year in (1799, 2101, 3018)),
    ),
    *fires(
        "claim-value-node",
        "claim:charlie-predecessor-bravo",
        "",
        swap("claim:charlie-predecessor-bravo", "mm:value", '"bravo"'),
    ),
    *fires(
        "claim-value-voter",
        "claim:pledge-votedAgainst-JAM",
        "",
        swap("claim:pledge-votedAgainst-JAM", "mm:value", "organization:bureau"),
    ),
    *fires(
        "claim-value-attribute",
        "claim:pledge-legallyBinding",
        "",
        swap("claim:pledge-legallyBinding", "mm:value", "status:active"),
    ),
    *fires("claim-typed-figure", COUNT, "", less(f"{COUNT} a mm:Figure")),
    *fires("claim-typed-figure", "figure:pledge-votesFor", "", less("figure:pledge-votesFor a mm:Figure")),
    *fires("claim-typed-contribution", SHARE, "", less(f"{SHARE} a mm:Contribution")),
]


def numbers(prefix: str, node: str, other_unit: str) -> list[Case]:
    """The cases that figures and contributions share."""
    return [
        *fires_swapped(f"{prefix}-value", node, "mm:value", '"eight"', "-1", '"8"', "state:CRI"),
        *fires(
            f"{prefix}-unit", node, "mm:unit", gone(node, "mm:unit"), plus(f"{node} mm:unit {other_unit}")
        ),
        *fires_swapped(f"{prefix}-unit", node, "mm:unit", "unit:furlongs", '"members"'),
        *fires(f"{prefix}-year", node, "mm:year", plus(f"{node} mm:year 2011")),
        *fires(f"{prefix}-claim", node, "rdf:type", less(f"{node} a mm:Claim")),
    ]


NUMBERS = [
    *numbers("figure", COUNT, "unit:states"),
    *numbers("contribution", SHARE, "unit:usd"),
    *fires_swapped("contribution-contributor", SHARE, "mm:contributor", "state:XYZ", "event:first-meeting"),
    *fires("contribution-contributor", SHARE, "mm:contributor", plus(f"{SHARE} mm:contributor state:MEX")),
    *fires("contribution-group", REST, "", less(f'{REST} mm:contributorGroup "Cada uno de los demás"@es')),
    *fires("contribution-percent", SHARE, "", swap(SHARE, "mm:value", "100.01")),
]

CITATION = [
    *fires("citation-source", PLACE, "mm:source", gone(PLACE, "mm:source")),
    *fires_swapped("citation-source", PLACE, "mm:source", "source:unheard-of", "state:CRI"),
    *fires("citation-locator", PLACE, "mm:locator", gone(PLACE, "mm:locator")),
    *fires_swapped("citation-locator", PLACE, "mm:locator", '"  "', '"a"@en', '"a", "b"'),
    *fires("citation-section", PLACE, "mm:section", gone(PLACE, "mm:section")),
    *fires_swapped("citation-paragraph", PLACE, "mm:paragraph", "0", '"1"', "1, 2"),
    *fires("citation-stance", PLACE, "mm:stance", gone(PLACE, "mm:stance")),
    *fires_swapped("citation-stance", PLACE, "mm:stance", "mm:normal", "mm:supports, mm:omits"),
]

CASES = [*STATEMENT, *MEMBERSHIP, *ASSIGNMENT, *CLAIM, *NUMBERS, *CITATION]
