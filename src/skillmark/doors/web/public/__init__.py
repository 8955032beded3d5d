"""Pages for everybody, no account needed: the front, checking a file, shared credentials, issuers."""
