"""The OpenAPI description: what each path answers, with examples taken from the running server."""
