"""The table of the sealed applicants exists while these tests run."""

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from tests.sealing.people import OLD, Applicant


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - comes first
    """The database of all tests with one table more."""
    with django_db_blocker.unblock():
        if Applicant._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(Applicant)


@pytest.fixture(autouse=True)
def _one_key(settings: Settings) -> None:
    settings.SEALING_KEYS, settings.SEALING_FORM = OLD, "aes"


@pytest.fixture
def _only_applicants(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk over all tables finds the one of these tests."""
    monkeypatch.setattr(apps, "get_models", lambda **_: [Applicant])
