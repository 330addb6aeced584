"""Jobs that failed for good, on their page: run again, put aside with a reason, settled once."""

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.roles import Role
from gongkai.records.models import DeadJob
from tests.desk.world import NOW, World, appoint, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def made() -> World:
    return world(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def keeper(made: World) -> Client:
    """The system administrator of the province, above which nothing stands."""
    return browser(appoint("sheng-xitong", made.agencies["parent"], Role.SYSTEM_ADMINISTRATOR))


def dead() -> DeadJob:
    return DeadJob.objects.create(
        job="0f5a7c1e-0000-5000-8000-000000000001",
        task="trial.send",
        label="发送试件",
        key="trial:1",
        arguments={},
        tries=8,
        error="超时",
        failed_at=NOW,
    )


def test_failed_job_is_listed_and_run_again_once(keeper: Client) -> None:
    client, job = keeper, dead()
    assert "发送试件" in client.get(reverse("desk:jobs")).content.decode()
    page = client.post(reverse("desk:job_again", args=[job.pk]), follow=True).content.decode()
    assert "已重新排队" in page
    assert "发送试件" not in page
    again = client.post(reverse("desk:job_again", args=[job.pk]), follow=True).content.decode()
    assert "不在待处理之列" in again


def test_job_is_put_aside_with_a_reason_alone(keeper: Client) -> None:
    client, job = keeper, dead()
    address = reverse("desk:job_aside", args=[job.pk])
    assert "要写明理由" in client.post(address, {"reason": ""}, follow=True).content.decode()
    assert "已搁置" in client.post(address, {"reason": "不再需要"}, follow=True).content.decode()


def test_system_administrator_of_an_agency_below_has_no_part_in_it(made: World) -> None:
    """Jobs are those of the whole installation; who runs the system of one county decides nothing about them."""
    client, job = browser(made.user(Role.SYSTEM_ADMINISTRATOR)), dead()
    answers = [
        client.get(reverse("desk:jobs")),
        client.post(reverse("desk:job_again", args=[job.pk])),
        client.post(reverse("desk:job_aside", args=[job.pk]), {"reason": "不再需要"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert "后台任务" not in client.get(reverse("desk:home")).content.decode()
    assert DeadJob.objects.get().settled_at is None
