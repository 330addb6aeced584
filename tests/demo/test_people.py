"""The people of the demo: an account for every role at each sample agency, once."""

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from gongkai.accounts import actions as accounts
from gongkai.accounts.models import User
from gongkai.agencies import queries
from gongkai.demo import people, samples
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday
TODAY = NOW.date()

pytestmark = pytest.mark.django_db


@pytest.fixture
def _demo(settings: Settings) -> None:
    settings.DEMO = True
    samples.load()
    people.load(NOW)


@pytest.mark.usefixtures("_demo")
def test_every_role_has_an_account_at_each_sample_agency() -> None:
    for sample in samples.SAMPLES:
        agency = queries.find(sample.slug)
        assert agency is not None
        held = {row.role for row in queries.members(viewer=OPERATOR, on=TODAY, agency_id=agency.id)}
        assert held == set(Role), sample.slug


@pytest.mark.usefixtures("_demo")
def test_all_are_marked_as_invented_and_as_of_the_demo() -> None:
    users = list(User.objects.all())
    assert len(users) == 6 * len(Role) + 6
    assert all(user.demo and "虚构示例" in user.name for user in users)


@pytest.mark.usefixtures("_demo")
def test_loading_again_changes_nothing() -> None:
    before = User.objects.count()
    people.load(NOW)
    assert User.objects.count() == before


def test_outside_the_demo_no_such_account_is_made(settings: Settings) -> None:
    settings.DEMO = False
    samples.load()
    with pytest.raises(accounts.Refused, match="演示账号只能在演示站中开立"):
        people.load(NOW)
