"""The door of the skills domain. Nothing else in it may be imported from outside, but its events."""

from skillmark.domains.skills.actions import import_esco, import_framework
from skillmark.domains.skills.errors import BrokenFramework, NoSuchOccupation, NoSuchSkill, OtherConcepts, VersionTaken
from skillmark.domains.skills.queries import (
    FrameworkView,
    OccupationName,
    OccupationView,
    SkillView,
    find_occupation,
    find_skill,
    find_skills,
    frameworks,
    identities,
    labels,
    occupations_asking_for,
    profile_of_occupation,
    same_skills,
)
from skillmark.domains.skills.reading import ReadAdvert, build_reading_index, profile_of_text
from skillmark.domains.skills.search import forgives_spelling, search_occupations, search_skills

__all__ = [
    "BrokenFramework",
    "FrameworkView",
    "NoSuchOccupation",
    "NoSuchSkill",
    "OccupationName",
    "OccupationView",
    "OtherConcepts",
    "ReadAdvert",
    "SkillView",
    "VersionTaken",
    "build_reading_index",
    "find_occupation",
    "find_skill",
    "find_skills",
    "forgives_spelling",
    "frameworks",
    "identities",
    "import_esco",
    "import_framework",
    "labels",
    "occupations_asking_for",
    "profile_of_occupation",
    "profile_of_text",
    "same_skills",
    "search_occupations",
    "search_skills",
]
