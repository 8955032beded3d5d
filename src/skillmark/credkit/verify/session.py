"""Many credentials, one reader: `verify` with what was learned from those before.

`VerifySession.verify` gives the report that `verify` gives. The first credentials of a shape are verified in full; of
the others only what differs is looked at, and only a credential about which everything comes out well gets its report
this way. Every doubt, every failure and every other kind of file goes the full way.

Answers of issuers (key lists, status lists) are kept for `keep_s` seconds and then asked for anew, in the full way too:
that is how old the word that something was not revoked may be. All that is kept is bounded. May be shared by threads;
libsodium lets go of the interpreter lock while it checks a signature.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

from skillmark.credkit.did import Fetcher
from skillmark.credkit.errors import CredkitError
from skillmark.credkit.report import Answer, Report
from skillmark.credkit.shape import HoleCheck, ShapeCache, read_skeleton
from skillmark.credkit.shape.cache import SeenOnce
from skillmark.credkit.shape.lines import Values
from skillmark.credkit.verify.known import Known
from skillmark.credkit.verify.learning import is_learnable, learn, may_be_hole, named_key
from skillmark.credkit.verify.opening import open_credential
from skillmark.credkit.verify.policy import Policy
from skillmark.credkit.verify.run import verify
from skillmark.credkit.verify.spell import Spell


class VerifySession:
    """Verifies credential after credential under one policy. `keep_s`: seconds for which issuers' answers are kept.

    300 seconds is what Bitstring Status List 1.0 section 2.1 assumes where a list names no time of its own.
    """

    def __init__(
        self,
        *,
        policy: Policy,
        fetcher: Fetcher,
        keep_s: int = 300,
        max_shapes: int = 4_096,
        max_bytes: int = 256_000_000,
    ) -> None:
        self.policy, self.fetcher, self.keep_s = policy, fetcher, keep_s
        self.taken = 0  # how many reports were given without the full way; not exact between threads
        self._shapes: ShapeCache[Known] = ShapeCache(max_shapes=max_shapes, max_bytes=max_bytes)
        self._seen = SeenOnce()
        self._lock = threading.Lock()
        self._spell: Spell | None = None
        self._skew = timedelta(seconds=policy.clock_skew_s)

    def verify(self, data: bytes, *, at: datetime, **more: Any) -> Report:
        """The report of one file, as `verify` gives it; `more` are its other arguments. Never raises."""
        if more:
            return verify(data, policy=self.policy, fetcher=self.fetcher, at=at, **more)
        spell = self._spell_at(at)
        found = self._shapes.find(data)
        if found and self._holds(*found, spell, at):
            self.taken += 1
            return found[0].report_of(found[1], at)
        report = verify(data, policy=self.policy, fetcher=spell.answers, at=at)
        if report.answer is Answer.HOLDS and self._is_news(data, found[0] if found else None, spell):
            self._learn(data, report, spell)
        return report

    def _is_news(self, data: bytes, known: Known | None, spell: Spell) -> bool:
        """Whether nothing is known of such a document, or its issuer's key list says something else by now."""
        if known is None:
            return not self._shapes.is_known(data)
        return spell.key_of(known.issuer, known.method) != (known.vouched, known.key)

    def _holds(self, known: Known, values: Values, spell: Spell, at: datetime) -> bool:
        """Whether everything about this document comes out as it did for the one its shape was learned from."""
        return (
            b"" not in values
            and known.counts(values, at, self._skew)
            and spell.key_of(known.issuer, known.method) == (known.vouched, known.key)
            and known.is_in_use(values, at, self.policy.clock_skew_s)
            and known.is_signed(values)  # before its status lists: a forged file does not choose whom we ask
            and all(
                spell.is_clear(known.issuer, entry.purpose, entry.list_uri(values), entry.index(values))
                for entry in known.entries
            )
        )

    def _spell_at(self, at: datetime) -> Spell:
        spell = self._spell
        if spell is None or not spell.begins_at <= at <= spell.ends_at:
            with self._lock:
                spell = self._spell
                if spell is None or not spell.begins_at <= at <= spell.ends_at:
                    spell = Spell(self.policy, self.fetcher, at, self.keep_s)
                    self._spell = spell
        return spell

    def _learn(self, data: bytes, report: Report, spell: Spell) -> None:
        """Keep the shape of a document that held, once its like was met before."""
        try:
            opened = open_credential(data)
            if opened.form != "json" or opened.signed != data or not is_learnable(opened.document, report):
                return
            skeleton = read_skeleton(data, opened.document, may_be_hole)
        except CredkitError:
            return
        if skeleton is None:
            return
        holes = {place for place, _ in skeleton.holes}
        if not self._seen.again(tuple(piece for place, piece in enumerate(skeleton.pieces) if place not in holes)):
            return
        found = spell.key_of(*named_key(opened.document))
        learned = learn(skeleton, opened.document, report, *found) if found else None
        if learned is None:
            self._shapes.put(skeleton.pieces, tuple(sorted(holes)), None, HoleCheck(), 0)
        else:
            self._shapes.put(skeleton.pieces, learned.holes, learned.known, learned.check, learned.weight)
