"""Persons, organisations, roles, consent, and the key that seals a person's content."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from skillmark.kernel.clock import now
from skillmark.kernel.ids import UidField
from skillmark.kernel.privacy import NOT_PERSONAL, Personal


class PersonManager(BaseUserManager):  # type: ignore[type-arg]
    """Finds a person by address in any case, as people write it."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        person: Person = self.get(email__iexact=username)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. Signs in by e-mail address; belongs to organisations by membership."""

    personal: ClassVar[Personal] = Personal(
        {
            "email": "replaced by an address of nobody",
            "display_name": "emptied",
            "password": "made unusable",
            "last_login": "emptied",
        }
    )

    uid = UidField()
    email = models.EmailField(max_length=254, unique=True)
    display_name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=40, default="UTC")
    joined_at = models.DateTimeField(default=now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]


class Organisation(models.Model):
    """A tenant: whoever issues, employs or assures. `key` is in its addresses and its DID and never changes."""

    personal: ClassVar[Personal] = NOT_PERSONAL

    class Kind(models.TextChoices):
        UNIVERSITY = "university", _("University or college")
        COMPANY = "company", _("Company")
        PROFESSIONAL_BODY = "professional_body", _("Professional body")
        PLATFORM = "platform", _("Online platform")
        TRAINING_PROVIDER = "training_provider", _("Training provider")
        ASSURANCE_BODY = "assurance_body", _("Assurance body")
        EMPLOYER = "employer", _("Employer")

    uid = UidField()
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    legal_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=80, blank=True)
    website = models.URLField(blank=True)
    joined_at = models.DateTimeField(default=now)


class Role(models.TextChoices):
    """What a person may be in an organisation. What each may do is declared beside the action."""

    ADMIN = "admin", _("Administrator")
    CREATOR = "creator", _("Creator")
    ISSUER = "issuer", _("Issuer")
    ASSESSOR = "assessor", _("Assessor")
    HIRER = "hirer", _("Hirer")
    ASSURER = "assurer", _("Assurer")
    VIEWER = "viewer", _("Viewer")


class Membership(models.Model):
    """One role of one person in one organisation."""

    personal: ClassVar[Personal] = Personal({"person": "the row is deleted with the person"})

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    since_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "role"], name="membership_once"),
        ]


class Consent(models.Model):
    """What a person agreed to, and when they took it back. Rows are kept as the log; one open per purpose."""

    personal: ClassVar[Personal] = Personal({"person": "the row is deleted with the person"})

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at__isnull=True), name="consent_open_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]


class PersonKey(models.Model):
    """The key under which a person's content is sealed, itself wrapped by the house's key. Destroyed on erasure."""

    personal: ClassVar[Personal] = Personal(
        {
            "person": "kept, to say that the key is gone",
            "wrapped": "destroyed: what was sealed under it is noise afterwards",
        }
    )

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="key")
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="person_key_here_or_destroyed",
            )
        ]
