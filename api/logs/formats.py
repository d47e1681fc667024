"""A record of the log as a line: a JSON object, or text for people. No secret and no second line gets in."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

#: The attribute of a record that holds its fields: ``log.info("event", extra={FIELDS: {...}})``.
FIELDS: Final = "fields"
_HIDDEN: Final = "[hidden]"
#: Control characters, the separators that some readers take for the end of a line, and what turns text about.
_CONTROLS: Final = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}
_CONTROLS.update({code: f"\\u{code:04x}" for code in (0x2028, 0x2029, *range(0x202A, 0x202F))})


def on_one_line(text: str) -> str:
    """Return ``text`` with its control characters escaped."""
    return text.translate(_CONTROLS)


def printable(text: str, most: int = 200) -> str:
    """Return ``text`` as a header may hold it: visible ASCII, "?" for the rest, ``most`` characters."""
    return "".join(character if " " < character < "\x7f" else "?" for character in text)[:most]


class LineFormatter(logging.Formatter):
    """What both formats share: the members of a line; ``secrets`` are never written."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def members(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return time (RFC 3339, UTC), level, event, the record's fields, the traceback as one field."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        found: dict[str, Any] = {
            "time": when.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        fields = getattr(record, FIELDS, None)
        if isinstance(fields, Mapping):
            found.update(fields)
        else:
            found["logger"] = record.name
        if record.exc_info:
            found["traceback"] = self.formatException(record.exc_info)
        return found

    def hidden(self, line: str) -> str:
        """Return ``line`` without the secrets."""
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return line


class JsonFormatter(LineFormatter):
    """One JSON object a line, in ASCII."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return self.hidden(json.dumps(self.members(record), default=str))


class TextFormatter(LineFormatter):
    """``time LEVEL event name=value …``; a traceback follows, indented."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        members = self.members(record)
        traceback = members.pop("traceback", "")
        lead = f"{members.pop('time')} {members.pop('level').upper()} {members.pop('event')}"
        line = on_one_line(" ".join([lead, *(f"{name}={value}" for name, value in members.items())]))
        indented = [f"    {on_one_line(part)}" for part in traceback.splitlines()]
        return self.hidden("\n".join([line, *indented]))
