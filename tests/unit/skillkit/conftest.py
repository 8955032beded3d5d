"""Properties of the skills arithmetic: no deadline per example, since build machines are shared."""

from hypothesis import settings

settings.register_profile("skillkit", deadline=None, max_examples=60)
settings.load_profile("skillkit")
