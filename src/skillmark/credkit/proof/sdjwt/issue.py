"""Issuing an SD-JWT VC: what may be withheld, and to whose key it is bound."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from skillmark.credkit.codec.strict_json import JsonObject
from skillmark.credkit.errors import Refused
from skillmark.credkit.keys import Signer, jwk_from_multikey
from skillmark.credkit.proof.jose.claims import seconds_of
from skillmark.credkit.proof.jose.compact import sign_jws, to_bytes
from skillmark.credkit.proof.sdjwt.conceal import conceal
from skillmark.credkit.proof.sdjwt.credential import TYPE, may_be_withheld, read_sd_jwt_vc
from skillmark.credkit.proof.sdjwt.disclosure import DEFAULT_HASH, Random
from skillmark.credkit.proof.sdjwt.parts import MAX_DISCLOSURES
from skillmark.credkit.proof.sdjwt.pointers import find_path

_SET_HERE = frozenset({"iat", "cnf"})
_NEVER_WITHHELD_BY_US = frozenset({"aud", "iat"})


def issue_sd_jwt_vc(
    claims: JsonObject,
    *,
    signer: Signer,
    disclosable: Iterable[str],
    random: Random,
    issued_at: datetime,
    holder_multikey: str = "",
    decoys: int = 0,
    hash_name: str = DEFAULT_HASH,
) -> str:
    """A token for its holder, with all disclosures: `<JWT>~<disclosure>~...~`.

    `claims` hold `vct` and, unless the key's name says it, `iss`. `disclosable` are JSON pointers, nested as one likes:
    `/address`, `/address/street`, `/skills/0`. `holder_multikey` binds it to a key. `decoys` digests hide how many
    claims there are at each place. `random(n)` gives n secret random bytes. Raises `Refused` for a claim that must not
    be withheld, and what reading the result would raise.
    """
    if _SET_HERE & set(claims):
        raise Refused("sdjwt.own_claims", "The time of issue and the holder's key are set by issuing.")
    pointers = tuple(disclosable)
    paths = [find_path(claims, pointer) for pointer in pointers]
    if not all(may_be_withheld(path) and path[0] not in _NEVER_WITHHELD_BY_US for path in paths):
        raise Refused("sdjwt.must_be_shown", "A claim that every reader needs cannot be made one to withhold.")
    if len(paths) > MAX_DISCLOSURES or not 0 <= decoys <= MAX_DISCLOSURES:
        raise Refused("sdjwt.too_large", "These are too many claims to hide one by one.")
    concealed = conceal(claims, pointers, random=random, decoys=decoys, hash_name=hash_name)
    payload = concealed.payload | {"iat": seconds_of(issued_at)}
    if holder_multikey:
        payload["cnf"] = {"jwk": jwk_from_multikey(holder_multikey)}
    header: JsonObject = {"typ": TYPE, "kid": signer.verification_method}
    token = sign_jws(header, to_bytes(payload), signer=signer)
    text = "~".join([token, *(disclosure.text for disclosure in concealed.disclosures), ""])
    read_sd_jwt_vc(text)  # what would not be read is not handed out
    return text
