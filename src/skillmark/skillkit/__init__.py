"""The arithmetic of skills, without a server: what a text asks for, what a badge proves, which plan is best, who fits.

Pure: no Django, no network, no clock and no randomness of its own; files are read from paths or file objects that the
caller hands in. Rooms, lowest first, and each may import only rooms before it:
`errors` < `values` < `graph` < `extract` < `evidence` < `route` < `match`.
"""
