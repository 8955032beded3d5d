"""The demo world as text: skills, organisations, achievements, tasks, degrees, adverts and people, in TOML.

`read.read_world()` gives them as frozen values. Everybody and everything in it is imagined, and written by us.
It touches no database; whoever loads the world into one does that elsewhere.
"""
