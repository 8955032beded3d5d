"""What a credential or presentation must have to be one: VCDM 2.0 and 1.1, Open Badges 3.0, CLR 2.0.

Used before signing and when verifying. Says everything it finds; changes nothing; follows no address. Whether words are
defined is the question of `codec.jsonld`, whether digests fit that of `contexts.resources`.
"""

from skillmark.credkit.model.structure.faults import MAX_FAULTS, find_faults
from skillmark.credkit.model.structure.reading import (
    BADGE_TYPES,
    CLR_TYPE,
    ENDORSEMENT_TYPE,
    ENVELOPED_CREDENTIAL,
    ENVELOPED_PRESENTATION,
    PRESENTATION_TYPE,
    STATUS_LIST_TYPE,
    envelope_of,
    issuer_id,
    time_of,
    types_of,
)

__all__ = [
    "BADGE_TYPES",
    "CLR_TYPE",
    "ENDORSEMENT_TYPE",
    "ENVELOPED_CREDENTIAL",
    "ENVELOPED_PRESENTATION",
    "MAX_FAULTS",
    "PRESENTATION_TYPE",
    "STATUS_LIST_TYPE",
    "envelope_of",
    "find_faults",
    "issuer_id",
    "time_of",
    "types_of",
]
