"""One recommendation per request line, from outcomes alone, and what has to be said beside it."""
