"""What was asked of the wrong command: the command that answers about it."""

from __future__ import annotations

from typing import Final

from kg.errors import UnknownIdError
from kg.model import Ref

#: Kind → the command that answers about one node of it; every other node is described in RDF.
_COMMANDS: Final = {
    "mechanism": "kg mechanism {}",
    "state": "kg states {}",
    "territory": "kg states {}",
    "mandate": "kg mechanisms --mandate {}",
    "objective": "kg objectives {}",
    "source": "kg audit --source {}",
}


def explained(error: UnknownIdError, lang: str) -> str:
    """Return the message of ``error`` in ``lang``; for a name of another kind with where it is answered."""
    message = error.spanish if lang == "es" else str(error)
    if not error.elsewhere:
        return message
    listed = ", ".join(_command(ref) for ref, _ in error.elsewhere)
    return f"{message} {'Consulte' if lang == 'es' else 'See'}: {listed}"


def _command(ref: Ref) -> str:
    return _COMMANDS.get(ref.kind, f'kg query "DESCRIBE {ref.kind}:{{}}"').format(ref.id)
