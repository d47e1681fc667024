"""Percent-encoding undone in a few calls: queries are long, and mostly made of escapes."""

from __future__ import annotations

import binascii
import re
from typing import Final
from urllib.parse import unquote_to_bytes

_NO_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
#: The characters that the decoder of quoted-printable (RFC 2045, 6.7) would read as its own.
_OWN: Final = re.compile(rb"[\r\n]")


def decoded(text: bytes) -> str:
    """Return a name or a value of a form: ``+`` is a space, ``%XX`` a byte, the bytes are UTF-8.

    A ``%`` that begins no escape stands for itself (WHATWG URL, 1.3). Raises UnicodeDecodeError.
    Quoted-printable writes ``=XX`` for what ``%XX`` is here, and the library decodes that at once.
    """
    if b"+" in text:
        text = text.replace(b"+", b" ")
    if b"%" not in text:
        return text.decode()
    if _NO_ESCAPE.search(text) or _OWN.search(text):
        return unquote_to_bytes(text).decode()
    return binascii.a2b_qp(text.replace(b"=", b"%3D").replace(b"%", b"=")).decode()
