"""The web server: REST under ``/api/v1``, SPARQL, documentation, pages. Only it knows FastAPI."""
