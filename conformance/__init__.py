"""How far an endpoint passes the tests of SPARQL 1.1: protocol, service description, query evaluation."""
