"""The sentence that stands on the page where no script runs."""

from __future__ import annotations

import pytest

from kg.views.explorer import document_of
from kg.views.explorer.plain import plain
from kg.views.words import explorer_catalogue, translated


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "In 1900, nobody on record holds a seat in the mechanisms shown."),
        ("es", "En 1900 no consta"),
    ],
)
def test_where_nobody_is_on_record_nothing_is_counted(small, lang, said):
    words = translated(explorer_catalogue(lang))
    document = document_of(small.snapshot)
    assert plain(small.snapshot, document, 1900, lang, words).sentence.startswith(said)
    now = plain(small.snapshot, document, small.snapshot.now, lang, words).sentence
    assert not now.startswith(said)
    assert str(small.snapshot.now) in now
