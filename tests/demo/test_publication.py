"""The items of the demo: on every step of their way, all invented, once; what is public is what was signed."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker, Settings

from gongkai.agencies import queries as agencies
from gongkai.demo import people, publication, samples
from gongkai.documents.reading.sources import open_source
from gongkai.law.findings import Severity
from gongkai.law.roles import Role
from gongkai.publication.models import Attachment, Edition, Item, Stand
from gongkai.publication.queries.checks import check_edition
from gongkai.publication.queries.items import State, state_of
from gongkai.publication.queries.schedule import Filter, What, schedule
from gongkai.publication.queries.withheld import register
from gongkai.records.queries.chain import faults
from gongkai.records.queries.files import path_of
from gongkai.signoff.models import Round
from gongkai.signoff.queries import Which, inbox
from tests.records.databases import world

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_demo")]


@pytest.fixture(scope="module")
def files(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The folder of the files of the demo, loaded once."""
    folder = tmp_path_factory.mktemp("files")
    with world(django_db_blocker), override_settings(DEMO=True, FILES=folder):
        samples.load()
        people.load(NOW)
        publication.load(NOW)
        yield folder


@pytest.fixture
def _demo(settings: Settings, files: Path) -> None:
    settings.DEMO = True
    settings.FILES = files


def test_items_stand_everywhere_once_and_marked_as_invented() -> None:
    stands = Counter(Item.objects.values_list("stand", flat=True))
    assert stands[Stand.PUBLIC] >= 40
    assert {Stand.UNPUBLISHED, Stand.WITHHELD, Stand.WITHDRAWN, Stand.EXPIRED, Stand.REMOVED} <= set(stands)
    publication.load(NOW + timedelta(days=1))
    assert Counter(Item.objects.values_list("stand", flat=True)) == stands
    assert list(faults()) == []
    public = set(Item.objects.filter(stand=Stand.PUBLIC).values_list("agency__slug", flat=True))
    assert public == {place.slug for place in people.PLACES}
    columns = Item.objects.filter(stand=Stand.PUBLIC).values("column").distinct().count()
    assert columns >= 10
    assert all("虚构示例" in each.title for each in Edition.objects.all())
    assert not Item.objects.filter(touched_at__gt=NOW).exists()
    assert not Edition.objects.filter(opened_at__gt=NOW).exists()
    names = set(Attachment.objects.values_list("name", flat=True))
    assert names == {"附表.xlsx", "文字版.docx", "印发件.pdf"}


def test_drafts_are_on_every_step_with_faults_to_find_and_things_to_look_at() -> None:
    held = Edition.objects.filter(published_at=None, ended_at=None).select_related("round", "item__agency")
    states = Counter(state_of(each) for each in held)
    assert all(states[state] for state in State), states
    assert Round.objects.exclude(urgent_because="").exists()
    assert held.filter(publish_after__gt=NOW, round__outcome="approved").exists()
    for role in people.STEPS.values():
        viewer = people.actor(people.HOME, role, NOW)
        assert inbox(viewer, Which.TODO, on=NOW.date()).total, role
    watched = inbox(people.actor(people.HOME, Role.SUPERVISOR, NOW), Which.WATCH, on=NOW.date())
    assert {row.agency for row in watched.rows} == {"云岭县人民政府", "云岭县住房和城乡建设局"}

    draft = Edition.objects.get(title__contains="公益性岗位")
    found = {check.rule[0] for check in check_edition(draft, NOW) if check.severity is not Severity.INFO}
    assert {"N", "V", "W"} <= found

    officer = people.actor(people.HOME, Role.DISCLOSURE_OFFICER, NOW)
    assert [row.title[:6] for row in register(officer, NOW.date(), due=True)] == ["关于调整部分"]
    assert len(register(officer, NOW.date())) == 2


def test_something_goes_out_and_something_leaves_by_the_clock() -> None:
    officer = people.actor(people.HOME, Role.DISCLOSURE_OFFICER, NOW)
    rows = schedule(officer, Filter(), first=0, most=50)
    assert {row.what for row in rows} == set(What)
    assert all(row.on >= NOW.date() for row in rows)


def test_paper_is_a_pdf_that_can_be_read() -> None:
    item = Item.objects.get(title__contains="政务服务大厅窗口工作规范")
    edition = item.public
    assert edition is not None
    data = path_of(edition.attachments.get().file.digest).read_bytes()
    text = "".join(str(block) for block in open_source(data, "印发件.pdf").blocks)
    assert "关于印发政务服务大厅窗口工作规范的通知" in text
    assert "材料齐全的当场受理，出具受理凭证。" in text


def test_pages_show_it() -> None:
    browser = Client()
    html = browser.get("/zfxxgk/yunling/").content.decode()
    assert "统计信息" in html
    assert (
        "公务员招考由上级机关统一组织" in browser.get("/zfxxgk/yunling/gwyzk/", follow=True).content.decode()
    )
    agency = agencies.find("yunling")
    assert agency is not None
    for item in Item.objects.filter(agency=agency.id).exclude(index_no=""):
        answer = browser.get(f"/xxgk/{item.index_no}/")
        assert answer.status_code == (200 if item.stand == Stand.PUBLIC else 410)
    used = Item.objects.get(title__contains="推进老旧小区改造的实施意见")
    assert "相关文件" in browser.get(f"/xxgk/{used.index_no}/").content.decode()
