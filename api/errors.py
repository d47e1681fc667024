"""Every error as ``application/problem+json`` (RFC 9457), with what to do about it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from api import messages
from api.logs.formats import FIELDS
from api.negotiation import Format
from kg.errors import (
    AmbiguousNameError,
    DataInvalidError,
    DataSyntaxError,
    GatewayError,
    KgError,
    ParameterError,
    QueryError,
    QueryForbiddenError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreBusyError,
    UnknownIdError,
    UsageError,
)
from kg.model import Text
from kg.store.guard.errors import WrongOperationError
from kg.store.isolated.errors import (
    EvaluationError,
    QueryMemoryError,
    QueryTooLargeError,
    UnknownGraphError,
    WorkerCrashedError,
)
from kg.validation.errors import ValidationProcessError, ValidationTimeoutError

log = logging.getLogger("api.problems")

MEDIA_TYPE: Final = "application/problem+json"
#: ProblemError types are relative to the server's documentation, where each is explained.
_TYPES: Final = "/docs#problem-"

TITLES: Final[dict[str, tuple[int, str, str]]] = {
    "ambiguous-name": (300, "The name stands for several things", "El nombre designa varias cosas"),
    "query-syntax": (400, "The query does not parse", "La consulta no se puede analizar"),
    "wrong-operation": (400, "An update is no query", "Un cambio no es una consulta"),
    "query-forbidden": (403, "The query asks for what is closed", "La consulta pide algo que está cerrado"),
    "bad-request": (400, "The request cannot be read", "La solicitud no se puede leer"),
    "unauthorized": (401, "The token is missing or wrong", "Falta el token o no es correcto"),
    "updates-closed": (403, "Updates are closed", "Los cambios están cerrados"),
    "not-found": (404, "Not found", "No se encuentra"),
    "method-not-allowed": (405, "Method not allowed", "Método no permitido"),
    "not-acceptable": (406, "No such format is offered", "Ese formato no se ofrece"),
    "too-slow": (408, "The request did not arrive in time", "La solicitud no llegó a tiempo"),
    "too-large": (413, "The request is too large", "La solicitud es demasiado grande"),
    "uri-too-long": (414, "The address is too long", "La dirección es demasiado larga"),
    "media-type": (415, "Media type not supported", "Tipo de contenido no admitido"),
    "parameter": (422, "A parameter has a value it cannot have", "Un parámetro tiene un valor no válido"),
    "query-costly": (422, "The query costs more than one may", "La consulta cuesta más de lo permitido"),
    "invalid-change": (
        422,
        "The change would break the graph's rules",
        "El cambio rompería reglas del grafo",
    ),
    "header-too-large": (431, "The header is too large", "La cabecera es demasiado grande"),
    "query-failed": (400, "The query could not be evaluated", "La consulta no se pudo evaluar"),
    "internal": (500, "The server failed", "El servidor falló"),
    "gateway": (502, "Another server gave no usable answer", "Otro servidor no dio una respuesta útil"),
    "gateway-late": (504, "Another server did not answer in time", "Otro servidor no respondió a tiempo"),
    "deadline": (503, "The query was stopped at its deadline", "La consulta se detuvo en su plazo"),
    "busy": (503, "Every query worker is busy", "Todos los procesos de consulta están ocupados"),
    "overloaded": (503, "Too many connections", "Demasiadas conexiones"),
}


@dataclass(slots=True)
class ProblemError(Exception):
    """A problem on its way to the client; ``extra`` are the members of its own type."""

    name: str
    detail: Text
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return TITLES[self.name][0]

    def document(self, lang: str = "en", instance: str | None = None) -> dict[str, Any]:
        """Return the members of the problem document."""
        status, english, spanish = TITLES[self.name]
        body: dict[str, Any] = {
            "type": _TYPES + self.name,
            "title": spanish if lang == "es" else english,
            "status": status,
            "detail": self.detail.get(lang),
        }
        if instance is not None:
            body["instance"] = instance
        return {**body, **self.extra}

    def body(self, lang: str = "en", instance: str | None = None) -> bytes:
        """Return the problem document as UTF-8 JSON."""
        return json.dumps(self.document(lang, instance), ensure_ascii=False).encode()


class BrokenOffError(Exception):
    """An answer could not be finished after its head was sent: the connection must end, so that a part never
    passes for the whole.
    """


def not_acceptable(accept: str | None, name: str | None, offers: Sequence[Format]) -> ProblemError:
    """Return the problem of a format not on offer: ``name`` of ``format=``, else what Accept asks for."""
    listed = [{"format": offer.name, "media_type": offer.media_type} for offer in offers]
    words = [f"{offer.name} ({offer.media_type})" for offer in offers]
    asked = f"format={name}" if name else f"Accept: {accept}"
    return ProblemError("not-acceptable", messages.not_offered(asked, words), {"offered": listed})


def unknown_parameter(name: str, known: Sequence[str], near: Sequence[str]) -> ProblemError:
    """Return the problem of a query parameter that the path does not have."""
    extra = {"parameter": name, "suggestions": list(near), "allowed": list(known)}
    return ProblemError("parameter", messages.no_such_parameter(name, near), extra)


def problem_of(error: KgError) -> ProblemError:
    """Return what the client is told about one of the library's errors."""
    for kind, tell in _TOLD:
        if isinstance(error, kind):
            return tell(error)
    return ProblemError("internal", messages.FAILED)


def _unknown(error: UnknownIdError) -> ProblemError:
    return ProblemError("not-found", messages.unknown(error), {"suggestions": list(error.suggestions)})


def _ambiguous(error: AmbiguousNameError) -> ProblemError:
    return ProblemError("ambiguous-name", messages.ambiguous(error), {"candidates": list(error.candidates)})


def _parameter(error: ParameterError) -> ProblemError:
    return ProblemError("parameter", messages.plain(str(error)), {"parameter": error.parameter})


def _syntax(error: QuerySyntaxError) -> ProblemError:
    return ProblemError("query-syntax", messages.syntax(error), {"line": error.line, "column": error.column})


def _deadline(error: QueryTimeoutError) -> ProblemError:
    extra = {"seconds": error.seconds}
    return ProblemError("deadline", messages.deadline(error), extra, {"Retry-After": "60"})


def _busy(error: StoreBusyError) -> ProblemError:
    return ProblemError("busy", messages.busy(error), headers={"Retry-After": str(error.retry_after)})


def _gateway(error: GatewayError) -> ProblemError:
    detail = messages.plain(str(error)) if error.public else messages.BEHIND
    if not error.public:
        log.warning("the store did not answer", extra={FIELDS: {"reason": str(error)}})
    return ProblemError("gateway-late" if error.late else "gateway", detail, headers={"Retry-After": "30"})


def _unchecked(_: KgError) -> ProblemError:
    return ProblemError("busy", messages.UNCHECKED, headers={"Retry-After": "30"})


def _upload(error: DataSyntaxError) -> ProblemError:
    return ProblemError("bad-request", messages.plain(error.detail), {"line": error.line})


def _change(error: DataInvalidError) -> ProblemError:
    return ProblemError("invalid-change", messages.plain(error.detail))


def _plainly(name: str) -> Callable[[KgError], ProblemError]:
    return lambda error: ProblemError(name, messages.plain(str(error)))


#: From the narrower classes to the wider: the first that fits tells.
_TOLD: Final[tuple[tuple[type[KgError], Callable[[Any], ProblemError]], ...]] = (
    (UnknownIdError, _unknown),
    (AmbiguousNameError, _ambiguous),
    (ParameterError, _parameter),
    (QuerySyntaxError, _syntax),
    (WrongOperationError, _plainly("wrong-operation")),
    (QueryForbiddenError, _plainly("query-forbidden")),
    (QueryTimeoutError, _deadline),
    (StoreBusyError, _busy),
    (QueryTooLargeError, _plainly("query-costly")),
    (QueryMemoryError, _plainly("query-costly")),
    (WorkerCrashedError, _plainly("query-costly")),
    (EvaluationError, _plainly("query-failed")),
    (ValidationTimeoutError, _unchecked),
    (ValidationProcessError, _unchecked),
    (GatewayError, _gateway),
    (UnknownGraphError, _plainly("not-found")),
    (DataSyntaxError, _upload),
    (DataInvalidError, _change),
    (QueryError, _plainly("query-syntax")),
    (UsageError, _plainly("bad-request")),
)
