"""Pictures of policies and cases: what there is to see as plain data, where it goes, and how it is drawn.

``scene`` says what there is; ``measure`` how large, ``layout`` where, ``svg`` and its neighbours draw it.  Nothing here
decides anything about a case: every state comes from a determination, every sentence from the explanation room.
"""
