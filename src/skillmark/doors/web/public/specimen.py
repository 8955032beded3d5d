"""A specimen: a credential made by this copy to show what a check looks like. Nobody earned it.

Signed with a key that lives in this process and whose issuer is the key itself (did:key), so that it works on an empty
house and says of itself that it proves nothing about anyone.
"""

import uuid
from datetime import UTC, datetime
from functools import cache

from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.keys import SEED_BYTES, Ed25519Signer
from skillmark.credkit.model import (
    Achievement,
    Alignment,
    AssessmentType,
    Issuer,
    MicroCredentialStatement,
    Participation,
    Period,
    Recipient,
    Supervision,
    achievement_credential,
    hash_email,
)
from skillmark.kernel.clock import now


@cache
def specimen() -> bytes:
    """Return the specimen of this process, signed once."""
    import secrets

    signer = Ed25519Signer.from_seed(secrets.token_bytes(SEED_BYTES))
    did = signer.verification_method.partition("#")[0]
    document = achievement_credential(
        uri=f"urn:uuid:{uuid.uuid4()}",
        issuer=Issuer(did=did, name="Specimen House", country="IE"),
        achievement=Achievement(
            uri=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, 'skillmark specimen')}",
            name="SQL for Analysts",
            description="Gets the right rows out of a database somebody else designed, and says why they are right.",
            criteria="Nobody earned this one. It shows what a check looks like.",
            alignments=(
                Alignment("http://data.europa.eu/esco/skill/598de5b0-5b58-4ea7-8058-a4bc4d18c742", "SQL", "ESCO"),
            ),
            language="en",
            version="1",
        ),
        recipient=Recipient(identities=(hash_email("nobody@specimen.invalid", secrets.token_hex(16)),)),
        period=Period(datetime(2026, 3, 14, 9, tzinfo=UTC)),
        statement=MicroCredentialStatement(
            learning_outcomes=("Joins, groups and checks tables in SQL without help",),
            workload_minutes=40 * 60,
            assessment_types=(AssessmentType.WRITTEN_EXAM,),
            participation=Participation.ONLINE,
            quality_assurance="None: this is a specimen.",
            supervision=Supervision.IDENTIFIED_ONLINE,
            eqf_level=4,
        ),
    )
    return issue(prepare(document), signer=signer, created_at=now())
