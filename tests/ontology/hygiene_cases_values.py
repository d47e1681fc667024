"""Cases of values outside what their property takes; see ``hygiene_cases``."""

from __future__ import annotations

from tests.ontology.ontology_changes import fires, gone, plus, swap

LEVEL = "claim:alfa-attendanceLevel"
STATUS = "claim:alfa-status-active"
BEFORE = "claim:charlie-predecessor-bravo"
AGAINST = "claim:pledge-votedAgainst-JAM"
BINDING = "claim:pledge-legallyBinding"
COUNT = "figure:alfa-memberCount-2019"
VOTES = "figure:pledge-votesFor"
SHARE = "contribution:alfa-budgetShare-CRI"


def claim(prop: str, value: str) -> str:
    """Add a claim of one value, or of one text in each language."""
    return plus(
        f"claim:new a mm:Claim ; mm:subject mechanism:alfa ; mm:property mm:{prop} ; mm:value {value}"
    )


CLASSES = [
    *fires("value-class", STATUS, "role:member", swap(STATUS, "mm:value", "role:member")),
    *fires("value-class", BEFORE, "mandate:dialogue", swap(BEFORE, "mm:value", "mandate:dialogue")),
    *fires("value-class", AGAINST, "organization:bureau", swap(AGAINST, "mm:value", "organization:bureau")),
    *fires("value-class", "claim:new", "status:active", claim("closedList", "status:active")),
    *fires(
        "value-class", "claim:new", "organization:bureau", claim("eligibleNationals", "organization:bureau")
    ),
    *fires("value-class", "claim:new", "mandate:dialogue", claim("contributesTo", "mandate:dialogue")),
    *fires(
        "value-class",
        "claim:new",
        "event:first-meeting",
        claim("ledBy", "event:first-meeting"),
        claim("fundedBy", "event:first-meeting"),
        claim("implements", "event:first-meeting"),
        claim("partOf", "event:first-meeting"),
    ),
    *fires("value-class", "claim:new", "organization:unheard-of", claim("ledBy", "organization:unheard-of")),
]

DATATYPES = [
    *fires(
        "value-datatype",
        BINDING,
        "perhaps",
        swap(BINDING, "mm:value", '"perhaps"'),
        swap(BINDING, "mm:value", '"perhaps"^^xsd:boolean'),
        swap(BINDING, "mm:value", '"perhaps"@en, "quizás"@es'),
    ),
    *fires("value-datatype", LEVEL, "5", swap(LEVEL, "mm:value", "5"), swap(LEVEL, "mm:value", '"5"')),
    *fires("value-datatype", "claim:new", "true", claim("cap", "true")),
    *fires("value-datatype", "claim:new", "", claim("nameUsed", '""')),
    *fires("value-datatype", "claim:new", "Alfa", claim("nameUsed", '"Alfa"@en, "Álfa"@es')),
    *fires(
        "value-datatype",
        COUNT,
        "11.5",
        swap(COUNT, "mm:value", "11.5"),
        swap(COUNT, "mm:value", '"11.5"^^xsd:double'),
    ),
    *fires("value-datatype", VOTES, "6.5", swap(VOTES, "mm:value", "6.5")),
    *fires("value-datatype", SHARE, "50", swap(SHARE, "mm:value", '"5e1"^^xsd:double')),
]

UNITS = [
    *fires("value-unit", COUNT, "unit:usd", swap(COUNT, "mm:unit", "unit:usd")),
    *fires("value-unit", VOTES, "unit:members", swap(VOTES, "mm:unit", "unit:members")),
    *fires("value-unit", SHARE, "unit:usd", swap(SHARE, "mm:unit", "unit:usd")),
]

OPEN = [
    *fires("claim-property-open", "mm:ledBy", "mm:valueClass", gone("mm:ledBy", "mm:valueClass")),
    *fires("claim-property-open", "mm:status", "mm:valueClass", gone("mm:status", "rdfs:range")),
    *fires("claim-property-open", "mm:cap", "mm:valueDatatype", gone("mm:cap", "mm:valueDatatype")),
    *fires("claim-property-open", "mm:ended", "mm:valueDatatype", gone("mm:ended", "mm:valueDatatype")),
    *fires("claim-property-open", "mm:votesFor", "mm:valueDatatype", gone("mm:votesFor", "rdfs:range")),
    *fires("claim-property-open", "mm:pledge", "mm:valueUnit", gone("mm:pledge", "mm:valueUnit")),
]

VALUES = [*CLASSES, *DATATYPES, *UNITS, *OPEN]
