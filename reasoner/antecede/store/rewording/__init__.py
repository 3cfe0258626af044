"""Queries that meet a known fault of the engine, said in words in which it has none: from their algebra, exactly."""
