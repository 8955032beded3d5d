"""The door of the achievements domain. Nothing else in it may be imported from outside, but its events."""

from skillmark.domains.achievements.actions import discard_draft, draft_achievement, publish, retire, revise
from skillmark.domains.achievements.catalogue import CataloguePage, Filters, catalogue, catalogue_page
from skillmark.domains.achievements.errors import (
    BadDefinition,
    Incomplete,
    KeyTaken,
    Missing,
    NoSuchAchievement,
    NothingToPublish,
    Problem,
    Retired,
)
from skillmark.domains.achievements.evidence import evidence_about
from skillmark.domains.achievements.fields import Definition
from skillmark.domains.achievements.lint import ELEMENTS, Stated, elements, missing_elements
from skillmark.domains.achievements.permissions import DEFINE, PUBLISH, SEE_DRAFTS
from skillmark.domains.achievements.queries import (
    achievements_of,
    editions_of,
    find_achievement,
    find_achievements,
    find_version,
    find_versions,
    newest_version,
)
from skillmark.domains.achievements.stacks import NewModule, define_stack, stacks, stacks_with
from skillmark.domains.achievements.teaching import achievements_towards, is_needed_by_others
from skillmark.domains.achievements.terms import Assessment, Delivery, Field, Participation, Supervision
from skillmark.domains.achievements.values import AchievementView, Edition, ModuleView, StackView, TaughtSkill

__all__ = [
    "DEFINE",
    "ELEMENTS",
    "PUBLISH",
    "SEE_DRAFTS",
    "AchievementView",
    "Assessment",
    "BadDefinition",
    "CataloguePage",
    "Definition",
    "Delivery",
    "Edition",
    "Field",
    "Filters",
    "Incomplete",
    "KeyTaken",
    "Missing",
    "ModuleView",
    "NewModule",
    "NoSuchAchievement",
    "NothingToPublish",
    "Participation",
    "Problem",
    "Retired",
    "StackView",
    "Stated",
    "Supervision",
    "TaughtSkill",
    "achievements_of",
    "achievements_towards",
    "catalogue",
    "catalogue_page",
    "define_stack",
    "discard_draft",
    "draft_achievement",
    "editions_of",
    "elements",
    "evidence_about",
    "find_achievement",
    "find_achievements",
    "find_version",
    "find_versions",
    "is_needed_by_others",
    "missing_elements",
    "newest_version",
    "publish",
    "retire",
    "revise",
    "stacks",
    "stacks_with",
]
