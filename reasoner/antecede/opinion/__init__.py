"""A second opinion: every criterion as SPARQL over the case's RDF, generated from its node in the graph.

Nothing of the evaluator is imported here, nor of what reads the graph for it.
"""
