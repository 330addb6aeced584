"""How many queries the pages that everybody opens take: the same with one row as with three hundred."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.signoff.models import Round, Turn
from tests.desk.world import NOW, TODAY, World, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

QUERIES = {
    "home": 8,
    "todo": 7,
    "done": 7,
    "watch": 14,
    "agencies": 14,
    "tree": 14,
    "people": 14,
}


def agencies_below(made: World, count: int) -> None:
    """So many agencies below the own one."""
    Agency.objects.bulk_create(
        Agency(
            slug=f"ju{number}",
            name=f"云岭县第{number}局",
            kind="department",
            level="department",
            region="虚构省",
            parent_id=made.agencies["own"].id,
        )
        for number in range(count)
    )


def turns(made: World, count: int) -> None:
    """So many things that wait for the secrecy reviewer of the own agency, and are late."""
    like = Round.objects.get(pk=made.rounds["own"])
    rounds = Round.objects.bulk_create(
        Round(
            chain=like.chain,
            agency=like.agency,
            kind="trial",
            subject=f"trial:x{number}",
            title=f"第{number}件",
            digest=like.digest,
            drafter=like.drafter,
            opened_at=NOW,
        )
        for number in range(count)
    )
    Turn.objects.bulk_create(
        Turn(
            round=each,
            step="secrecy",
            title="保密审查",
            agency=like.agency,
            role=Role.SECRECY_REVIEWER,
            since=NOW,
            due_on=TODAY.replace(day=2),
        )
        for each in rounds
    )


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize("name", QUERIES)
def test_page_takes_as_many_queries_with_any_number_of_rows(
    name: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    role = Role.SUPERVISOR if name in {"watch", "agencies", "tree", "people"} else Role.SECRECY_REVIEWER
    made = world(role)
    agencies_below(made, rows)
    turns(made, rows)
    client = browser(made.user(role))
    client.get(reverse("desk:me"))  # the first page of a session notes it
    with django_assert_num_queries(QUERIES[name]):
        answer = client.get(reverse(f"desk:{name}"), {"page": 1})
    assert answer.status_code == 200
