"""A determination as JSON, text, or RDF.  Nothing here decides."""
