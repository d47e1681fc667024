"""Forms decoded: as the standard library does it, whatever comes."""

from __future__ import annotations

import random
from urllib.parse import parse_qsl, quote, quote_plus

import pytest

from api.errors import ProblemError
from api.sparql.incoming import Pairs, form_pairs
from api.sparql.percent import decoded
from kg.model import Text

WHAT = Text("The address", "La dirección")
PIECES = (
    *(
        b"%",
        b"=",
        b"&",
        b"+",
        b"a",
        b"F",
        b"3",
        b"_",
        b".",
        b" ",
        b"\t",
        b"\n",
        b"\r",
        b"==",
        b"=\r\n",
        b"=0A",
    ),
    *(
        b"%3D",
        b"%3d",
        b"%41",
        b"%c3%a9",
        b"%00",
        b"%0a",
        b"%0d%0A",
        b"%2",
        b"%zz",
        b"%ff",
        b"\xc3\xa9",
        b"\xff",
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", ""),
        (b"a+b%2B", "a b+"),
        (b"%3Fs%20%7B%7D", "?s {}"),
        (b"100%", "100%"),
        (b"%4", "%4"),
        (b"%GG%41", "%GGA"),
        (b"a=b%3Dc", "a=b=c"),
        (b"=3D%41", "=3DA"),
        (b"%C3%B1\xc3\xb1", "ññ"),
        (b"a=\n%41", "a=\nA"),
        (b"%%41", "%A"),
    ],
)
def test_decoded(text: bytes, expected: str) -> None:
    assert decoded(text) == expected


def by_the_library(text: bytes) -> Pairs | None:
    try:
        return parse_qsl(text.decode(), keep_blank_values=True, errors="strict", max_num_fields=64)
    except ValueError:
        return None


def ours(text: bytes) -> Pairs | None:
    try:
        return form_pairs(text, WHAT)
    except ProblemError:
        return None


def test_as_the_library_does_it() -> None:
    chosen = random.Random(7)
    texts = [b"".join(chosen.choices(PIECES, k=chosen.randrange(10))) for _ in range(20_000)]
    assert [ours(text) for text in texts] == [by_the_library(text) for text in texts]


def test_every_character_comes_back() -> None:
    text = "".join(map(chr, [*range(1, 0x300), 0x2028, 0xFFFD, 0x1F600]))
    for encoded in (quote(text, safe=""), quote_plus(text), quote(text)):
        assert decoded(encoded.replace("+", "%2B" if encoded == quote(text) else "+").encode()) == text


def test_a_form_has_so_many_fields() -> None:
    assert len(form_pairs(b"&".join([b"a=1"] * 64), WHAT)) == 64
    with pytest.raises(ProblemError, match="64"):
        form_pairs(b"&".join([b"a=1"] * 65), WHAT)
