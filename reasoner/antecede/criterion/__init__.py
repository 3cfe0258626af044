"""One criterion over one case.  Criteria become closures once; each closure gives an outcome with its evidence."""
