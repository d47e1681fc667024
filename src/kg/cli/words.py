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
    "objective": Text("Objective", "Objetivo"),
    "set_by": Text("Set by", "Lo fija"),
    "match": Text("Match", "Correspondencia"),
    "match_close": Text("close", "cercana"),
    "match_broad": Text("part of it", "parte"),
    "match_narrower": Text("narrower", "más específica"),
    "mechanisms_held": Text("Covered by", "Cubierto por"),
    "state_count": Text("States", "Estados"),
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
    "not_stated": Text("not stated", "no consta"),
    "status_not_stated": Text("status not stated", "situación no consta"),
    "value": Text("Value", "Valor"),
    "whom": Text("Of whom", "De quiénes"),
    "when": Text("When", "Cuándo"),
    "remarks": Text("Remarks", "Observaciones"),
    "preferred": Text("preferred", "preferido"),
    "deprecated": Text("deprecated", "desestimado"),
    "number": Text("No.", "N.º"),
    "addressees": Text("To whom", "A quién"),
    "action": Text("What to do", "Qué hacer"),
    "target": Text("Target", "Meta"),
    "yes": Text("yes", "sí"),
    "no": Text("no", "no"),
    "concerns": Text("About", "Sobre"),
    "parameters": Text("Parameters", "Parámetros"),
    "kind": Text("Kind", "Clase"),
    "about": Text("Of", "De"),
    "followed": Text("Followed", "Se sigue"),
    "followed.statement": Text("followed", "se sigue"),
    "followed.acronym": Text("has it as its id", "lo tiene por id"),
    "block": Text("Block", "Bloque"),
    "block.names": Text("Names", "Nombres"),
    "block.members": Text("Members and other roles", "Miembros y otros papeles"),
    "block.mandates": Text("Mandates", "Mandatos"),
    "block.relations": Text("Ties to others", "Vínculos"),
    "block.instruments": Text("Instruments", "Instrumentos"),
    "block.events": Text("Events", "Eventos"),
    "block.recommendations": Text("Recommendations", "Recomendaciones"),
    "block.claims": Text("Statements", "Afirmaciones"),
    "block.figures": Text("Figures", "Cifras"),
    "block.contributions": Text("Money", "Dinero"),
    "tongue.acronym": Text("acronym", "sigla"),
    "tongue.en": Text("English", "inglés"),
    "tongue.es": Text("Spanish", "español"),
    "kind.value": Text("value", "valor"),
    "kind.membership": Text("membership", "participación"),
    "kind.acronym": Text("acronym", "sigla"),
    "kind.name": Text("name", "nombre"),
    "kind.arithmetic": Text("arithmetic", "suma"),
    "kinds.value": Text("Values", "Valores"),
    "kinds.membership": Text("Memberships", "Participaciones"),
    "kinds.acronym": Text("Acronyms and names of several things", "Siglas y nombres de varias cosas"),
    "kinds.name": Text("Several names of one thing", "Varios nombres de una cosa"),
    "kinds.arithmetic": Text("Numbers that do not add up", "Números que no cuadran"),
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
    "set_by": Text(
        "Set by {name} ({short}), listed here only if a source says that it works on one of the mandates.",
        "Lo fija {name} ({short}), que figura aquí solo si una fuente dice que trabaja en algún mandato.",
    ),
    "no_mandate": Text(
        "{objective}: no mandate of the scheme is matched to it.",
        "{objective}: ningún mandato del esquema le corresponde.",
    ),
    "not_covered": Text(
        "{objective}: no mechanism is said to work on it.",
        "{objective}: de ningún mecanismo consta que trabaje en él.",
    ),
    "reached": Text(
        "States and territories reached in {year}: {number} ({names}).",
        "Estados y territorios alcanzados en {year}: {number} ({names}).",
    ),
    "absent": Text("Not there in {year}: {names}.", "No existían en {year}: {names}."),
    "mechanism_is": Text("{name} ({short}): {kind}, {status}", "{name} ({short}): {kind}, {status}"),
    "no_source_name": Text(
        "no source: wording of this dataset", "sin fuente: denominación de este conjunto de datos"
    ),
    "in_list": Text("no. {place} of a list", "n.º {place} de una lista"),
    "follows": Text("as in {name}", "como en {name}"),
    "written": Text("{path}: written.", "{path}: escrito."),
    "reloaded": Text("Reloaded; now serving {version}.", "Recargado; ahora se sirve {version}."),
    "unchanged": Text(
        "Reloaded; the data are the same: {version}.", "Recargado; los datos son los mismos: {version}."
    ),
}


def word(key: str, lang: str) -> str:
    """Return the word for ``key``; the key itself where there is none."""
    found = WORDS.get(key)
    return found.get(lang) if found else key


def followed(kind: str, lang: str) -> str:
    """Return what marks the side of a conflict of ``kind`` that the answers follow."""
    return word("followed.acronym" if kind == "acronym" else "followed.statement", lang)


def sentence(key: str, lang: str, **values: object) -> str:
    """Return the sentence ``key`` with ``values`` filled in."""
    return SENTENCES[key].get(lang).format(**values)
