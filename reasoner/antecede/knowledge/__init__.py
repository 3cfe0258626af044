"""Typed, frozen readings of the graph.  What runs is made of these; nothing above this room sees a triple."""
