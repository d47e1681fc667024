"""The SPARQL 1.1 Protocol endpoint: queries of strangers, evaluated in processes that can be killed."""
