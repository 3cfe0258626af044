"""Two policies, two editions, two guidelines: what the graph proves of one against the other, and no more."""
