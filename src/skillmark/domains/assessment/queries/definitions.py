"""The tasks of an achievement: for whoever sets them, and, without answers, for anybody."""

from typing import TypeVar

from skillmark.domains.achievements.api import AchievementView, find_achievement, newest_version
from skillmark.domains.assessment.models import Project, Quiz
from skillmark.domains.assessment.permissions import DEFINE
from skillmark.domains.assessment.values import (
    ProjectDefinition,
    QuizDefinition,
    QuizQuestion,
    RubricCriterion,
    TaskOutline,
    TasksView,
)
from skillmark.domains.people.api import Actor, Scope, require

T = TypeVar("T", Quiz, Project)


def definable(actor: Actor, achievement_uid: str) -> AchievementView:
    """Return the newest version, published or not, for who may set its tasks. Errors: not found, `NotAllowed`."""
    view = newest_version(actor, achievement_uid)
    require(actor, DEFINE, Scope(organisation_uid=view.organisation.uid))
    return view


def tasks_of(actor: Actor, achievement_uid: str) -> TasksView:
    """Return quiz and project with right answers. Errors: not found, `NotAllowed`. Cost: four queries and the view."""
    view = definable(actor, achievement_uid)
    quiz, project = newest_tasks(view)
    return TasksView(view, view_quiz(quiz) if quiz else None, view_project(project) if project else None)


def outline_of(achievement_uid: str) -> TaskOutline:
    """Return what anybody may know of the tasks of a published achievement. Errors: not found."""
    quiz, project = newest_tasks(find_achievement(achievement_uid))
    return TaskOutline(
        questions=quiz.questions.count() if quiz else 0,
        pass_mark=quiz.pass_mark if quiz else None,
        attempts_allowed=quiz.attempts_allowed if quiz else None,
        brief=project.brief if project else "",
        rubric=rubric_of(project) if project else (),
    )


def newest_tasks(view: AchievementView) -> tuple[Quiz | None, Project | None]:
    """Return the rows that hold for a version: the newest edition set on it or on an earlier one."""
    return _newest(Quiz, view), _newest(Project, view)


def _newest(model: type[T], view: AchievementView) -> T | None:
    rows = model._default_manager.filter(achievement__uid=view.uid, version_number__lte=view.version)
    return rows.order_by("-version_number", "-edition").first()


def view_quiz(row: Quiz) -> QuizDefinition:
    questions = tuple(
        QuizQuestion(one.text, tuple(one.options), one.correct, one.explanation, one.outcome)
        for one in row.questions.all()
    )
    return QuizDefinition(row.uid, row.edition, row.pass_mark, row.attempts_allowed, questions, row.set_at)


def view_project(row: Project) -> ProjectDefinition:
    return ProjectDefinition(row.uid, row.edition, row.brief, rubric_of(row), row.set_at)


def rubric_of(row: Project) -> tuple[RubricCriterion, ...]:
    return tuple(RubricCriterion(one.name, tuple(one.descriptors), one.pass_at) for one in row.criteria.all())
