"""Files the demo leaves to try: badges that do not hold, a picture with a script in it, adverts to paste."""

import json
import secrets
from pathlib import Path
from uuid import uuid4

from skillmark.credkit.issue import issue, prepare
from skillmark.credkit.keys import Ed25519Signer
from skillmark.demo.settle import Settled
from skillmark.demo.world.people import Standing
from skillmark.domains.awarding.api import credential_of
from skillmark.kernel.actor import SYSTEM
from skillmark.kernel.clock import now

TRAP = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def leave_files(here: Settled, folder: Path) -> None:
    """Write `badges/` (revoked, expired, forged, and a trap) and `adverts/` (twenty texts)."""
    badges, adverts = folder / "badges", folder / "adverts"
    badges.mkdir(exist_ok=True)
    adverts.mkdir(exist_ok=True)
    for learner in here.world.learners:
        for held in learner.credentials:
            if held.standing is Standing.FORGED:
                (badges / "forged.json").write_bytes(_forged(here, held.achievement))
            elif held.standing is not Standing.VALID:
                award = here.awards[learner.key, held.achievement]
                (badges / f"{held.standing}.json").write_bytes(credential_of(SYSTEM, award))
    (badges / "trap.svg").write_bytes(TRAP)
    for advert in here.world.adverts:
        (adverts / f"{advert.key}.txt").write_text(f"{advert.title}\n\n{advert.text}\n", encoding="utf-8")


def _forged(here: Settled, achievement: str) -> bytes:
    """A badge that names a real issuer, and the issuer's real DID, signed with a key the forger made."""
    house = here.defined[achievement].organisation.uid
    model = next(uid for (_holder, what), uid in here.awards.items() if here.defined[what].organisation.uid == house)
    document = json.loads(credential_of(SYSTEM, model))
    for name in ("proof", "credentialStatus"):
        document.pop(name, None)
    document["id"] = f"urn:uuid:{uuid4()}"
    document["credentialSubject"]["achievement"]["name"] = here.defined[achievement].name
    thief = Ed25519Signer.from_seed(secrets.token_bytes(32), controller=document["issuer"]["id"])
    return issue(prepare(document), signer=thief, created_at=now())
