"""What validation found: findings with a file and line, in both languages, as text for people or as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import Text

SEVERITIES: Final = ("error", "warning", "info")
_NAMES: Final = {
    "error": Text("error", "error"),
    "warning": Text("warning", "aviso"),
    "info": Text("info", "nota"),
}
_COLORS: Final = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_RESET: Final = "\x1b[0m"
#: Findings of one rule that the text shows; the others are counted.
SHOWN: Final = 20
NO_FIX: Final = Text("", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: which rule, where, and what to do.

    ``file`` and ``line`` say where it stands ("" and None: in no file; lines from 1); ``node`` is the compact
    IRI of the thing at fault, ``path`` that of the property (or ''), ``value`` the offending value (or '').
    """

    severity: str
    rule: str
    node: str
    path: str
    file: str
    line: int | None
    message: Text
    fix: Text = NO_FIX
    value: str = ""
    #: 0 breaks a shape or the syntax, 1 a hygiene query, 2 direct triples: often a consequence of the others.
    stage: int = 0

    @property
    def place(self) -> str:
        """``file:line``."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def as_text(self, lang: str = "en", color: bool = False) -> str:
        """Return the finding as one line for a person."""
        name = _NAMES[self.severity].get(lang)
        if color:
            name = f"{_COLORS[self.severity]}{name}{_RESET}"
        todo = self.fix.get(lang)
        about = f"{self.node}: " if self.node else ""
        lead = "Arreglo" if lang == "es" else "Fix"
        place = f"{self.place}: " if self.place else ""
        return f"{place}{name} [{self.rule}] {about}{self.message.get(lang)}" + (
            f" {lead}: {todo}" if todo else ""
        )

    def as_dict(self) -> dict[str, object]:
        """Return the finding as plain data; messages and fixes by language."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "node": self.node,
            "path": self.path,
            "file": self.file,
            "line": self.line,
            "message": {"en": self.message.en, "es": self.message.es},
            "fix": {"en": self.fix.en, "es": self.fix.es},
            "value": self.value,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings in the order of the file, the triples read and the seconds taken."""

    findings: tuple[Finding, ...]
    triples: int
    seconds: float
    file: str = ""

    @property
    def ok(self) -> bool:
        """True when there is no error; warnings do not count."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make the data unusable."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def cause(self) -> Finding | None:
        """The error to mend first: direct triples go stale, and hygiene suffers, where a shape is broken."""
        return min(self.errors, key=lambda row: row.stage, default=None)

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def as_text(self, lang: str = "en", color: bool = False) -> str:
        """Return the report for a person, at most ``SHOWN`` findings of each rule, and a summary line."""
        return "\n".join([*self._lines(lang, color), self._summary(lang)])

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain data, every finding included."""
        return {
            "ok": self.ok,
            "file": self.file,
            "triples": self.triples,
            "seconds": round(self.seconds, 3),
            "counts": self.counts(),
            "findings": [finding.as_dict() for finding in self.findings],
        }

    def _lines(self, lang: str, color: bool) -> Iterator[str]:
        seen: Counter[str] = Counter()
        # Least severe first: on a terminal the errors stand at the end, where the eye is.
        for finding in sorted(self.findings, key=lambda row: -SEVERITIES.index(row.severity)):
            seen[finding.rule] += 1
            if seen[finding.rule] <= SHOWN:
                yield finding.as_text(lang, color)
        for rule, total in seen.items():
            if total > SHOWN:
                more = total - SHOWN
                yield f"… y {more} más de [{rule}]" if lang == "es" else f"… and {more} more of [{rule}]"

    def _summary(self, lang: str) -> str:
        counts = self.counts()
        file = f"{self.file}: " if self.file else ""
        if lang == "es":
            said = f"{counts['error']} errores, {counts['warning']} avisos, {counts['info']} notas"
            return f"{file}{said}; {self.triples} tripletas en {self.seconds:.1f} s"
        said = f"{counts['error']} errors, {counts['warning']} warnings, {counts['info']} notes"
        return f"{file}{said}; {self.triples} triples in {self.seconds:.1f} s"


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` by file, line and rule, each once."""
    return tuple(
        sorted(
            set(findings),
            key=lambda row: (
                row.file,
                row.line or 0,
                row.rule,
                row.node,
                row.path,
                row.value,
                row.message.en,
            ),
        )
    )
