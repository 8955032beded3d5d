"""Bytes to values and back: strict JSON, JCS, multibase, RDF canonicalisation, badge images.

Knows no credential, no key and no context: the RDF reader is handed its contexts. Nothing is ever fetched.
"""
