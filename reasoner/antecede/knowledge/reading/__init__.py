"""From triples to the plan.  Imported only when a plan has to be compiled."""
