"""Files of every syntax: ours beside the ontology, others alone and whole, faults with their line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import resources
from kg.errors import DataError, DataSyntaxError
from kg.store.loading import dataset_of, open_store, with_ontology

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"
NAMES = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:"'
RDF = f'<?xml version="1.0"?>\n<rdf:RDF {NAMES}>\n'
ONE = {
    "a.ttl": "<urn:s> <urn:e:p> <urn:o> .",
    "a.nt": "<urn:s> <urn:e:p> <urn:o> .",
    "a.nq": "<urn:s> <urn:e:p> <urn:o> .",
    "a.trig": "{ <urn:s> <urn:e:p> <urn:o> }",
    "a.rdf": RDF
    + '<rdf:Description rdf:about="urn:s"><e:p rdf:resource="urn:o"/></rdf:Description></rdf:RDF>',
    "a.JSONLD": '{"@id": "urn:s", "urn:e:p": {"@id": "urn:o"}}',
}
WRONG = {
    "w.ttl": ("<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> .\n", 2),
    "w.nt": ("<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> .\n", 2),
    "w.nq": ("\n\n<urn:s> <urn:p> 1 .\n", 3),
    "w.trig": ("<urn:g> {\n<urn:s> <urn:p> <urn:o> .\n<urn:s> .\n}\n", 3),
    "w.rdf": (f"{RDF}\n\n<e:X></e:Y>\n</rdf:RDF>", 5),
    "v.rdf": (f'{RDF}\n<e:X rdf:ID="x y"/>\n</rdf:RDF>', 4),
    "doctype.xml": (f'{RDF[:22]}<!DocType x [\n<!ENTITY a "b">]>\n{RDF[22:]}</rdf:RDF>', 2),
    "inside.owl": (f"{RDF}<!-- {'x' * 200_000}\n-->\n<!DOCTYPE x>\n</rdf:RDF>", 5),
    "w.jsonld": ('{\n"@id": "urn:s",\n"urn:p": [1,\n}', 4),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ONE)
def test_every_syntax_by_its_ending(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(ONE[name].encode()) if packed else ONE[name].encode())
    loaded = open_store(path)
    assert loaded.dump() == b"<urn:s> <urn:e:p> <urn:o> .\n"
    assert loaded.statements() == loaded.dump()
    assert not loaded.ours


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", WRONG)
def test_a_fault_has_file_and_line(tmp_path: Path, name: str, packed: bool) -> None:
    text, line = WRONG[name]
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    with pytest.raises(DataSyntaxError) as caught:
        open_store(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert "\n" not in str(caught.value)


def test_what_is_no_rdf_file_is_told(tmp_path: Path) -> None:
    cut = tmp_path / "cut.nt.gz"
    cut.write_bytes(gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n" * 1000)[:40])
    (tmp_path / "plain.nt.gz").write_bytes(b"<urn:s> <urn:p> <urn:o> .\n")
    (tmp_path / "letter.doc").write_text("")
    for name, said in (
        ("cut.nt.gz", "no whole gzip file"),
        ("plain.nt.gz", "no whole gzip file"),
        ("letter.doc", "known endings: .ttl, "),
        ("none.nt", "cannot be read: No such file"),
        (".", "unknown kind of file"),
    ):
        with pytest.raises(DataError, match=said):
            open_store(tmp_path / name)


def test_a_remote_context_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "remote.jsonld"
    path.write_text('{"@context": "http://127.0.0.1:9/context", "@id": "urn:s", "urn:p": 1}')
    with pytest.raises(DataSyntaxError, match="a remote @context is not fetched"):
        open_store(path)


def test_another_dataset_is_served_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "any.trig"
    path.write_text("_:x <p> _:x . <urn:g> { _:x <urn:p> 1 } _:g { <urn:s> <urn:p> 2 }")
    loaded = open_store(path)
    assert (len(loaded), loaded.graphs, loaded.ours) == (3, frozenset({"urn:g"}), False)
    (default,) = loaded.raw.quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert default.predicate == ox.NamedNode((tmp_path / "p").as_uri())
    again = with_ontology(loaded.dump(), ours=False, graphs=["urn:empty"])
    assert set(again.raw) == set(loaded.raw)  # blank nodes kept
    assert again.graphs == {"urn:g", "urn:empty"}


def test_statements_of_ours_stand_beside_the_ontology() -> None:
    loaded = open_store(SMALL)
    assert loaded.ours
    assert dataset_of(loaded.raw) == "https://w3id.org/migration-mechanisms/id/dataset"
    alone = ox.Store()
    alone.load(path=str(SMALL))
    assert set(loaded.statements().splitlines()) == set(alone.dump(format=ox.RdfFormat.N_QUADS).splitlines())
    for path in resources.ontology_files():
        alone.load(path=str(path))
    assert set(loaded.raw) == set(alone)
    assert set(with_ontology(loaded.statements(), ours=True).raw) == set(alone)
