"""The world of the desk made once for a file: what a test does in it is taken back."""

from collections.abc import Callable, Iterator

import pytest
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from gongkai.law.roles import Role
from gongkai.records.models import number_kinds
from gongkai.signoff.models import kinds
from tests.desk.world import NOW, TRIAL, TRIAL_NUMBER, World, world
from tests.records.databases import world as database


def made_once(*roles: Role) -> Callable[..., Iterator[World]]:
    """A fixture of the module: `once = made_once(…)`. A test takes `once.afresh()`, or the whole of `with_all(once)`."""

    @pytest.fixture(scope="module")
    def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:  # noqa: ARG001
        with (
            pytest.MonkeyPatch.context() as patch,
            override_settings(SECOND_FACTOR_ROLES=[]),
            database(django_db_blocker),
        ):
            patch.setitem(kinds._declared, TRIAL.key, TRIAL)
            patch.setitem(number_kinds._declared, TRIAL_NUMBER.name, TRIAL_NUMBER)
            patch.setattr(timezone, "now", lambda: NOW)
            yield world(*roles)

    return once
