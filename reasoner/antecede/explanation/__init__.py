"""Every sentence the product says.  Frames are here; what is said in them comes from the graph and the case."""
