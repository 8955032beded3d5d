"""Shipped for users and used by our own tests: the cast, a builder of test data, a clock one turns."""
