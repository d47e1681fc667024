"""What errors say in Spanish."""

from __future__ import annotations

import re

import pytest

from kg.errors import UnknownIdError
from kg.namespaces import KINDS


@pytest.mark.parametrize("kind", [*KINDS, "objective", "kind", "node", "participant", "conflict", "query"])
def test_every_kind_that_may_be_unknown_has_its_spanish_name(kind: str):
    said = UnknownIdError(kind, "nada", ["algo"]).spanish
    match = re.fullmatch(r"No se conoce (el|la) ([a-zA-Zñáéíóú ]+) 'nada'\. ¿Quiso decir algo\?", said)
    assert match, said
    assert "-" not in match[2]
