"""Overlap of members and of mandates: pure functions from a snapshot to results, no RDF and no drawing."""
