"""From values to unsigned JSON: badges, endorsements, learner records, presentations, and any other credential.

Members without a value are left out. Nothing is checked here: `credkit.issue.prepare` does, before anything is signed.
"""

from skillmark.credkit.model.build.badges import achievement_credential, clr_credential, endorsement_credential
from skillmark.credkit.model.build.generic import credential, enveloped_credential, language_text, presentation
from skillmark.credkit.model.build.parts import status_entry
from skillmark.credkit.model.build.profile import profile

__all__ = [
    "achievement_credential",
    "clr_credential",
    "credential",
    "endorsement_credential",
    "enveloped_credential",
    "language_text",
    "presentation",
    "profile",
    "status_entry",
]
