"""A case as facts that criteria can look at: dates as ranges, words as terms, levels closed, classes realised."""
