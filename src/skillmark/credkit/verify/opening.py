"""What kind of file this is, and the JSON inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from skillmark.credkit.codec.images import is_png, is_svg, unbake
from skillmark.credkit.codec.strict_json import Json, JsonObject, read_object, write_json
from skillmark.credkit.errors import CredkitError, Malformed, Unavailable
from skillmark.credkit.model.ob2 import is_badge2
from skillmark.credkit.model.structure import PRESENTATION_TYPE, find_faults, types_of
from skillmark.credkit.pack import Pack, is_pack, read_pack
from skillmark.credkit.proof.jose import CredentialJwt, Jws, is_compact, read_credential_jwt, read_envelope, read_jws
from skillmark.credkit.proof.sdjwt import SdJwtVc, is_sd_jwt, read_sd_jwt_vc

Kind = Literal["credential", "presentation", "badge2", "disclosed"]


@dataclass(frozen=True, slots=True)
class Opened:
    """The document in a file, and the form it came in: "json", "jwt", "png", "svg" or "pack".

    `signed` is what was signed as it stood in the file: a JSON text or a compact token. `jwt` is that token read, and
    `pack` the pack, if it came in one. `jws` is the token around a signed badge of Open Badges 2,
    `disclosed` an SD-JWT credential as far as it is shown.
    """

    document: JsonObject
    form: str
    signed: bytes
    pack: Pack | None = None
    jwt: CredentialJwt | None = None
    jws: Jws | None = None
    disclosed: SdJwtVc | None = None

    @property
    def kind(self) -> Kind:
        """Whether it is one credential, a presentation of several, an Open Badge 2, or an SD-JWT credential."""
        if self.disclosed:
            return "disclosed"
        if self.jws or is_badge2(self.document):
            return "badge2"
        return "presentation" if PRESENTATION_TYPE in types_of(self.document) else "credential"


def open_credential(data: bytes) -> Opened:
    """The credential or presentation in a JSON file, a token, a baked image or a pack. Raises `CredkitError`."""
    form = "png" if is_png(data) else "svg" if is_svg(data) else ""
    if form:
        data = unbake(data)
    if is_pack(data):
        pack = read_pack(data)
        inner = _open_signed(pack.credential)
        return Opened(inner.document, "pack", inner.signed, pack, inner.jwt, inner.jws, inner.disclosed)
    inner = _open_signed(data)
    return Opened(inner.document, form or inner.form, inner.signed, None, inner.jwt, inner.jws, inner.disclosed)


def open_part(value: Json | bytes) -> Opened:
    """A credential inside another document: an object, an envelope, a token as text, or bytes of either.

    Raises `CredkitError`.
    """
    if isinstance(value, bytes | str):
        return _open_signed(value if isinstance(value, bytes) else value.encode())
    if not isinstance(value, dict):
        raise Malformed("document.not_a_credential", "What should be a credential is not one.")
    return _unwrapped(value, write_json(value))


def _open_signed(data: bytes) -> Opened:
    if is_compact(data):
        return _opened_token(data.decode("ascii"))
    if is_sd_jwt(data):
        disclosed = read_sd_jwt_vc(data.decode("ascii"))
        return Opened(disclosed.claims, "sd-jwt", data.strip(), disclosed=disclosed)
    return _unwrapped(read_object(data), data)


def _unwrapped(document: JsonObject, data: bytes) -> Opened:
    envelope = read_envelope(document)
    if envelope is None:
        return Opened(document, "json", data)
    if faults := find_faults(document):
        raise Malformed(faults[0].code, "The envelope around it is not sound. " + faults[0].words)
    if not envelope.media_type.endswith("+jwt") or envelope.media_type.endswith("+sd-jwt"):
        raise Unavailable("document.envelope_unknown", "This form of credential is not read here yet.")
    return _opened_token(envelope.token)


def _opened_token(text: str) -> Opened:
    if badge := _opened_badge2(text):
        return badge
    jwt = read_credential_jwt(text)
    return Opened(jwt.document, "jwt", text.strip().encode("ascii"), jwt=jwt)


def _opened_badge2(text: str) -> Opened | None:
    """A signed badge of Open Badges 2: a token whose payload is an assertion. None for any other token."""
    jws = read_jws(text)
    try:
        document = read_object(jws.payload)
    except CredkitError:
        return None  # reading it as a credential says what is wrong
    return Opened(document, "jwt", text.strip().encode("ascii"), jws=jws) if is_badge2(document) else None
