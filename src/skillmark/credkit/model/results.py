"""What can be reached and what was, as frozen values (Open Badges 3.0 ResultDescription, Result and rubrics)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ResultType(StrEnum):
    """The words of Open Badges 3.0 for kinds of result; others begin with `ext:`."""

    GRADE_POINT_AVERAGE = "GradePointAverage"
    LETTER_GRADE = "LetterGrade"
    PERCENT = "Percent"
    PERFORMANCE_LEVEL = "PerformanceLevel"
    PREDICTED_SCORE = "PredictedScore"
    RAW_SCORE = "RawScore"
    RESULT = "Result"
    RUBRIC_CRITERION = "RubricCriterion"
    RUBRIC_CRITERION_LEVEL = "RubricCriterionLevel"
    RUBRIC_SCORE = "RubricScore"
    SCALED_SCORE = "ScaledScore"
    STATUS = "Status"


class ResultStatus(StrEnum):
    """The words of Open Badges 3.0 for how far somebody came."""

    COMPLETED = "Completed"
    ENROLLED = "Enrolled"
    FAILED = "Failed"
    IN_PROGRESS = "InProgress"
    ON_HOLD = "OnHold"
    PROVISIONAL = "Provisional"
    WITHDREW = "Withdrew"


@dataclass(frozen=True, slots=True)
class Alignment:
    """A skill of a framework that this proves, by the framework's own identifier, with the level proved."""

    uri: str
    name: str
    framework: str = ""
    code: str = ""
    kind: str = ""
    level: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class RubricCriterionLevel:
    """One level of a rubric. `uri` is referred to by results; `points` as text, as the standard has it."""

    uri: str
    name: str
    description: str = ""
    level: str = ""
    points: str = ""
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultDescription:
    """A kind of result the achievement can have. `uri` is referred to by results; `kind` see ResultType.

    `required_level` is the `uri` of one of `levels`; `allowed_values` go from the lowest to the highest.
    """

    uri: str
    name: str
    kind: str
    value_min: str = ""
    value_max: str = ""
    required_value: str = ""
    allowed_values: tuple[str, ...] = ()
    required_level: str = ""
    levels: tuple[RubricCriterionLevel, ...] = ()
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One result a person reached: a value (score, grade), a level of a rubric by its address, or a ResultStatus."""

    description_uri: str = ""
    value: str = ""
    status: str = ""
    achieved_level: str = ""
    alignments: tuple[Alignment, ...] = ()
