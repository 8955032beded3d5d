"""A signer by one line of text, so that a setting or a command can name a key that lies elsewhere.

- `pkcs11:token=House;object=issuer?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/run/secrets/pin`
  (RFC 7512; `id=%01` instead of or beside `object`)
- `openbao+https://bao.example:8200/transit/issuer?version=2&token-source=file:/run/secrets/token`
  (also `namespace=`, `ca=file:/etc/ca.pem`; the part before the last is the mount)

The PIN or token itself is refused in an address: addresses end up in logs and process lists.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, unquote_to_bytes, urlsplit

from skillmark.adapters.keystores.elsewhere import Secret, secret_from_file
from skillmark.adapters.keystores.transit import TransitSigner, open_transit_signer
from skillmark.adapters.keystores.vault_http import VaultServer
from skillmark.credkit.errors import Refused
from skillmark.credkit.keys import Signer

_TOKEN_OPTIONS = {"version", "token-source", "namespace", "ca"}
_PIN_OPTIONS = {"module-path", "pin-source"}
_PKCS11_NAMES = {"token", "object", "id", "type"}


def open_signer(
    address: str, *, controller: str | None = None, verification_method: str = "", secret: Secret | None = None
) -> Signer:
    """The signer at an address. `secret` gives the PIN or token where the address names no file for it.

    `controller` is the DID that owns the key; `verification_method` names it in full instead. Raises `Refused` for an
    address that is none, and what the key store raises: it is asked at once for the public key.
    """
    if address.startswith("pkcs11:"):
        return _open_pkcs11(address, controller, verification_method, secret)
    for scheme in ("openbao+", "vault+"):
        if address.startswith(scheme):
            return _open_transit(address.removeprefix(scheme), controller, verification_method, secret)
    raise _bad()


def _open_pkcs11(address: str, controller: str | None, method: str, secret: Secret | None) -> Signer:
    path, _, query = address.removeprefix("pkcs11:").partition("?")
    names = dict(part.partition("=")[::2] for part in path.split(";"))
    options = _options(query.replace("+", "%2B"), _PIN_OPTIONS)  # RFC 7512 does not write spaces as +
    if not set(names) <= _PKCS11_NAMES or "token" not in names or "module-path" not in options:
        raise _bad()
    try:
        from skillmark.adapters.keystores.pkcs11 import Pkcs11Token  # the extra may not be installed
    except ImportError:
        words = "Keys in hardware need one more package: pip install 'skillmark[hsm]'"
        raise Refused("keystore.not_installed", words) from None
    pin = _secret(options.get("pin-source", ""), secret)
    token = Pkcs11Token(Path(options["module-path"]), unquote(names["token"]), pin)
    label, key_id = unquote(names.get("object", "")), unquote_to_bytes(names.get("id", ""))
    return token.signer(label, key_id=key_id, controller=controller, verification_method=method)


def _open_transit(address: str, controller: str | None, method: str, secret: Secret | None) -> TransitSigner:
    parts = urlsplit(address)
    options = _options(parts.query, _TOKEN_OPTIONS)
    mount, _, key = parts.path.strip("/").rpartition("/")
    version = options.get("version", "")
    if not mount or not key or not ((version.isascii() and version.isdigit()) or not version):
        raise _bad()
    server = VaultServer(
        f"{parts.scheme}://{parts.netloc}",
        _secret(options.get("token-source", ""), secret),
        namespace=options.get("namespace", ""),
        ca_file=_file(options["ca"]) if "ca" in options else None,
    )
    return open_transit_signer(
        server,
        key,
        mount=mount,
        version=int(version) if version else None,
        controller=controller,
        verification_method=method,
    )


def _options(query: str, known: set[str]) -> dict[str, str]:
    pairs = parse_qsl(query, keep_blank_values=True)
    options = dict(pairs)
    if len(options) != len(pairs) or not set(options) <= known:
        raise _bad()
    return options


def _secret(source: str, given: Secret | None) -> Secret:
    if source:
        return secret_from_file(_file(source))
    if given is None:
        words = "Say in which file the PIN or token lies: pin-source=file:/... or token-source=file:/..."
        raise Refused("keystore.no_secret", words)
    return given


def _file(source: str) -> Path:
    path = source.removeprefix("file:")
    path = "/" + path.lstrip("/") if path.startswith("//") else path
    if not source.startswith("file:") or not path:
        raise _bad()
    return Path(path)


def _bad() -> Refused:
    words = (
        "This is not the address of a key: it begins with pkcs11:, openbao+https: or vault+https:, and says no secret."
    )
    return Refused("keystore.bad_address", words)
