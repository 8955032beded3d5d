"""What every model must hold: keys point down, personal data is declared, and its erasure is described."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from skillmark.kernel.privacy import Personal

# Bottom to top, as docs/tour.md draws it. An app that nobody listed fails.
ORDER = [
    "contenttypes auth sessions messages staticfiles procrastinate django_htmx",
    "kernel",
    "people",
    "skills",
    "authority",
    "achievements",
    "assessment",
    "assurance",
    "awarding",
    "record",
    "standing",
    "planning",
    "hiring",
]
HEIGHT = {label: height for height, labels in enumerate(ORDER) for label in labels.split()}
OURS = [model for model in apps.get_models() if model.__module__.startswith("skillmark.")]


def test_every_model_lives_in_a_listed_room() -> None:
    assert {model._meta.app_label for model in apps.get_models()} <= HEIGHT.keys()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[models.Model]) -> None:
    here = HEIGHT[model._meta.app_label]
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.OneToOneField | models.ManyToManyField):
            there = field.remote_field.model._meta
            assert HEIGHT[there.app_label] <= here, f"{model._meta.label}.{field.name} points up to {there.label}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_personal_data_is_declared(model: type[models.Model]) -> None:
    personal: Any = model.__dict__.get("personal")
    assert isinstance(personal, Personal), f"{model._meta.label} must state `personal`"
    names = {field.name for field in model._meta.get_fields()} | {
        field.attname for field in model._meta.concrete_fields
    }
    assert set(personal.fields) <= names
    assert all(how.strip() for how in personal.fields.values())


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_link_to_a_person_is_personal(model: type[models.Model]) -> None:
    """Whatever names a person, by key or by uid, says what becomes of it when the person is erased."""
    if model._meta.label == "people.Person":
        return
    naming = {
        field.name
        for field in model._meta.concrete_fields
        if (isinstance(field, models.ForeignKey) and field.remote_field.model._meta.label == "people.Person")
        or field.name in {"person_uid", "holder_uid", "actor_uid", "email"}
    }
    personal: Any = model.__dict__["personal"]
    assert naming <= set(personal.fields), f"{model._meta.label}: {sorted(naming - set(personal.fields))}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_the_docstring_says_why_the_table_exists(model: type[models.Model]) -> None:
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
