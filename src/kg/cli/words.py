"""What the command line says, in English and in Spanish."""

from __future__ import annotations

from typing import Final

from kg.model import Text

WORDS: Final[dict[str, Text]] = {
    "participant": Text("Participant", "Participante"),
    "iso3": Text("Code", "Código"),
    "role": Text("Role", "Papel"),
    "since": Text("Since", "Desde"),
    "until": Text("Until", "Hasta"),
    "basis": Text("Basis", "Base"),
    "stated": Text("stated", "consta"),
    "assumed": Text("assumed", "supuesto"),
    "sources": Text("Sources", "Fuentes"),
    "mechanism": Text("Mechanism", "Mecanismo"),
    "id": Text("Id", "Id"),
    "name": Text("Name", "Nombre"),
    "type": Text("Type", "Tipo"),
    "status": Text("Status", "Situación"),
    "years": Text("Years", "Años"),
    "member_count": Text("Members", "Miembros"),
    "mechanism_count": Text("Mechanisms", "Mecanismos"),
    "not_known": Text("not known", "no se conoce"),
    "subject": Text("About", "Sobre"),
    "property": Text("Property", "Propiedad"),
    "values": Text("What is said", "Lo que se dice"),
    "note": Text("Note", "Nota"),
    "mandate": Text("Mandate", "Mandato"),
    "pair": Text("Pair", "Par"),
    "shared": Text("Shared", "Compartidos"),
    "in_all": Text("In common", "En común"),
    "union": Text("Together", "Juntos"),
    "jaccard": Text("Jaccard", "Jaccard"),
    "overlap_coefficient": Text("Overlap coef.", "Coef. de solapamiento"),
    "omits": Text("leaves it out", "no lo incluye"),
    "contradicts": Text("says otherwise", "dice lo contrario"),
    "state": Text("state", "Estado"),
    "territory": Text("territory", "territorio"),
    "nothing": Text("Nothing found.", "No se encontró nada."),
    "question": Text("Question", "Pregunta"),
    "parameters": Text("Parameters", "Parámetros"),
}

SENTENCES: Final[dict[str, Text]] = {
    "members_in": Text("{name} ({short}), {year}", "{name} ({short}), {year}"),
    "list_unknown": Text(
        "{short}: the list is not known.",
        "{short}: la lista no se conoce.",
    ),
    "numbers": Text(
        "The sources give numbers: {numbers}.",
        "Las fuentes dan cifras: {numbers}.",
    ),
    "other_roles": Text(
        "Known in other roles (--role any): {roles}.",
        "Se conocen con otros papeles (--role any): {roles}.",
    ),
    "list_partial": Text(
        "{short}: the sources name only part of the members.",
        "{short}: las fuentes solo nombran a una parte de los miembros.",
    ),
    "not_yet": Text(
        "{short}: not yet established in {year} (established {established}).",
        "{short}: aún no existía en {year} (se creó en {established}).",
    ),
    "no_longer": Text(
        "{short}: no longer there in {year} (ended {ended}).",
        "{short}: ya no existía en {year} (concluyó en {ended}).",
    ),
    "last_year": Text(
        "{short} ended in {ended}; this is its last year.",
        "{short} concluyó en {ended}; este es su último año.",
    ),
    "bound": Text(
        "What is shared with {short} is a lower bound.",
        "Lo compartido con {short} es un mínimo.",
    ),
    "written": Text("{path}: written.", "{path}: escrito."),
}


def word(key: str, lang: str) -> str:
    """Return the word for ``key``; the key itself where there is none."""
    found = WORDS.get(key)
    return found.get(lang) if found else key


def sentence(key: str, lang: str, **values: object) -> str:
    """Return the sentence ``key`` with ``values`` filled in."""
    return SENTENCES[key].get(lang).format(**values)
