"""The four values, brackets, partial dates and durations.  Knows nothing of cases or graphs."""
