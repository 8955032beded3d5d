"""The pack: one file that checks without us.

In it: the credential as it was signed, the issuer's keys as its key says they are today, and each status list as it
stands, signed and dated.

For a credential of ours everything comes from our own database. For an imported one only what our fetcher may read
goes in; what it may not is left out, and whoever checks the pack is told.
"""

from skillmark.credkit.codec.strict_json import read_object
from skillmark.credkit.pack import make_pack
from skillmark.credkit.status import read_entries
from skillmark.domains.authority import api as authority
from skillmark.domains.record.actions import own_row
from skillmark.domains.record.errors import NothingSigned
from skillmark.domains.record.permissions import SEE
from skillmark.domains.record.sharing import as_document, open_share, signed_bytes
from skillmark.kernel.actor import Actor
from skillmark.kernel.clock import now


def pack_of(actor: Actor, entry_uid: str) -> bytes:
    """Return the pack of one's own entry. Errors: `NoSuchEntry`, `NothingSigned`, `Erased`, `CannotIssue`."""
    row = own_row(actor, entry_uid, SEE)
    return _pack(as_document(signed_bytes(row)), row.issuer_uid)


def pack_of_share(token: str) -> bytes:
    """Return the pack behind a link. Public. Errors: `NoSuchShare`, `ShareClosed`, `NothingSigned`, `CannotIssue`."""
    shared = open_share(token)
    if shared.credential is None:
        raise NothingSigned()
    return _pack(shared.credential, shared.entry.issuer_uid)


def _pack(credential: bytes, issuer_uid: str) -> bytes:
    lists = {entry.list_uri for entry in read_entries(read_object(credential)) if entry.is_readable}
    found = {url: document for url in sorted(lists) if (document := authority.document_at(url)) is not None}
    statements = [authority.key_statement(issuer_uid)] if issuer_uid else []
    return make_pack(credential, key_statements=statements, status_lists=found, made_at=now())
