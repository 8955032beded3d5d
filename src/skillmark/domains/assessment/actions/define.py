"""Setting the tasks of an achievement. Each setting is a new edition; whoever is enrolled keeps the one they have."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from skillmark.domains.achievements.api import AchievementView
from skillmark.domains.assessment.errors import BadProject, BadQuiz
from skillmark.domains.assessment.models import Criterion, Project, Question, Quiz
from skillmark.domains.assessment.queries.definitions import definable, view_project, view_quiz
from skillmark.domains.assessment.rules import MAX_CRITERIA, MAX_LEVELS, MAX_OPTIONS, MAX_QUESTIONS
from skillmark.domains.assessment.values import ProjectDefinition, QuizDefinition, QuizQuestion, RubricCriterion
from skillmark.domains.people.api import Actor
from skillmark.kernel import audit

DEFAULT_ATTEMPTS = 3


@transaction.atomic
def set_quiz(
    *,
    actor: Actor,
    achievement_uid: str,
    questions: Sequence[QuizQuestion],
    pass_mark: float,
    attempts_allowed: int | None = None,
) -> QuizDefinition:
    """Set the quiz of the newest version. `pass_mark` is a share of right answers, over 0 to 1.

    Without `attempts_allowed` the achievement's own statement counts, else 3. Errors: `BadQuiz`, `NotAllowed`.
    """
    view = definable(actor, achievement_uid)
    attempts = attempts_allowed or view.attempts_allowed or DEFAULT_ATTEMPTS
    if not (0 < pass_mark <= 1 and 1 <= attempts <= 100 and 1 <= len(questions) <= MAX_QUESTIONS):
        raise BadQuiz()
    clean = [_clean_question(place, one) for place, one in enumerate(questions, start=1)]
    quiz = Quiz.objects.create(
        achievement_id=view.uid,
        version_number=view.version,
        edition=_next_edition(Quiz, view),
        pass_mark=pass_mark,
        attempts_allowed=attempts,
    )
    Question.objects.bulk_create(
        Question(
            quiz=quiz,
            position=position,
            text=one.text,
            options=list(one.options),
            correct=one.correct,
            explanation=one.explanation,
            outcome=one.outcome,
        )
        for position, one in enumerate(clean)
    )
    _note(actor, "assessment.set_quiz", view, quiz)
    return view_quiz(quiz)


@transaction.atomic
def set_project(
    *, actor: Actor, achievement_uid: str, brief: str, rubric: Sequence[RubricCriterion]
) -> ProjectDefinition:
    """Set the project of the newest version. Errors: `BadProject`, `NotAllowed`."""
    view = definable(actor, achievement_uid)
    clean = [_clean_criterion(place, one) for place, one in enumerate(rubric, start=1)]
    if not brief.strip() or not 1 <= len(clean) <= MAX_CRITERIA or len({one.name for one in clean}) < len(clean):
        raise BadProject()
    project = Project.objects.create(
        achievement_id=view.uid,
        version_number=view.version,
        edition=_next_edition(Project, view),
        brief=brief.strip(),
    )
    Criterion.objects.bulk_create(
        Criterion(
            project=project,
            position=position,
            name=one.name,
            descriptors=list(one.descriptors),
            pass_at=one.pass_at,
        )
        for position, one in enumerate(clean)
    )
    _note(actor, "assessment.set_project", view, project)
    return view_project(project)


def _clean_question(place: int, given: QuizQuestion) -> QuizQuestion:
    options = tuple(option.strip() for option in given.options)
    is_whole = given.text.strip() and all(options) and len(set(options)) == len(options)
    if not is_whole or not 2 <= len(options) <= MAX_OPTIONS or not 0 <= given.correct < len(options):
        raise BadQuiz(_("Question %(place)d is not complete.") % {"place": place})
    return QuizQuestion(given.text.strip(), options, given.correct, given.explanation.strip(), given.outcome.strip())


def _clean_criterion(place: int, given: RubricCriterion) -> RubricCriterion:
    name, descriptors = given.name.strip(), tuple(one.strip() for one in given.descriptors)
    is_whole = 0 < len(name) <= 120 and all(descriptors) and 2 <= len(descriptors) <= MAX_LEVELS
    if not is_whole or not 1 <= given.pass_at <= len(descriptors):
        raise BadProject(_("Criterion %(place)d is not complete.") % {"place": place})
    return RubricCriterion(name, descriptors, given.pass_at)


def _next_edition(model: type[Quiz] | type[Project], view: AchievementView) -> int:
    """The unique constraint on (achievement, edition) decides between two who set it at the same moment."""
    newest = model._default_manager.filter(achievement__uid=view.uid).aggregate(newest=Max("edition"))["newest"]
    return int(newest or 0) + 1


def _note(actor: Actor, action: str, view: AchievementView, task: Quiz | Project) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="achievement",
        object_uid=view.uid,
        organisation_uid=view.organisation.uid,
        detail={"version_uid": view.version_uid, "edition": task.edition},
    )
