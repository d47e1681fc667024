"""What problems say, in English and Spanish: what was wrong, where, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kg.errors import AmbiguousNameError, QuerySyntaxError, QueryTimeoutError, StoreBusyError, UnknownIdError
from kg.model import Text

FAILED: Final = Text(
    "The server failed on this request; the failure is logged. Try again later.",
    "El servidor falló con esta solicitud; el fallo quedó registrado. Inténtelo más tarde.",
)
BEHIND: Final = Text(
    "The server that holds the graph gave no usable answer. Try again later.",
    "El servidor que guarda el grafo no dio una respuesta útil. Inténtelo más tarde.",
)
UNCHECKED: Final = Text(
    "The change could not be validated in time, so nothing was changed. Try again later.",
    "El cambio no se pudo validar a tiempo, así que no se cambió nada. Inténtelo más tarde.",
)
#: What a query most often gets wrong, as the library says it in English, and in Spanish.
_SYNTAX: Final = tuple(
    (re.compile(f"^{english}$", re.DOTALL), spanish)
    for english, spanish in (
        (r"(.+) is not expected here", r"\1 no se espera aquí"),
        (r"(.+) is not a SPARQL keyword", r"\1 no es una palabra de SPARQL"),
        (
            r"this string does not end, or holds a wrong escape",
            "esta cadena no termina o tiene un escape erróneo",
        ),
        (
            "here the query is not complete, or something before is too much",
            "aquí la consulta no está completa, o sobra algo de lo anterior",
        ),
        (
            r"the prefix (.+) is not declared; add (.+)",
            r"el prefijo \1 no está declarado; agregue \2",
        ),
        (
            "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE",
            "una consulta empieza por SELECT, ASK, CONSTRUCT o DESCRIBE",
        ),
    )
)
BAD_HOST: Final = Text("The Host header is not a host.", "La cabecera Host no es un nombre de servidor.")


def plain(text: str) -> Text:
    """Return words that exist in one language only (an engine's message)."""
    return Text(text, text)


def unknown(error: UnknownIdError, parameter: str = "") -> Text:
    """Say that nothing has this id or name."""
    lead = f"{parameter}: " if parameter else ""
    return Text(f"{lead}{error}", f"{lead}{error.spanish}")


def see(detail: Text, paths: Sequence[str]) -> Text:
    """Say where what was asked for is found."""
    listed = ", ".join(paths)
    return Text(f"{detail.en} See {listed}.", f"{detail.es} Consulte {listed}.")


def ambiguous(error: AmbiguousNameError, parameter: str = "") -> Text:
    """Say that a name stands for several things."""
    lead = f"{parameter}: " if parameter else ""
    return Text(f"{lead}{error}", f"{lead}{error.spanish}")


def no_such_parameter(name: str, near: Sequence[str]) -> Text:
    """Say that a path does not take a parameter."""
    hint = ", ".join(near)
    return Text(
        f"There is no parameter {name!r} here." + (f" Did you mean {hint}?" if near else ""),
        f"Aquí no existe el parámetro {name!r}." + (f" ¿Quiso decir {hint}?" if near else ""),
    )


def not_one_of(parameter: str, text: str, known: Sequence[str]) -> Text:
    """Say which values a parameter can have."""
    words = ", ".join(known)
    return Text(
        f"{parameter}: {text!r} is not one of {words}.", f"{parameter}: {text!r} no es uno de {words}."
    )


def once(parameter: str) -> Text:
    """Say that a parameter stands twice."""
    return Text(f"{parameter}: give it once.", f"{parameter}: indíquelo una sola vez.")


def not_offered(asked: str, offers: Sequence[str]) -> Text:
    """Say which formats there are."""
    words = ", ".join(offers)
    return Text(
        f"{asked} is not offered here. On offer: {words}.", f"{asked} no se ofrece aquí. Se ofrece: {words}."
    )


def too_long(length: int, most: int) -> Text:
    """Say that an address is too long."""
    return Text(
        f"The address has {length} bytes; at most {most} are read. Send a query by POST.",
        f"La dirección tiene {length} bytes; se leen {most} como máximo. Envíe la consulta por POST.",
    )


def too_large(most: int) -> Text:
    """Say that a body is too large."""
    return Text(
        f"The body is larger than {most} bytes. Shorten the query.",
        f"El cuerpo supera los {most} bytes. Acorte la consulta.",
    )


def no_path(path: str, near: Sequence[str]) -> Text:
    """Say that nothing is at a path."""
    hint = ", ".join(near)
    return Text(
        f"Nothing is at {path}." + (f" Did you mean {hint}?" if near else " See /docs."),
        f"No hay nada en {path}." + (f" ¿Quiso decir {hint}?" if near else " Consulte /docs."),
    )


def no_method(method: str, allowed: str) -> Text:
    """Say which methods a path has."""
    return Text(
        f"{method} is not possible here. Use {allowed}.", f"{method} no es posible aquí. Use {allowed}."
    )


def syntax(error: QuerySyntaxError) -> Text:
    """Say where a query does not parse; words of the engine's own stay as they are."""
    where = f" en la línea {error.line}, columna {error.column}" if error.line is not None else ""
    detail = error.detail
    for english, spanish in _SYNTAX:
        detail = english.sub(spanish, detail)
    return Text(str(error), f"La consulta no se puede analizar{where}: {detail}")


def deadline(error: QueryTimeoutError) -> Text:
    """Say that a query ran into its deadline."""
    return Text(str(error), f"La consulta se detuvo al cumplirse su plazo de {error.seconds:g} s. Acótela.")


def busy(error: StoreBusyError) -> Text:
    """Say that no worker is free."""
    return Text(
        str(error), f"Todos los procesos de consulta están ocupados. Reintente en {error.retry_after} s."
    )


_INVALID: Final[dict[str, tuple[str, str]]] = {
    "missing": ("is required.", "es obligatorio."),
    "greater_than_equal": ("must be {ge} or more.", "debe ser {ge} o más."),
    "less_than_equal": ("must be {le} or less.", "debe ser {le} o menos."),
    "int_parsing": ("write a whole number in digits.", "escriba un número entero con cifras."),
    "value_error": ("write a whole number in digits.", "escriba un número entero con cifras."),
    "literal_error": ("must be one of {expected}.", "debe ser uno de {expected}."),
    "string_too_short": ("must not be empty.", "no puede estar vacío."),
    "string_too_long": ("at most {max_length} characters.", "como máximo {max_length} caracteres."),
    "too_long": ("at most {max_length} values.", "como máximo {max_length} valores."),
    "float_parsing": ("write a number.", "escriba un número."),
    "greater_than": ("must be more than {gt}.", "debe ser más que {gt}."),
}


def invalid(parameter: str, error: Mapping[str, Any]) -> Text:
    """Say what is wrong with a value, from an error of pydantic."""
    english, spanish = _INVALID.get(str(error["type"]), (str(error["msg"]), str(error["msg"])))
    values = error.get("ctx", {})
    # pydantic joins the values that are allowed: 'gcm' or 'gcr'.
    translated = {**values, "expected": str(values.get("expected", "")).replace(" or ", " o ")}
    return Text(
        f"{parameter}: {english.format_map(values)}", f"{parameter}: {spanish.format_map(translated)}"
    )
