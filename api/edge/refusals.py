"""What a connection answers by itself, before there is a request: as a problem document, then it closes."""

from __future__ import annotations

from typing import Final

from api import negotiation
from api.edge.fastlane import STATUS_LINES
from api.edge.headers import Headers, cors, dressed
from api.edge.policy import problem_headers
from api.errors import ProblemError
from api.settings import Settings
from kg.model import Text

UNREADABLE: Final = ProblemError(
    "bad-request",
    Text(
        "The request is not well-formed HTTP/1.1: its first line, a header or the framing of its body "
        "cannot be read in one way only.",
        "La solicitud no es HTTP/1.1 bien formado: su primera línea, una cabecera o la delimitación de su "
        "cuerpo no admite una única lectura.",
    ),
)
NO_HOST: Final = ProblemError(
    "bad-request",
    Text("Send one Host header, no more and no less.", "Envíe una cabecera Host, ni más ni menos."),
)
NO_CODING: Final = ProblemError(
    "bad-request",
    Text(
        "The only transfer coding read here is chunked, in HTTP/1.1.",
        "La única codificación de transferencia que se lee aquí es chunked, en HTTP/1.1.",
    ),
)
NO_UPGRADE: Final = ProblemError(
    "bad-request",
    Text(
        "A request that asks for another protocol (Upgrade) cannot have a body here.",
        "Una solicitud que pide otro protocolo (Upgrade) no puede tener cuerpo aquí.",
    ),
)
FLOOD: Final = ProblemError(
    "bad-request",
    Text(
        "Too many requests were sent on one connection without waiting for an answer.",
        "Se enviaron demasiadas solicitudes por una conexión sin esperar respuesta.",
    ),
)
FULL: Final = ProblemError(
    "overloaded",
    Text(
        "The server has as many connections as it takes. Try again in a moment.",
        "El servidor tiene tantas conexiones como admite. Inténtelo de nuevo en un momento.",
    ),
    headers={"Retry-After": "2"},
)


def head_too_large(most: int, fields: int) -> ProblemError:
    """Say how large a header may be."""
    return ProblemError(
        "header-too-large",
        Text(
            f"The header of the request is too large; at most {most} bytes and {fields} fields are read.",
            f"La cabecera de la solicitud es demasiado grande; se leen como máximo {most} bytes y "
            f"{fields} campos.",
        ),
    )


def address_too_long(most: int) -> ProblemError:
    """Say how long an address may be."""
    return ProblemError(
        "uri-too-long",
        Text(
            f"The address has more than {most} bytes. Send a query by POST.",
            f"La dirección tiene más de {most} bytes. Envíe la consulta por POST.",
        ),
    )


def too_slow(seconds: float) -> ProblemError:
    """Say in what time a request must arrive."""
    return ProblemError(
        "too-slow",
        Text(
            f"The request did not arrive whole within {seconds:g} s.",
            f"La solicitud no llegó completa en {seconds:g} s.",
        ),
    )


def rendered(
    problem: ProblemError, given: Headers, sent_by_default: Headers, request_id: bytes, settings: Settings
) -> bytes:
    """Return the bytes of the answer; ``given``: what is known of the request's headers."""
    accepted = next((value for name, value in given if name == b"accept-language"), b"")
    body = problem.body(negotiation.language(accepted.decode("latin-1")))
    headers: Headers = [*sent_by_default, *dressed(problem_headers(problem), cors(settings))]
    headers += [
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        (b"x-request-id", request_id),
    ]
    lines = b"".join(b"%b: %b\r\n" % item for item in headers)
    return b"".join((STATUS_LINES[problem.status], lines, b"\r\n", body))
