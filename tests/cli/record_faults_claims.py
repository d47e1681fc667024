"""Faults of claims: values and units that their property does not take; see ``record_faults``."""

from __future__ import annotations

from tests.cli.record_faults import Fault


def of_claim(name: str, prop: str, pattern: str, new: str, rule: str) -> Fault:
    """A fault in the value of a claim of ``prop``, told at the line of that value."""
    return Fault(name, f"mm:property mm:{prop} ", pattern, new, rule, "mm:value")


CLAIMS = [
    Fault(
        "concerns-a-role",
        "a mm:Claim ;",
        "mm:concerns [^;]*",
        "mm:concerns role:member ",
        "qualifier-concerns",
        "mm:concerns",
    ),
    of_claim(
        "status-that-is-a-role", "status", r"mm:value status:\S+", "mm:value role:member", "value-class"
    ),
    of_claim(
        "nationals-of-an-organization",
        "eligibleNationals",
        r"mm:value state:\w+",
        "mm:value organization:unicef",
        "value-class",
    ),
    of_claim(
        "contributes-to-a-mandate",
        "contributesTo",
        r"mm:value mechanism:\S+",
        "mm:value mandate:border-management",
        "value-class",
    ),
    of_claim(
        "led-by-an-event", "ledBy", r"mm:value \S+", "mm:value event:indochina-conference-1989", "value-class"
    ),
    of_claim(
        "vote-of-an-organization", "abstained", r"mm:value \S+", "mm:value organization:unicef", "value-class"
    ),
    of_claim("list-of-a-status", "closedList", r"mm:value role:\S+", "mm:value status:active", "value-class"),
    of_claim("perhaps-binding", "legallyBinding", "mm:value false", 'mm:value "perhaps"', "value-datatype"),
    of_claim(
        "number-for-a-text",
        "meetingFrequency",
        r'mm:value\s+"[^"]*"@en,\s+"[^"]*"@es',
        "mm:value 5",
        "value-datatype",
    ),
    of_claim(
        "name-with-a-language", "nameUsed", 'mm:value ("[^"]*")', r"mm:value \1@en, \1@es", "value-datatype"
    ),
    of_claim(
        "text-in-one-language", "cap", r'(mm:value\s+"[^"]*"@en),\s+"[^"]*"@es', r"\1", "claim-value-texts"
    ),
    of_claim("half-a-member", "memberCount", r"mm:value (\d+)", r"mm:value \1.5", "value-datatype"),
    of_claim(
        "half-an-application", "asylumApplications", r"mm:value (\d+)", r"mm:value \1.5", "value-datatype"
    ),
    of_claim("share-above-100", "shareWithoutReintegrationAid", "mm:value ", "mm:value 1", "percent-value"),
    of_claim("budget-above-100", "budgetShare", r"mm:value [\d.]+", "mm:value 100.5", "percent-value"),
    Fault(
        "people-in-dollars",
        "mm:property mm:apprehensions",
        "mm:unit unit:persons",
        "mm:unit unit:usd",
        "value-unit",
        "mm:unit",
    ),
    Fault(
        "deadline-13",
        "a mm:Recommendation",
        r'mm:deadline "(\d{4})[^"]*"\^\^xsd:\w+',
        r'mm:deadline "\1-13"^^xsd:gYearMonth',
        "deadline-form",
        "mm:deadline",
    ),
    Fault(
        "deadline-of-another-year",
        "a mm:Recommendation",
        r'mm:deadline "[^"]*"\^\^xsd:\w+',
        'mm:deadline "1999"^^xsd:gYear',
        "date-year",
        "mm:deadline",
    ),
]
