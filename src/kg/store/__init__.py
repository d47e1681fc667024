"""Stores: where the triples are and how they are asked; one port, several engines."""
