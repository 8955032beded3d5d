"""Alice is enrolled for an achievement with tasks."""

from tests.enrolled_world import achievement_uid, cast, enrolled

__all__ = ["achievement_uid", "cast", "enrolled"]
