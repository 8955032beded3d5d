"""Achievements: what can be earned, by whom it is defined, and what each version of the definition says."""
