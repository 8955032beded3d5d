"""Signatures over credentials. Knows keys, contexts, and what a DID spells out itself; no network, status or policy."""
