"""From what a rule asks for to the smallest entries of a case file that make it so, or just not so.

Nothing here is trusted: every case that is built is reviewed again, and only what the review says of it counts.
"""
