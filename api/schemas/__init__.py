"""What goes in (query parameters) and what comes out (rows, envelopes, problems), as pydantic models."""
