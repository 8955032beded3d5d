"""What the assessment domain refuses, and what the reader can do about it."""

from django.utils.translation import gettext_lazy as _

from skillmark.kernel.errors import Malformed, NotFound, Refused


class NoSuchEnrolment(NotFound):
    """It does not exist, or it is somebody else's: the two look the same from outside."""

    code = "assessment.no_such_enrolment"
    hint = _("There is no such enrolment of yours. Look under Study.")


class NoSuchSubmission(NotFound):
    code = "assessment.no_such_submission"
    hint = _("There is no such piece of work for you to see.")


class NoSuchFile(NotFound):
    code = "assessment.no_such_file"
    hint = _("There is no such file for you to see.")


class NoSuchAttempt(NotFound):
    code = "assessment.no_such_attempt"
    hint = _("This attempt was not made. Go back to the enrolment.")


class NoSuchTask(NotFound):
    code = "assessment.no_such_task"
    hint = _("This enrolment has no task of that kind.")


class NothingToDo(Refused):
    code = "assessment.nothing_to_do"
    hint = _("The issuer has not set a quiz or a project for this yet, so nobody can earn it here.")


class NoLongerOffered(Refused):
    """Retired. Whoever began may finish; nobody begins."""

    code = "assessment.no_longer_offered"
    hint = _("The issuer no longer offers this. Look for another in the catalogue.")


class NotOpen(Refused):
    code = "assessment.not_open"
    hint = _("You withdrew from this. Enrol again and go on where you stopped.")


class AlreadyComplete(Refused):
    code = "assessment.already_complete"
    hint = _("Everything here is done and passed. There is nothing to withdraw from.")


class QuizClosed(Refused):
    """It was passed, or no attempt is left."""

    code = "assessment.quiz_closed"
    hint = _("This quiz is over: you passed it, or you have used every attempt.")


class AlreadyAnswered(Refused):
    """The same attempt came in twice. The first one counts; the second cost nothing."""

    code = "assessment.already_answered"
    hint = _("This attempt was already handed in. The first one counts.")


class BadAnswers(Malformed):
    code = "assessment.bad_answers"
    hint = _("Choose one of the answers offered for each question.")


class BadQuiz(Malformed):
    code = "assessment.bad_quiz"
    hint = _("A quiz needs questions with two or more options each, one right one, a pass mark and an attempt.")


class BadProject(Malformed):
    code = "assessment.bad_project"
    hint = _("A project needs a brief, and criteria with two or more described levels and a level that passes.")


class NothingToHandIn(Refused):
    """Handed in already and waiting, or decided for good."""

    code = "assessment.nothing_to_hand_in"
    hint = _("Your work is with the assessor, or it is decided. Wait for what they say.")


class BadEvidence(Malformed):
    code = "assessment.bad_evidence"
    hint = _("Write something, name a link that begins with https://, or add a file.")


class TooLarge(Malformed):
    code = "assessment.too_large"
    hint = _("This is more than one may hand in. Make it smaller, or put it somewhere and name the link.")


class OwnWork(Refused):
    code = "assessment.own_work"
    hint = _("This is your own work. Somebody else has to judge it.")


class AlreadyJudged(Refused):
    code = "assessment.already_judged"
    hint = _("Somebody has already decided about this work. A decision is not changed.")


class BadJudgement(Malformed):
    code = "assessment.bad_judgement"
    hint = _("Choose a level for each criterion, and pass, fail, or ask for it again.")


class CommentMissing(BadJudgement):
    code = "assessment.comment_missing"
    hint = _("Say what was missing, so that they know what to do.")


class RubricNotMet(Refused):
    code = "assessment.rubric_not_met"
    hint = _("A pass needs the passing level or a higher one on every criterion. Ask for it again, or fail it.")
