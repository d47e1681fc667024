"""Shipped files are found from anywhere, in a checkout and in an installed package."""

from __future__ import annotations

import pytest

from kg import resources
from kg.errors import DataError


@pytest.fixture(autouse=True)
def fresh():
    resources.root.cache_clear()
    yield
    resources.root.cache_clear()


def test_files_of_the_checkout_are_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert resources.data_file().is_file()
    names = [path.name for path in resources.ontology_files()]
    assert names == ["migration-mechanisms.ttl", "vocabularies.ttl", "mandates.ttl", "alignments.ttl"]
    assert all(path.is_file() for path in resources.ontology_files())
    for files in (resources.shape_files(), resources.rule_files(), resources.hygiene_files()):
        assert files == sorted(files)
        assert files
    assert all(path.suffix == ".rq" for path in resources.competency_files())


def test_the_bundle_of_a_wheel_goes_first(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "kg"
    for name in ("ontology", "data"):
        (package / "_bundle" / name).mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.ontology_dir() == package / "_bundle" / "ontology"
    assert resources.data_file() == package / "_bundle" / "data" / "mechanisms.ttl"


def test_an_incomplete_installation_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "site-packages" / "kg")
    with pytest.raises(DataError, match="install it again"):
        resources.root()
