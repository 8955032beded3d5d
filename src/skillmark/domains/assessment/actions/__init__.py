"""Writes of the assessment domain: keyword-only, one transaction, audit and outbox inside it."""
