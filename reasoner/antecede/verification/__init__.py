"""Verification without trust: a published determination held against its case and the graph, with rdflib alone.

Nothing of the evaluator is imported here; a contract of the import linter holds that.
"""
