"""Ways to break a formatted data file, each with what validation must then say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """``rule`` must fire on ``node`` (compact IRI) at the line of ``marker``, sought from its block on."""

    rule: str
    node: str
    marker: str


class File:
    """The text of a formatted data file; each node of it is broken at most once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._used: set[str] = set()

    def change(self, pattern: str, new: str, *also: str) -> str:
        """Replace ``pattern`` in the first whole block that has it and ``also``; return its subject."""
        for block in self.text.partition("## Derived")[0].split("\n\n"):
            subject = block.split(" ")[0]
            if subject not in self._used and all(re.search(part, block) for part in (pattern, *also)):
                self._used.add(subject)
                self.text = self.text.replace(block, re.sub(pattern, new, block, count=1), 1)
                return subject
        raise AssertionError(f"the file has no node with {pattern!r} to break")

    def derived(self, pattern: str, new: str) -> str:
        """Replace ``pattern`` in the section of derived triples; return the subject it stood under."""
        head, mark, tail = self.text.partition("## Derived")
        found = re.search(pattern, tail)
        assert found
        self.text = head + mark + tail[: found.start()] + found.expand(new) + tail[found.end() :]
        before = tail[: found.end()]
        return re.findall(r"^(\S+:\S+) ", before, re.MULTILINE)[-1]

    def line(self, expected: Expected) -> int:
        """Return the line (from 1) on which the finding must be reported."""
        rows = self.text.splitlines()
        start = next(n for n, row in enumerate(rows) if row.startswith(f"{expected.node} "))
        return next(n for n in range(start, len(rows)) if re.search(expected.marker, rows[n])) + 1


MEMBERSHIP = "a mm:Membership"
NORMAL = "mm:rank mm:normal"


def missing_citation(file: File) -> Expected:
    node = file.change(r"\n    mm:citation\s[^;]*;", "", MEMBERSHIP)
    return Expected("statement-citation", node, MEMBERSHIP)


def missing_rank(file: File) -> Expected:
    return Expected("statement-rank", file.change(f" ;\n    {NORMAL}", "", MEMBERSHIP), MEMBERSHIP)


def rank_without_reason(file: File) -> Expected:
    node = file.change(NORMAL, "mm:rank mm:preferred", MEMBERSHIP)
    return Expected("statement-rank-reason", node, MEMBERSHIP)


def year_3018(file: File) -> Expected:
    node = file.change(r"mm:sinceYear \d+", "mm:sinceYear 3018", MEMBERSHIP)
    return Expected("sinceYear-range", node, "mm:sinceYear 3018")


def unknown_state(file: File) -> Expected:
    node = file.change(r"mm:participant state:\w+", "mm:participant state:ZZZ", MEMBERSHIP)
    return Expected("membership-participant", node, "state:ZZZ")


def ends_before_it_begins(file: File) -> Expected:
    node = file.change(
        r"(mm:sinceYear \d+ ;)", r"\1\n    mm:untilYear 1900 ;", MEMBERSHIP, r"(?s)\A(?!.*mm:untilYear)"
    )
    return Expected("membership-order", node, "mm:sinceYear")


def member_before_the_founding(file: File) -> Expected:
    founded = re.findall(r"mm:subject (mechanism:\S+) ;\n    mm:property mm:established ", file.text)
    mechanism = f"mm:mechanism ({'|'.join(founded)}) ;"
    node = file.change(r"mm:sinceYear \d+", "mm:sinceYear 1801", MEMBERSHIP, mechanism)
    return Expected("since-before-founding", node, MEMBERSHIP)


def label_missing_in_spanish(file: File) -> Expected:
    node = file.change(r'(rdfs:label "[^"]*"@en), "[^"]*"@es', r"\1", "a mm:State")
    return Expected("label", node, "rdfs:label")


def ill_typed_date(file: File) -> Expected:
    node = file.change(
        r'mm:value "(\d{4})[^"]*"\^\^xsd:\w+', r'mm:value "\1-13"^^xsd:gYearMonth', "a mm:Claim"
    )
    return Expected("claim-value-date", node, "mm:value")


def stale_direct_triple(file: File) -> Expected:
    node = file.derived(r"mm:establishedYear \d+", "mm:establishedYear 1888")
    return Expected("surplus-direct-triple", node, "mm:establishedYear 1888")


def direct_triple_not_written(file: File) -> Expected:
    node = file.derived(r"\nassignment:(\S+) a mm:Statement \.", r"\n# assignment:\1 .")
    node = re.findall(r"# (assignment:\S+) \.", file.text)[-1]
    return Expected("missing-direct-triple", node, "a mm:MandateAssignment")


def direct_triple_by_hand(file: File) -> Expected:
    node = file.change("(a mm:Mechanism ;)", r"\1\n    mm:endedYear 2099 ;")
    return Expected("surplus-direct-triple", node, "mm:endedYear 2099")


def direct_triple_by_hand_as_hygiene_sees_it(file: File) -> Expected:
    node = file.change("(a mm:Mechanism ;)", r"\1\n    mm:endedYear 2098 ;")
    return Expected("unstated-value", node, "mm:endedYear 2098")


BREAKS: list[Callable[[File], Expected]] = [
    missing_citation,
    missing_rank,
    rank_without_reason,
    year_3018,
    unknown_state,
    ends_before_it_begins,
    member_before_the_founding,
    label_missing_in_spanish,
    ill_typed_date,
    stale_direct_triple,
    direct_triple_not_written,
    direct_triple_by_hand,
    direct_triple_by_hand_as_hygiene_sees_it,
]
