"""Turtle files: where their statements stand, how they are written, what follows from them."""
