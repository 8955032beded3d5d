"""Reads of the assessment domain: frozen values out, never rows."""
