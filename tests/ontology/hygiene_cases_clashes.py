"""Cases of names, codes and statements that clash; see ``hygiene_cases``."""

from __future__ import annotations

from tests.ontology.ontology_changes import fires, plus, swap
from tests.ontology.ontology_support import BASE

ALFA = "mechanism:alfa"
CRI = "membership:alfa-CRI-member"
COPY = "zz-copy"
OBJECTIVE = f"{BASE}gcm-objective/7"


def copy_of(node: str, kind: str, triples: str) -> str:
    """Add a second node that says what ``node`` says."""
    return plus(f"{node}-{COPY} a {kind} ; {triples}")


CLASHES = [
    *fires("mechanism-label-clash", ALFA, "Alfa Forum", plus('mechanism:bravo rdfs:label "alfa forum"@en')),
    *fires(
        "mechanism-label-clash",
        "mechanism:bravo",
        "Foro Alfa",
        plus('mechanism:bravo rdfs:label "Foro Alfa"@es'),
    ),
    *fires(
        "concept-label-clash",
        "mandate:training",
        "dialogue",
        plus('mandate:training skos:prefLabel "dialogue"@en'),
    ),
    *fires("iso-code-clash", "state:DOM", "CR", swap("state:DOM", "mm:iso2", '"CR"')),
    *fires("iso-code-clash", "territory:ABW", "MEX", swap("territory:ABW", "mm:iso3", '"MEX"')),
    *fires("iso-code-id", "state:DOM", "DMA", swap("state:DOM", "mm:iso3", '"DMA"')),
    *fires(
        "duplicate-membership",
        CRI,
        f"{CRI}-{COPY}",
        copy_of(
            CRI,
            "mm:Membership",
            "mm:mechanism mechanism:alfa ; mm:participant state:CRI ; mm:role role:member ;"
            " mm:sinceYear 1996 ; mm:rank mm:normal",
        ),
    ),
    *fires(
        "duplicate-assignment",
        "assignment:bravo-training",
        f"assignment:bravo-training-{COPY}",
        copy_of(
            "assignment:bravo-training",
            "mm:MandateAssignment",
            "mm:mechanism mechanism:bravo ; mm:mandate mandate:training ; mm:rank mm:normal",
        ),
    ),
    *fires(
        "duplicate-claim",
        "claim:bravo-ended-2013",
        f"claim:bravo-ended-2013-{COPY}",
        copy_of(
            "claim:bravo-ended-2013",
            "mm:Claim",
            "mm:subject mechanism:bravo ; mm:property mm:ended ;"
            ' mm:value "2013"^^xsd:gYear ; mm:rank mm:normal',
        ),
    ),
    *fires(
        "duplicate-claim",
        "contribution:alfa-budgetShare-CRI",
        f"contribution:alfa-budgetShare-CRI-{COPY}",
        copy_of(
            "contribution:alfa-budgetShare-CRI",
            "mm:Claim",
            f"mm:subject {ALFA} ; mm:property mm:budgetShare ; mm:value 50.0 ; mm:unit unit:percent ;"
            " mm:year 2021 ; mm:contributor state:CRI ; mm:rank mm:normal",
        ),
    ),
]

NAMES = [
    *fires(
        "ambiguous-name",
        ALFA,
        "mechanism:charlie (ALFA)",
        plus('mechanism:charlie mm:acronym "ALFA"'),
        plus('mechanism:charlie skos:altLabel "a l-f.a"@es'),
        plus('mechanism:charlie skos:altLabel "Álfa"@es'),
        plus('mechanism:charlie rdfs:label "Alfa"@pt'),
    ),
    *fires(
        "ambiguous-name",
        "organization:bureau",
        "state:CRI (BUR)",
        swap("state:CRI", "mm:iso3", '"BUR"'),
        swap("state:CRI", "mm:iso2", '"BUR"'),
    ),
    *fires(
        "ambiguous-name",
        "instrument:pledge",
        "territory:ABW (ABW)",
        plus('instrument:pledge mm:acronym "ABW"'),
    ),
    *fires(
        "ambiguous-name",
        "event:first-meeting",
        "region:isthmus (Isthmus)",
        plus('event:first-meeting skos:altLabel "Isthmus"@en'),
    ),
    *fires(
        "ambiguous-name",
        "mandate:dialogue",
        "mandate:training (dialogue)",
        plus('mandate:training skos:altLabel "Dialogue"@es'),
        plus('mandate:training skos:altLabel "Diálogo"@es ; skos:altLabel "dialogue"@es'),
    ),
    *fires(
        "ambiguous-name",
        OBJECTIVE,
        "mandate:training (gcm-7)",
        plus(f'<{OBJECTIVE}> a mm:Objective . mandate:training skos:altLabel "GCM 7"@en'),
    ),
    *fires(
        "ambiguous-name",
        "source:page",
        "source:report (Una página sobre foros)",
        plus('source:report skos:altLabel "Una pagina sobre foros"@es'),
    ),
    *fires(
        "ambiguous-name",
        "recommendation:meet-more",
        "recommendation:meet-weekly (Meet more)",
        plus('recommendation:meet-weekly rdfs:label "meet more"@en'),
    ),
    *fires(
        "ambiguous-name",
        ALFA,
        "mechanism:charlie (Alfa Forum)",
        plus('mechanism:charlie mm:nameUsed "ALFA forum"'),
    ),
    *fires(
        "needless-difference",
        ALFA,
        "mechanism:charlie",
        plus(f"{ALFA} owl:differentFrom mechanism:charlie"),
    ),
]
