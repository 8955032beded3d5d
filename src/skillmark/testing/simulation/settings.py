"""What a simulated world is like, and a few worlds worth trying: one as the model assumes, others that break it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from skillmark.skillkit.evidence import SkillKind

AT = datetime(2026, 11, 22, tzinfo=UTC)
"""The simulated present. Fixed, so that a world depends on nothing but settings and seed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The defaults are the world as the model assumes it, errors of its guesses included. Shares lie in 0..1."""

    people: int = 250
    skills: int = 4
    issuers: int = 12
    achievements_each: int = 4
    take_share: float = 0.08
    """How likely a person is to have sat any one achievement."""

    correlation: float = 0.4
    """Of a person's abilities in different skills."""
    prior_shift_sd: float = 0.30
    """How far a skill's mean ability strays from what the model starts with."""
    mean_ability: float = 0.0
    tails: float = 0.0
    """Degrees of freedom of Student's t for abilities (scaled to variance 1); 0 is normal."""

    floor_error: float = 1.0
    """True floors stray from the guessed ones by this many of the model's own standard deviations ..."""
    floor_common: float = 0.5
    """... of which this part of the variance is shared by all achievements of the world."""
    slope_factor: float = 1.0
    """True discrimination as a multiple of the guessed one."""
    issuer_tie: float = 0.4
    """How far a person's luck at one issuer's achievements is the same luck (correlation)."""
    habit: float = 0.0
    """How far getting by without the skill is a person's habit, the same at every issuer (correlation)."""
    lax: float = 0.0
    cheating: float = 0.0
    """Shares of issuers whose facts say more than they do."""

    years: float = 6.0
    decay_factor: float = 1.0
    """Ability drifts and spreads this many times as fast as the model takes it to."""
    kind: SkillKind = SkillKind.UNSTATED

    failures_shown: float = 1.0
    """Share of failed attempts that anyone is told of."""
    retakes: float = 0.0
    """How likely one who fails tries again, up to two more times; the failures before a pass stay hidden."""
    self_selection: float = 0.0
    """Log-odds of sitting a test per standard deviation of ability above its level's threshold."""
    copies: float = 0.10
    """Share of passes that are held twice, which anyone can see: same issuer and achievement."""
    disguised_copies: float = 0.0
    """Share of passes that somebody else badges again, without saying so."""

    reassessed: float = 0.10
    """Share of passes tested again by a quality body, drawn at random."""
    outcome_share: float = 0.10
    outcome_selection: float = 0.0
    """Outcomes at work: base share of passes seen, and log-odds of being seen per standard deviation of ability."""


WORLDS: dict[str, Settings] = {
    "as modelled": Settings(),
    "lax and cheating issuers": Settings(lax=0.25, cheating=0.10),
    "outcomes not at random": Settings(lax=0.25, cheating=0.10, outcome_share=0.25, outcome_selection=1.0),
    "failures hidden": Settings(failures_shown=0.0),
    "retakes until passed": Settings(retakes=0.8, failures_shown=0.0),
    "only the able sit it": Settings(self_selection=1.0),
    "copies in disguise": Settings(disguised_copies=0.40),
    "no ties within an issuer": Settings(issuer_tie=0.0),
    "decays three times as fast": Settings(decay_factor=3.0),
    "skill commoner than thought": Settings(mean_ability=0.8),
    "tests tell half as much": Settings(slope_factor=0.5),
    "heavy tails": Settings(tails=4.0),
    "many pieces each": Settings(take_share=0.25),
    "many pieces, one habit": Settings(take_share=0.25, habit=0.6),
    "everything at once": Settings(
        lax=0.25,
        cheating=0.10,
        outcome_selection=1.0,
        failures_shown=0.0,
        retakes=0.5,
        self_selection=0.5,
        disguised_copies=0.20,
        decay_factor=2.0,
        slope_factor=0.75,
    ),
}
"""By name: the first is the model's own, each other breaks one assumption, the last breaks most of them together."""
