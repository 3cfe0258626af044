"""The door for browsers and programs: a SPARQL 1.1 endpoint, pages to ask from, reviews by HTTP."""
