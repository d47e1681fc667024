"""Faults put into the shipped record, each with the rule of ``kg validate`` that must tell it."""

from __future__ import annotations

from typing import NamedTuple

CITATION = r"\n    mm:citation\s[^;.]*(?=[;.])"


class Fault(NamedTuple):
    """Replace ``pattern`` by ``new`` in the first block of ``kind`` that has it: ``rule`` must fire there."""

    name: str
    kind: str
    pattern: str
    new: str
    rule: str
    marker: str = " a mm:"


#: Statements and entities without a source, and sources that are none.
UNSOURCED = [
    Fault("membership", "a mm:Membership", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("assignment", "a mm:MandateAssignment", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("claim", "a mm:Claim ;", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("figure", "a mm:Claim, mm:Figure", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("money", "mm:Contribution", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("mechanism", "a mm:Mechanism", CITATION, "\n    mm:status status:active ", "uncited-entity"),
    Fault(
        "undeclared-citation",
        "a mm:Membership",
        r"mm:citation citation:\S+(?= ;)",
        "mm:citation citation:nowhere",
        "statement-citation",
        "citation:nowhere",
    ),
    Fault("citation-of-nothing", "a mm:Citation", r"\n    mm:source \S+ ;", "", "citation-source"),
    Fault(
        "citation-of-unknown",
        "a mm:Citation",
        r"mm:source source:\S+",
        "mm:source source:hearsay",
        "citation-source",
        "source:hearsay",
    ),
    Fault(
        "citation-without-place",
        "a mm:Citation",
        r"\n    mm:locator [^;]* ;",
        "",
        "citation-without-locator",
    ),
]
#: Values outside their datatype or their range.
VALUES = [
    Fault(
        "year-in-words",
        "a mm:Membership",
        r"mm:sinceYear \d+",
        'mm:sinceYear "long ago"',
        "sinceYear-range",
        "mm:sinceYear",
    ),
    Fault(
        "year-with-a-fraction",
        "a mm:Membership",
        r"mm:sinceYear (\d+)",
        r"mm:sinceYear \1.5",
        "sinceYear-integer",
        "mm:sinceYear",
    ),
    Fault(
        "year-far-off",
        "a mm:Membership",
        r"mm:sinceYear \d+",
        "mm:sinceYear 3018",
        "sinceYear-range",
        "mm:sinceYear",
    ),
    Fault(
        "month-13",
        "a mm:Claim ;\n    mm:subject \\S+ ;\n    mm:property mm:established",
        r'mm:value "(\d{4})[^"]*"\^\^xsd:\w+',
        r'mm:value "\1-13"^^xsd:gYearMonth',
        "claim-value-date",
        "mm:value",
    ),
    Fault(
        "count-in-words",
        "mm:property mm:memberCount",
        r"mm:value \d+",
        'mm:value "many"@en',
        "figure-value",
        "mm:value",
    ),
    Fault(
        "paragraph-0",
        "a mm:Citation",
        r"mm:paragraph \d+",
        "mm:paragraph 0",
        "citation-paragraph",
        "mm:paragraph 0",
    ),
]
#: Terms that are in no scheme, or in another one.
SCHEMES = [
    Fault("role", "a mm:Membership", r"role:\w[\w-]*", "role:guest", "membership-role", "role:guest"),
    Fault(
        "role-of-another-scheme",
        "a mm:Membership",
        r"role:\w[\w-]*",
        "status:active",
        "membership-role",
        "status:active",
    ),
    Fault("rank", "a mm:Membership", "mm:rank mm:normal", "mm:rank mm:supports", "statement-rank", "mm:rank"),
    Fault(
        "stance", "a mm:Citation", "mm:stance mm:supports", "mm:stance mm:likes", "citation-stance", "mm:li"
    ),
    Fault(
        "unit", "a mm:Claim, mm:Figure", r"mm:unit unit:\w+", "mm:unit unit:cats", "figure-unit", "unit:cats"
    ),
    Fault(
        "mandate",
        "a mm:MandateAssignment",
        r"mm:mandate mandate:\S+",
        "mm:mandate mandate:juggling",
        "assignment-mandate",
        "mandate:juggling",
    ),
    Fault(
        "type",
        "a mm:Mechanism",
        r"mechanism-type:[\w-]+",
        "mechanism-type:club",
        "mechanism-type",
        "mechanism-type:club",
    ),
    Fault("status", "a mm:Mechanism", r" status:[\w-]+", " status:asleep", "mechanism-status", "status:asl"),
    Fault(
        "list",
        "a mm:Mechanism",
        r"list-status:\w+",
        "list-status:long",
        "mechanism-list-status",
        "list-status:long",
    ),
]
#: Names of two things of which neither says that they are two.
NAMES = [
    Fault("declaration-removed", "^mechanism:cam ", r"\n    owl:differentFrom [^;]* ;", "", "ambiguous-name"),
    Fault("same-acronym", "^mechanism:ceam ", 'mm:acronym "CEAM"', 'mm:acronym "C.I.D.I."', "ambiguous-name"),
    Fault(
        "name-of-a-state",
        "^instrument:tegucigalpa-protocol ",
        "a mm:Instrument ;",
        'a mm:Instrument ;\n    skos:altLabel "panama"@en ;',
        "ambiguous-name",
    ),
]
