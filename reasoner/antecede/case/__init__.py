"""What was submitted: the case file as it stands, and how it is read."""
