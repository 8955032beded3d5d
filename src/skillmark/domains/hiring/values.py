"""What leaves this domain. In every row `fit.person_uid` is the candidate code: the uid stays inside."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from skillmark.domains.hiring.models import Opening, Seal
from skillmark.skillkit.match import Fit
from skillmark.skillkit.values import TargetProfile

PROFILE = TypeAdapter(TargetProfile)


@dataclass(frozen=True, slots=True)
class SealView:
    """A sealed order: the hash, when, and the very text that was hashed, so that anybody can hash it again."""

    uid: str
    digest: str
    sealed_at: datetime
    sealed_text: str


@dataclass(frozen=True, slots=True)
class OpeningView:
    """One opening with what it asks for."""

    uid: str
    organisation_uid: str
    title: str
    advert: str
    profile: TargetProfile
    opened_at: datetime
    edited_at: datetime | None
    closed_at: datetime | None
    seal: SealView | None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_sealed(self) -> bool:
        return self.seal is not None


@dataclass(frozen=True, slots=True)
class ShortlistRow:
    """One candidate. Reasons in `fit.parts` name the achievement and when it was earned; their `source` is its uid."""

    code: str
    fit: Fit
    met: int
    musts: int
    musts_met: int


@dataclass(frozen=True, slots=True)
class ShortlistView:
    """Who fits, best first, at `made_at`; after the seal in the sealed order. `floor`: how many asks one must meet."""

    opening_uid: str
    rows: tuple[ShortlistRow, ...]
    made_at: datetime
    floor: int
    seal: SealView | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """What is shown of a person after the seal, while they agree to be found."""

    code: str
    display_name: str
    email: str
    revealed_at: datetime


def view_opening(row: Opening) -> OpeningView:
    """`row` comes with its seal selected."""
    seal = getattr(row, "seal", None)
    return OpeningView(
        row.uid,
        row.organisation_id,
        row.title,
        row.advert,
        PROFILE.validate_python(row.profile),
        row.opened_at,
        row.edited_at,
        row.closed_at,
        view_seal(seal) if seal else None,
    )


def view_seal(row: Seal) -> SealView:
    return SealView(row.uid, row.digest, row.sealed_at, row.sealed_text)
