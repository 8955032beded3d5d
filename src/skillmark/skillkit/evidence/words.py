"""The plain words for one piece of evidence in a reason. English; the pages translate."""

from skillmark.skillkit.evidence.items import Assessment, EvidenceItem, Kind, Supervision

_ASSESSED = {
    Assessment.NONE: "Completed, nothing assessed",
    Assessment.UNSTATED: "How it was assessed is not stated",
    Assessment.QUIZ: "Quiz",
    Assessment.EXAM: "Exam",
    Assessment.PROJECT: "Project judged",
    Assessment.PORTFOLIO: "Portfolio judged",
    Assessment.OBSERVED: "Seen at work by an assessor",
}
_WATCHED = {
    Supervision.NONE: "nobody watched",
    Supervision.ONLINE: "watched online",
    Supervision.ONSITE: "watched on site",
    Supervision.UNSTATED: "supervision not stated",
}
_PLAIN = {
    Kind.SELF: "Your own word",
    Kind.EXPERIENCE: "Experience",
    Kind.ENDORSEMENT: "Endorsement",
    Kind.REASSESSMENT: "Assessed again later",
    Kind.OUTCOME: "Seen in the work itself",
}


def describe(item: EvidenceItem) -> str:
    """How it was found out, who watched, at which level, and what is missing."""
    if item.kind in _PLAIN and item.assessment in (Assessment.NONE, Assessment.UNSTATED):
        words = _PLAIN[item.kind]
    elif item.assessment in (Assessment.NONE, Assessment.UNSTATED):
        words = _ASSESSED[item.assessment]
    else:
        identity = "identity checked" if item.identity_checked else "identity not checked"
        words = f"{_ASSESSED[item.assessment]}, {_WATCHED[item.supervision]}, {identity}"
    checked = "" if item.verified else ", not verified"
    failed = "" if item.passed else ", not passed"
    return f"{words}{checked}{failed}, at {item.level.word}."
