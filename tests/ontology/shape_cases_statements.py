"""Invalid variations for the shapes of statements and citations."""

from __future__ import annotations

from tests.ontology.ontology_changes import Case, fires, fires_swapped, gone, less, plus, swap

CRI = "membership:alfa-CRI-member"
PREFERRED = "membership:alfa-PAN-member-2"
DIALOGUE = "assignment:alfa-dialogue"
FOUNDED = "claim:alfa-established-march"
LEVEL = "claim:alfa-attendanceLevel"
COUNT = "figure:alfa-memberCount-2019"
SHARE = "contribution:alfa-budgetShare-CRI"
REST = "contribution:alfa-budgetShare-rest"
PLACE = "citation:report-forums-p1"
TWO = "mm:value 1, 2"
NO_DATE = ("2021", '"2021-13"^^xsd:gYearMonth', '"1799"^^xsd:gYear', '"2020"^^xsd:gYear, "2021"^^xsd:gYear')

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
    *fires("claim-value-single", FOUNDED, "mm:value", plus(f'{FOUNDED} mm:value "1997"^^xsd:gYear')),
    *fires(
        "claim-value-texts",
        LEVEL,
        "mm:value",
        less(f'{LEVEL} mm:value "viceministros"@es'),
        swap(LEVEL, "mm:value", '"x"@en, "y"@es, "z"@fr'),
        swap(LEVEL, "mm:value", '"x"@en, "y"@en, "z"@es'),
        swap(LEVEL, "mm:value", '"x"@en, "y"'),
        swap(LEVEL, "mm:value", '" "@en, "y"@es'),
    ),
    *fires(
        "claim-value-date",
        FOUNDED,
        "mm:value",
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
        "mm:value",
        *(swap(FOUNDED, "mm:value", f'"{year}"^^xsd:gYear') for year in (1799, 2101, 3018)),
    ),
    *fires(
        "claim-value-node",
        "claim:charlie-predecessor-bravo",
        "mm:value",
        swap("claim:charlie-predecessor-bravo", "mm:value", '"bravo"'),
    ),
    *fires(
        "claim-value-node",
        "claim:pledge-votedAgainst-JAM",
        "mm:value",
        swap("claim:pledge-votedAgainst-JAM", "mm:value", '"Jamaica"'),
    ),
    *fires(
        "claim-value-attribute",
        "claim:pledge-legallyBinding",
        "mm:value",
        swap("claim:pledge-legallyBinding", "mm:value", "status:active"),
    ),
    *fires("claim-typed-figure", COUNT, "", less(f"{COUNT} a mm:Figure")),
    *fires("claim-typed-figure", "figure:pledge-votesFor", "", less("figure:pledge-votesFor a mm:Figure")),
    *fires("claim-typed-contribution", SHARE, "", less(f"{SHARE} a mm:Contribution")),
]

#: A valid closed list; each case of CLOSED_LIST spoils one thing in it.
CLOSED = "claim:alfa-closed"
LISTING = f"{CLOSED} a mm:Claim ; mm:property mm:closedList ; mm:rank mm:normal"
DATED = f"{LISTING} ; mm:citation {PLACE}"
UNDATED = f"{LISTING} ; mm:citation citation:page-miembros"

CLOSED_LIST = [
    *fires(
        "claim-value-node",
        CLOSED,
        "mm:value",
        plus(f'{DATED} ; mm:subject mechanism:alfa ; mm:value "member"'),
    ),
    *fires(
        "closed-list-subject",
        CLOSED,
        "",
        plus(f"{DATED} ; mm:subject organization:bureau ; mm:value role:member"),
    ),
    *fires(
        "closed-list-date",
        CLOSED,
        "",
        plus(f"{UNDATED} ; mm:subject mechanism:alfa ; mm:value role:member"),
    ),
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
    *fires_swapped("percent-value", SHARE, "mm:value", "100.01", "172.5"),
    *fires(
        "percent-value",
        COUNT,
        "mm:value",
        swap(COUNT, "mm:unit", "unit:percent") + f" ; {swap(COUNT, 'mm:value', '101')}",
    ),
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

QUALIFIER = [
    *fires_swapped("qualifier-period-start", COUNT, "mm:periodStart", *NO_DATE),
    *fires_swapped("qualifier-period-end", COUNT, "mm:periodEnd", *NO_DATE),
    *fires(
        "qualifier-period-order",
        COUNT,
        "",
        plus(f'{COUNT} mm:periodStart "2021-05"^^xsd:gYearMonth ; mm:periodEnd "2021-04-30"^^xsd:date'),
        plus(f'{COUNT} mm:periodStart "2021-05"^^xsd:gYearMonth ; mm:periodEnd "2020"^^xsd:gYear'),
    ),
    *fires_swapped("qualifier-approximation", COUNT, "mm:approximation", '"about"', "unit:members"),
    *fires_swapped("qualifier-ordinal", COUNT, "mm:ordinal", "0", '"1"', "1, 2"),
    *fires_swapped("qualifier-follows", COUNT, "mm:follows", "mechanism:alfa", "claim:unheard-of"),
    *fires_swapped("qualifier-concerns", COUNT, "mm:concerns", "role:member", "mandate:dialogue", '"CRI"'),
    *fires_swapped("qualifier-mandate", FOUNDED, "mm:mandate", "role:member", "mandate:unheard-of"),
    *fires("qualifier-population", COUNT, "", plus(f'{COUNT} mm:population "adults"@en')),
    *fires("qualifier-population", COUNT, "", plus(f'{COUNT} mm:population "a"@en, "b"@en, "c"@es')),
]

CASES = [*STATEMENT, *MEMBERSHIP, *ASSIGNMENT, *CLAIM, *CLOSED_LIST, *NUMBERS, *QUALIFIER, *CITATION]
