"""A store of decided cases: on disk or behind any SPARQL 1.1 server, and the questions analysts ask of it."""
