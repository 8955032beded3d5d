"""Person to opening: a score with its interval and its parts.

Assumes: beliefs come from verified evidence only and are at the levels asked for; related skills do not count yet; the
whole set of people fits in memory (the index over millions comes later, behind the same values).
It filters nobody by consent: the caller passes only people who agreed to be found.
"""

from skillmark.skillkit.match.ranking import Beliefs, Fit, Part, match

__all__ = ["Beliefs", "Fit", "Part", "match"]
