"""The shell around every page: base template, stylesheet, marks of proof, charts, forms, sign-in, errors.

Knows no page and no audience; pages of a role import from here and never from each other.
Templates load the tags with `{% load skillmark %}`. README.md beside this file lists all of them.
"""
