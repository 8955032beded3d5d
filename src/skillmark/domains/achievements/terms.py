"""The words a definition may choose from, after the EU recommendation on micro-credentials, Annex I."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Participation(TextChoices):
    ONLINE = "online", _("Online")
    ON_SITE = "on_site", _("On site")
    BLENDED = "blended", _("Online and on site")
    WORK_EXPERIENCE = "work_experience", _("Work experience")


class Delivery(TextChoices):
    COURSE = "course", _("Course")
    PROJECT = "project", _("Project")
    ASSESSMENT = "assessment", _("Assessment only")
    WORK = "work", _("Work, observed")


class Assessment(TextChoices):
    WRITTEN_EXAM = "written_exam", _("Written exam")
    REPORT = "report", _("Report")
    PRACTICAL = "practical", _("Practical task, watched")
    PROJECT = "project", _("Project, marked against a rubric")
    REFLECTION = "reflection", _("Reflection")
    PORTFOLIO = "portfolio", _("Portfolio")
    ORAL = "oral", _("Oral exam")
    COMPLETION = "completion", _("None: completing it is enough")


class Supervision(TextChoices):
    NONE = "none", _("Nobody watches")
    SUPERVISED = "supervised", _("Supervised, identity not checked")
    SUPERVISED_IDENTITY_CHECKED = "supervised_identity_checked", _("Supervised, identity checked")


class Field(TextChoices):
    DATA = "data", _("Data")
    SOFTWARE = "software", _("Software")
    HEALTH = "health", _("Health")
    MARKETING = "marketing", _("Marketing")
    LANGUAGE = "language", _("Languages")
    TRADE = "trade", _("Trades and crafts")
    BUSINESS = "business", _("Business")
    OTHER = "other", _("Other")
