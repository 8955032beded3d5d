"""Credentials without a server: what one says, whether it holds, and how one is made.

Pure: no Django, no files, no sockets. Time, randomness, keys and the network are arguments. See README.md beside this
file for the nouns, the rules and what is refused. Import from the rooms (`skillmark.credkit.verify`), not from here.
"""
