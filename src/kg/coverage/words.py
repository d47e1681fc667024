"""What the audit says, in English and in Spanish."""

from __future__ import annotations

from typing import Final

from kg.model import Text

WORDS: Final[dict[str, Text]] = {
    "since": Text("since {0}", "desde {0}"),
    "until": Text("until {0}", "hasta {0}"),
    "attested": Text("attested {0}", "consta en {0}"),
    "works_on": Text("works on", "se ocupa de"),
    "of": Text("of: {0}", "de: {0}"),
    "counted": Text("counted: {0}", "se cuenta: {0}"),
    "period": Text("period {0}", "período {0}"),
    "by": Text("by {0}", "de {0}"),
    "point": Text("point {0}", "punto {0}"),
    "follows": Text("follows {0}", "sigue a {0}"),
    "field": Text("field: {0}", "ámbito: {0}"),
    "inferred": Text("inferred", "inferida"),
    "also": Text("also {0}", "también {0}"),
    "adopted": Text("adopted {0}", "adoptado en {0}"),
    "for": Text("for {0}", "para {0}"),
    "target": Text("target: {0}", "meta: {0}"),
    "concerns": Text("concerns {0}", "trata de {0}"),
    "covers": Text("covers {0}", "abarca {0}"),
    "omits": Text("leaves it out", "no lo incluye"),
    "contradicts": Text("says otherwise", "dice lo contrario"),
    "mechanism": Text("mechanism", "mecanismo"),
    "state": Text("state", "Estado"),
    "territory": Text("territory", "territorio"),
    "organization": Text("organization", "organización"),
    "region": Text("region", "región"),
    "instrument": Text("instrument", "instrumento"),
    "event": Text("event", "acto"),
    "recommendation": Text("recommendation", "recomendación"),
    "nothing": Text("nothing: {0}", "nada: {0}"),
    "not_explained": Text("nothing, and no reason is given", "nada, y no se da la razón"),
    "not_listed": Text("not in the ledger", "no está en el registro"),
    "no_ledger": Text("no ledger: the places cited", "sin registro: los lugares citados"),
    "pages": Text("Facts read on public pages", "Hechos leídos en páginas públicas"),
    "source": Text("Source", "Fuente"),
    "memberships": Text("Memberships", "Membresías"),
    "assignments": Text("Mandates", "Mandatos"),
    "claims": Text("Claims", "Afirmaciones"),
    "figures": Text("Figures", "Cifras"),
    "contributions": Text("Money", "Dinero"),
    "statements": Text("Statements", "Declaraciones"),
    "named": Text("Named things", "Entidades"),
    "places": Text("Places", "Lugares"),
    "covered": Text("Covered", "Cubiertos"),
    "explained": Text("With reason", "Con razón"),
    "open": Text("Open", "Pendientes"),
    "sections_without": Text("Sections without statement", "Secciones sin declaración"),
    "places_without": Text("Places without statement", "Lugares sin declaración"),
    "none": Text("none", "ninguno"),
    "single": Text(
        "{0} of {1} statements rest on a single source.",
        "{0} de {1} declaraciones se apoyan en una sola fuente.",
    ),
}


def word(key: str, lang: str, *values: object) -> str:
    """Return the words for ``key`` with ``values`` filled in."""
    return WORDS[key].get(lang).format(*values)
