"""Signatures over credentials. Knows keys and contexts; knows no DID, no status and no policy."""
