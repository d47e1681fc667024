"""Invalid variations for the shapes of entities, concepts, years and dates."""

from __future__ import annotations

from tests.ontology.ontology_changes import fires, fires_swapped, gone, less, plus

ALFA = "mechanism:alfa"
TALKS = "mandate:dialogue"
TOP = "mandate:cooperation"
PLEDGE = "instrument:pledge"
MEETING = "event:first-meeting"
REPORT = "source:report"
PAGE = "source:page"
CRI = "membership:alfa-CRI-member"
NIC = "membership:alfa-NIC-member"
SET = "<https://w3id.org/migration-mechanisms/id/dataset>"
TEXTS = ('"x"@en', '"x"@en, "y"@en, "z"@es', '"x"@en, "y"@es, "z"@fr', '"x", "y"@es', '" "@en, "y"@es')

NAMES = [
    *fires("label", ALFA, "rdfs:label", gone(ALFA, "rdfs:label")),
    *fires_swapped("label", "state:CRI", "rdfs:label", *TEXTS),
    *fires("alternative-label", ALFA, "skos:altLabel", plus(f'{ALFA} skos:altLabel "bare"')),
    *fires("description", ALFA, "dcterms:description", gone(ALFA, "dcterms:description")),
    *fires_swapped("description", PLEDGE, "dcterms:description", *TEXTS),
    *fires_swapped("acronym", ALFA, "mm:acronym", '"ALFA"@en', '"ALFA", "AF"', '""'),
    *fires_swapped(
        "wikidata",
        ALFA,
        "owl:sameAs",
        '"Q42"',
        "<http://www.wikidata.org/entity/P42>",
        "<https://www.wikidata.org/wiki/Q42>",
    ),
]

CONCEPT = [
    *fires_swapped("concept-pref-label", TALKS, "skos:prefLabel", *TEXTS),
    *fires_swapped("concept-label-equal", TALKS, "rdfs:label", '"talk"@en, "diálogo"@es'),
    *fires("concept-definition", "role:member", "skos:definition", gone("role:member", "skos:definition")),
    *fires_swapped("concept-definition", TALKS, "skos:definition", *TEXTS),
    *fires("concept-notation", TALKS, "skos:notation", gone(TALKS, "skos:notation")),
    *fires_swapped("concept-notation", TALKS, "skos:notation", '"Dialogue"', '"a", "b"', '"a b"'),
    *fires("concept-scheme", "role:member", "skos:inScheme", gone("role:member", "skos:inScheme")),
    *fires_swapped(
        "concept-scheme", "role:member", "skos:inScheme", "scheme:nothing", "scheme:roles, scheme:units"
    ),
    *fires("concept-type", "unit:usd", "rdf:type", less("unit:usd a skos:Concept")),
    *fires_swapped("mandate-scheme", TALKS, "skos:inScheme", "scheme:roles"),
    *fires_swapped("mandate-broader", TALKS, "skos:broader", "mandate:unheard-of", "role:member"),
    *fires_swapped("mandate-narrower", TOP, "skos:narrower", "mandate:unheard-of", "role:member"),
    *fires_swapped("mandate-close-match", TALKS, "skos:closeMatch", "mandate:training", "role:member"),
    *fires_swapped("mandate-broad-match", TALKS, "skos:broadMatch", "mandate:training", "role:member"),
    *fires("mandate-placed", TALKS, "", gone(TALKS, "skos:broader")),
]

SOURCE = [
    *fires("source-title", REPORT, "dcterms:title", gone(REPORT, "dcterms:title")),
    *fires_swapped("source-title", REPORT, "dcterms:title", '"untagged"', '" "@en'),
    *fires("source-creator", REPORT, "dcterms:creator", gone(REPORT, "dcterms:creator")),
    *fires_swapped("source-creator", REPORT, "dcterms:creator", "state:CRI", '"A. Author"@en', "5"),
    *fires("source-publisher", REPORT, "dcterms:publisher", gone(REPORT, "dcterms:publisher")),
    *fires_swapped("source-publisher", REPORT, "dcterms:publisher", "state:CRI", '"A Council"@en', "5"),
    *fires("source-license", REPORT, "dcterms:license", gone(REPORT, "dcterms:license")),
    *fires_swapped("source-license", REPORT, "dcterms:license", "state:CRI", '"none"@en', '" "', "5"),
    *fires_swapped("source-file", REPORT, "mm:file", "state:CRI", '"900"@en', "900", '"900", "901"'),
    *fires("source-language", REPORT, "dcterms:language", gone(REPORT, "dcterms:language")),
    *fires_swapped("source-language", REPORT, "dcterms:language", '"English"'),
    *fires_swapped("source-url", PAGE, "mm:url", '"https://example.org"', '"ftp://example.org"^^xsd:anyURI'),
    *fires("source-place", PAGE, "", gone(PAGE, "mm:url")),
    *fires("source-place", REPORT, "", gone(REPORT, "mm:file")),
]

MECHANISM = [
    *fires("mechanism-type", ALFA, "mm:mechanismType", gone(ALFA, "mm:mechanismType")),
    *fires_swapped(
        "mechanism-type", ALFA, "mm:mechanismType", "mechanism-type:club", "instrument-type:report"
    ),
    *fires_swapped("mechanism-status", ALFA, "mm:status", "status:asleep", "status:active, status:ended"),
    *fires("mechanism-list-status", ALFA, "mm:memberListStatus", gone(ALFA, "mm:memberListStatus")),
    *fires_swapped("mechanism-list-status", ALFA, "mm:memberListStatus", "list-status:long", "status:active"),
    *fires_swapped("mechanism-complete-roles", ALFA, "mm:completeRoleList", "role:boss", "status:active"),
]

ISTHMUS = "<https://w3id.org/migration-mechanisms/id/region/isthmus>"
REGION = [
    *fires_swapped("region-covers", ISTHMUS, "mm:covers", "organization:bureau", "state:XYZ", '"CRI"'),
    *fires("region-citation", ISTHMUS, "mm:citation", gone(ISTHMUS, "mm:citation")),
    *fires_swapped("region-citation", ISTHMUS, "mm:citation", "source:report", "citation:nowhere"),
]

CODES = [
    *fires("iso3", "state:CRI", "mm:iso3", gone("state:CRI", "mm:iso3")),
    *fires_swapped("iso3", "territory:ABW", "mm:iso3", '"abw"', '"AW"', '"ABW", "ABX"', '"ABW"@en'),
    *fires("iso2", "territory:ABW", "mm:iso2", gone("territory:ABW", "mm:iso2")),
    *fires_swapped("iso2", "state:CRI", "mm:iso2", '"cr"', '"CRI"', '"CR", "CX"'),
    *fires_swapped("geonames", "state:CRI", "mm:geonames", "3624060", '"CR"', '"1", "2"'),
]

TEXT_AND_EVENT = [
    *fires("instrument-type", PLEDGE, "mm:instrumentType", gone(PLEDGE, "mm:instrumentType")),
    *fires_swapped(
        "instrument-type", PLEDGE, "mm:instrumentType", "instrument-type:song", "mechanism-type:summit"
    ),
    *fires_swapped("instrument-concerns", PLEDGE, "mm:concerns", "role:member", "mandate:dialogue", '"alfa"'),
    *fires("event-concerns", MEETING, "mm:concerns", gone(MEETING, "mm:concerns")),
    *fires_swapped("event-concerns-type", MEETING, "mm:concerns", "mechanism:unheard-of", "state:CRI"),
    *fires("event-place", MEETING, "", less(f'{MEETING} mm:place "Capital"@es')),
]

DATASET = [
    *fires("dataset-type", SET, "rdf:type", gone(SET, "a")),
    *fires_swapped("dataset-title", SET, "dcterms:title", *TEXTS),
    *fires("dataset-license", SET, "dcterms:license", gone(SET, "dcterms:license")),
    *fires_swapped("dataset-license", SET, "dcterms:license", "role:member", '"CC BY"', "<urn:licence>"),
    *fires("dataset-modified", SET, "dcterms:modified", gone(SET, "dcterms:modified")),
    *fires_swapped(
        "dataset-modified", SET, "dcterms:modified", '"2026"^^xsd:gYear', '"2026-02-30"^^xsd:date'
    ),
    *fires_swapped("dataset-version", SET, "owl:versionInfo", '"one"', '"0.1.0", "0.2.0"'),
]

YEAR_HOLDERS = {
    "mm:sinceYear": CRI,
    "mm:untilYear": NIC,
    "mm:attestedYear": CRI,
    "mm:year": MEETING,
    "mm:adoptedYear": PLEDGE,
    "mm:establishedYear": ALFA,
    "mm:endedYear": "mechanism:bravo",
}
SINGLE = {"mm:sinceYear": CRI, "mm:untilYear": NIC, "mm:adoptedYear": PLEDGE}
YEARS = [
    *[
        case
        for path, node in YEAR_HOLDERS.items()
        for case in (
            *fires_swapped(f"{path[3:]}-integer", node, path, '"1996"', '"1996"^^xsd:gYear', "1996.5"),
            *fires_swapped(f"{path[3:]}-range", node, path, "1799", "2101", "3018"),
        )
    ],
    *[
        case
        for path, node in SINGLE.items()
        for case in fires(f"{path[3:]}-integer", node, path, plus(f"{node} {path} 2020"))
    ],
]

DATE_HOLDERS = {
    "since": (CRI, "mm:since"),
    "until": (NIC, "mm:until"),
    "adopted": (PLEDGE, "mm:adopted"),
    "date": (MEETING, "mm:date"),
    "issued": (REPORT, "dcterms:issued"),
    "deadline": ("recommendation:meet-more", "mm:deadline"),
}
BAD_DATES = (
    '"1996"',
    "1996",
    '"1996-13"^^xsd:gYearMonth',
    '"96"^^xsd:gYear',
    '"2021-02-29"^^xsd:date',
    '"1996"^^xsd:gYear, "1996-03"^^xsd:gYearMonth',
)
DATES = [
    case
    for name, (node, path) in DATE_HOLDERS.items()
    for case in (
        *fires_swapped(f"{name}-form", node, path, *BAD_DATES),
        *fires_swapped(f"{name}-range", node, path, '"1799"^^xsd:gYear', '"3018-01"^^xsd:gYearMonth'),
    )
]

CASES = [*NAMES, *CONCEPT, *SOURCE, *MECHANISM, *REGION, *CODES, *TEXT_AND_EVENT, *DATASET, *YEARS, *DATES]
