"""Rows, triples and networks as bytes in the formats on offer."""
