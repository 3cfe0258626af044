"""The only room that knows RDF: load, infer, check, look things up in triples."""
