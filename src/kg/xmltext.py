"""XML 1.0 as a carrier of text: what it cannot hold is refused, what a reader would change is kept.

XML 1.0 (section 2.2) has no place for most control characters, not even as references, and a parser turns a
carriage return into a line feed (section 2.11) unless it stands as a reference.
"""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import unescape

from kg.errors import ParameterError

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What Oxigraph writes for a term whose IRI has no XML name at its end; namespace-aware readers refuse it.
_NAMELESS: Final = re.compile(r'<oxprefix: xmlns:oxprefix="([^"]*)"')


def carried(body: bytes, form: str) -> bytes:
    """Return the XML document ``body`` (UTF-8) with every carriage return as a reference.

    ``form`` names it in the error: ParameterError for a character that XML cannot hold.
    """
    found = _FORBIDDEN.search(body.decode("utf-8"))
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise ParameterError("format", f"{form} is XML and cannot hold the character {code}; take another.")
    return body.replace(b"\r", b"&#13;")


def carried_rdf(body: bytes, form: str) -> bytes:
    """Return the RDF/XML document ``body`` as :func:`carried` does.

    Raises ParameterError also for a property or class whose IRI ends in no name to make an element of.
    """
    nameless = _NAMELESS.search(body.decode("utf-8"))
    if nameless:
        iri = unescape(nameless[1], {"&quot;": '"'})
        raise ParameterError(
            "format", f"{form} has no element for <{iri}>, which does not end in an XML name; take another."
        )
    return carried(body, form)
