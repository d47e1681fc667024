"""The ontology parses, says what every term means in both languages, keeps to OWL 2 RL and is consistent."""

from __future__ import annotations

import re
from functools import cache

import owlrl
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from tests.ontology.ontology_support import BASE, DERIVED, MM, TERMS, VALID, iri, named, rdflib_graph

ONTOLOGY_IRI = URIRef(str(MM).rstrip("#"))
VANN = "http://purl.org/vocab/vann/"
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
CLASSES = """
    Mechanism State Territory Organization Participant Mandate Statement Membership
    MandateAssignment Objective Claim Citation Source Instrument Event Recommendation Contribution Figure
    Dataset Role Status MechanismType InstrumentType ListStatus Unit Rank Stance
    Region Approximation ClaimProperty DateProperty RelationProperty AttributeProperty
    FigureProperty VoteCountProperty VotePositionProperty MoneyProperty ListProperty
    SingleValuedProperty CompositionProperty
"""
PROPERTIES = """
    acronym mechanismType status establishedYear endedYear established ended hasMember memberOf
    hasMandate partOf predecessor complements counterpartOf implements contributesTo supportedBy
    ledBy modelledOn establishedBy iso3 iso2 mechanism participant role sinceYear untilYear since
    until attestedYear citation rank mandate subject property value memberListStatus source locator
    stance rankReason inferred note year unit contributor section paragraph file url geonames
    adopted adoptedYear date place concerns completeRoleList instrumentType contributorGroup
    launched memberCount foundingMemberCount observerCount partnerCount countryCount governmentCount
    organizationCount signatoryCount attendeeCount votesFor votesAgainst abstentions notVoting
    objectiveCount thematicAreaCount projectCount plannedDuration duration legallyBinding
    membersSameAs attendanceLevel governmentLevel excludes budgetShare estimatedCost fundsRecorded
    pledge displacedPersons repatriatedPersons returnedPersons conductedBy
    votedAgainst abstained hostedBy includes
    addressee addresseeGroup targetYear target proposedBy composition chairArrangement
    secretariatArrangement shelteredPersons resettledPersons cost closedList
    valueClass valueDatatype valueUnit population periodStart periodEnd approximation ordinal
    follows covers deadline initiatedBy fundedBy issuedBy signedBy eligibleNationals eligibility cap
    nameUsed capacityFinding valueProposition successFactor achievement meetingFrequency
    migrationDriver limitation position migrantStock shareOfPopulation borderEncounters
    apprehensions asylumApplications refugeesAndAsylumSeekers internallyDisplacedPersons
    relocatedPersons shareWithoutReintegrationAid shareIntendingToMigrateAgain remittanceShareOfGdp
    householdsWithRemittances households yearsOfSchooling recommendationCount reportCount
    researchPaperCount pageCount chairCount interviewCount shareToLocalOrganizations
"""
SCHEMES = {
    "roles": (
        "Role",
        """
        member associated-state observer chair supporter contributor signatory endorser attendee
        host-country partner
        """,
    ),
    "statuses": ("Status", "active not-in-operation ended proposed"),
    "mechanism-types": (
        "MechanismType",
        """
        regional-consultative-process intergovernmental-organization committee framework
        coordination-platform global-compact conference plan-of-action free-movement-arrangement
        summit network programme proposed-body
        """,
    ),
    "instrument-types": (
        "InstrumentType",
        """
        declaration resolution treaty agreement plan-of-action rules-of-procedure report
        strategy policy
        """,
    ),
    "list-statuses": ("ListStatus", "complete partial unknown"),
    "units": (
        "Unit",
        """
        organizations states countries members persons projects percent usd years months objectives areas
        votes households recommendations documents pages applications
        """,
    ),
    "approximations": ("Approximation", "about at-least more-than nearly less-than"),
    "ranks": ("Rank", "preferred normal deprecated"),
    "stances": ("Stance", "supports contradicts omits"),
}
#: Datatypes of the OWL 2 RL profile that the ontology uses as ranges.
RL_DATATYPES = {XSD.integer, XSD.decimal, XSD.string, XSD.boolean, XSD.anyURI}
#: Axioms that OWL 2 RL allows between named terms; anything else in the OWL namespace must be looked at.
RL_PREDICATES = {OWL.disjointWith, OWL.inverseOf, OWL.versionIRI, OWL.versionInfo}
RL_TYPES = {*KINDS, OWL.Ontology, OWL.FunctionalProperty, OWL.SymmetricProperty}


@cache
def terms() -> Graph:
    return rdflib_graph(TERMS)


def declared() -> list[URIRef]:
    return sorted({s for s in terms().subjects() if isinstance(s, URIRef) and s.startswith(MM)})


def languages(node: URIRef, predicate: URIRef) -> list[str]:
    return sorted(
        o.language or "" for o in terms().objects(node, predicate) if isinstance(o, Literal) and o.strip()
    )


def test_header() -> None:
    graph = terms()
    assert (ONTOLOGY_IRI, RDF.type, OWL.Ontology) in graph
    assert languages(ONTOLOGY_IRI, DCTERMS.title) == ["en", "es"]
    assert languages(ONTOLOGY_IRI, DCTERMS.description) == ["en", "es"]
    version = str(graph.value(ONTOLOGY_IRI, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert graph.value(ONTOLOGY_IRI, OWL.versionIRI) == URIRef(f"{ONTOLOGY_IRI}/{version}")
    assert named(graph.value(ONTOLOGY_IRI, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert str(graph.value(ONTOLOGY_IRI, URIRef(VANN + "preferredNamespacePrefix"))) == "mm"
    assert str(graph.value(ONTOLOGY_IRI, URIRef(VANN + "preferredNamespaceUri"))) == str(MM)


def test_every_agreed_name_is_declared() -> None:
    graph = terms()
    classes = {name for name in CLASSES.split() if (MM[name], RDF.type, OWL.Class) in graph}
    assert classes == set(CLASSES.split())
    properties = {name for name in PROPERTIES.split() if KINDS & set(graph.objects(MM[name], RDF.type))}
    assert properties == set(PROPERTIES.split())


@pytest.mark.parametrize("term", declared(), ids=lambda term: term.partition("#")[2])
def test_term_is_described_in_both_languages(term: URIRef) -> None:
    assert languages(term, RDFS.label) == ["en", "es"]
    assert languages(term, SKOS.definition) == ["en", "es"]
    assert terms().value(term, RDFS.isDefinedBy) == ONTOLOGY_IRI
    assert all(str(text).endswith(".") for text in terms().objects(term, SKOS.definition))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scheme_holds_its_concepts(scheme: str) -> None:
    graph, node = terms(), URIRef(f"{BASE}scheme/{scheme}")
    kind, names = SCHEMES[scheme]
    concepts = set(graph.subjects(SKOS.inScheme, node))
    assert {str(graph.value(concept, SKOS.notation)) for concept in concepts} == set(names.split())
    assert concepts == set(graph.subjects(RDF.type, MM[kind]))
    for concept in concepts:
        assert isinstance(concept, URIRef)
        assert re.split("[/#]", concept)[-1] == str(graph.value(concept, SKOS.notation))
    assert languages(node, RDFS.label) == ["en", "es"]
    assert languages(node, SKOS.definition) == ["en", "es"]


def takes() -> dict[str, set[str]]:
    """Claim property → what a claim of it takes: classes or datatypes, and units, as short names."""
    graph, found = terms(), {}
    kinds = {MM[name] for name in CLASSES.split() if name.endswith("Property")}
    for prop in declared():
        if kinds & set(graph.objects(prop, RDF.type)):
            told = (RDFS.range, MM.valueClass, MM.valueDatatype, MM.valueUnit)
            values = [value for predicate in told for value in graph.objects(prop, predicate)]
            found[prop.partition("#")[2]] = {re.split("[/#]", str(value))[-1] for value in values}
    return found


def test_what_each_claim_property_takes() -> None:
    found = takes()
    who = {"Participant", "Mechanism"}
    wanted = {
        "established": {"date", "gYearMonth", "gYear"},
        "status": {"Status"},
        "contributesTo": {"Instrument", "Mechanism"},
        "eligibleNationals": {"State"},
        "abstained": {"State"},
        "closedList": {"Role"},
        **dict.fromkeys(("ledBy", "supportedBy", "fundedBy", "issuedBy", "signedBy", "conductedBy"), who),
        "initiatedBy": {*who, "Event"},
        "legallyBinding": {"boolean"},
        "nameUsed": {"string"},
        "meetingFrequency": {"langString"},
        "memberCount": {"integer", "members", "states", "countries", "organizations", "persons"},
        "asylumApplications": {"integer", "applications"},
        "apprehensions": {"integer", "persons"},
        "votesFor": {"integer", "votes"},
        "duration": {"decimal", "years", "months"},
        "yearsOfSchooling": {"decimal", "years"},
        "shareWithoutReintegrationAid": {"decimal", "percent"},
        "budgetShare": {"decimal", "percent"},
        "pledge": {"decimal", "usd"},
    }
    assert {name: found[name] for name in wanted} == wanted
    assert all(found.values())


def test_units_and_classes_that_a_property_takes_are_declared() -> None:
    graph = terms()
    for unit in graph.objects(None, MM.valueUnit):
        assert (unit, RDF.type, MM.Unit) in graph, unit
    for cls in graph.objects(None, MM.valueClass):
        assert (cls, RDF.type, OWL.Class) in graph, cls


def test_no_blank_nodes() -> None:
    assert not [triple for triple in terms() if any(isinstance(term, BNode) for term in triple)]


def test_only_axioms_of_the_rl_profile() -> None:
    graph = terms()
    assert {p for p in graph.predicates() if str(p).startswith(str(OWL))} <= RL_PREDICATES
    assert {o for o in graph.objects(None, RDF.type) if str(o).startswith(str(OWL))} <= RL_TYPES
    datatypes = {o for o in graph.objects(None, RDFS.range) if str(o).startswith(str(XSD))}
    assert datatypes <= RL_DATATYPES
    assert not any((None, None, top) in graph for top in (OWL.Thing, OWL.Nothing))


def test_object_and_datatype_properties_are_kept_apart() -> None:
    graph = terms()
    for term in declared():
        assert len(KINDS & set(graph.objects(term, RDF.type))) <= 1, term
    for sub, sup in graph.subject_objects(RDFS.subPropertyOf):
        assert KINDS & set(graph.objects(sub, RDF.type)) == KINDS & set(graph.objects(sup, RDF.type)), (
            sub,
            sup,
        )


def test_domains_and_ranges_are_declared() -> None:
    graph = terms()
    for term in {*graph.objects(None, RDFS.domain), *graph.objects(None, RDFS.range)}:
        assert term in RL_DATATYPES or (term, RDF.type, OWL.Class) in graph, term


def closure(update: str = "") -> Graph:
    graph = rdflib_graph([*TERMS, VALID, DERIVED])
    if update:
        graph.update(update)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def test_what_follows_and_what_does_not() -> None:
    graph = closure()
    follows = {
        ("membership:alfa-CRI-member", "rdf:type", "mm:Statement"),
        ("membership:alfa-CRI-member", "rdf:type", "http://www.w3.org/ns/org#Membership"),
        ("membership:alfa-CRI-member", "http://www.w3.org/ns/org#member", "state:CRI"),
        ("state:CRI", "rdf:type", "https://schema.org/Country"),
        ("organization:bureau", "rdf:type", "http://www.w3.org/ns/org#Organization"),
        ("mechanism:charlie", "http://purl.org/dc/terms/replaces", "mechanism:bravo"),
    }
    not_so = {
        ("mechanism:charlie", "rdf:type", "http://www.w3.org/ns/org#Organization"),
        ("assignment:alfa-dialogue", "rdf:type", "http://www.w3.org/ns/org#Membership"),
        ("territory:ABW", "rdf:type", "https://schema.org/Country"),
        ("mechanism:delta", "rdf:type", "mm:Participant"),
        ("state:NIC", "mm:memberOf", "mechanism:alfa"),
        ("mechanism:bravo", "http://purl.org/dc/terms/replaces", "mechanism:charlie"),
    }
    for triples, wanted in ((follows, True), (not_so, False)):
        for triple in triples:
            subject, predicate, target = (URIRef(iri(part)) for part in triple)
            assert ((subject, predicate, target) in graph) is wanted, triple
