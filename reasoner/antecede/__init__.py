"""Antecede reviews prior-authorization requests against policies held as a graph."""

__version__ = "0.1.0"
