"""The verdict on files that are not Turtle, and on files of another kind than ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataInvalidError
from kg.store.loading import open_store
from kg.validation import ensure_valid, validate

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"


def test_ours_in_another_syntax_is_validated_without_lines(tmp_path: Path) -> None:
    path = tmp_path / "small.nq"
    lines = open_store(SMALL).statements().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if b"state/CRI> <http://www.w3.org/2000" not in line))
    report = validate(path)
    assert {(row.rule, row.node, row.line) for row in report.errors} >= {("label", "state:CRI", None)}
    assert report.file == str(path)


@pytest.mark.parametrize("name", ["any.ttl", "any.nt", "any.trig"])
def test_what_is_not_ours_is_told_how_to_be_served(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<urn:s> <urn:p> <urn:o> .\n" if name != "any.trig" else "<urn:g> { <urn:s> a <urn:o> }")
    with pytest.raises(DataInvalidError, match="--no-validate") as caught:
        ensure_valid(path)
    assert str(caught.value).startswith(f"{path}: ")
