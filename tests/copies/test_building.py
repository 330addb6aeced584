"""Files follow what is public: each page is what the platform itself answers, and what is taken back is nowhere."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies import actions as agencies
from gongkai.agencies.models import Agency
from gongkai.copies.actions import building, holding
from gongkai.copies.actions.building import build
from gongkai.copies.actions.following import TASK
from gongkai.copies.actions.holding import LEASE, Occupied, writing
from gongkai.copies.backends import files
from gongkai.copies.models import Copy, Scope, Writing
from gongkai.copies.queries.pages import things_of
from gongkai.jobs.schedule import Scheduled, run_due
from gongkai.jobs.times import Every
from gongkai.jobs.worker import do_next
from gongkai.publication import actions
from gongkai.publication.models import Why
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import quarantine
from tests.copies.written import lying, page_of, wrong
from tests.portal.bodies import below, county, tree_of_columns
from tests.portal.public import address, index_of, shown_edition, with_files
from tests.publication.office import (
    HANDLER,
    OFFICER,
    altered,
    approved,
    edition,
    later,
    published,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    tree_of_columns()
    return below(county())


def taken_back(at: Office, item_id: int, *, why: Why = Why.ERROR) -> None:
    actions.withdraw(item_id=item_id, why=why, told="数字有误。", by=at[OFFICER], at=later(9))


def test_page_is_what_the_platform_answers(at: Office, pages: Path) -> None:
    item_id = with_files(at)
    build()
    path = address(item_id)
    assert (pages / page_of(item_id)).read_bytes() == Client().get(path).content
    for language in ("hant", "en"):
        reader = Client()
        reader.cookies["yuyan"] = language
        assert (pages / page_of(item_id, language)).read_bytes() == reader.get(path).content
    for listed in ("/", "/xxgk/", "/zfxxgk/a/", "/zfxxgk/a/fdzdgk/tzgg/", "/xxgk/rss.xml"):
        place = files.place(listed, "hans")
        assert place
        assert (pages / place).read_bytes() == Client().get(listed).content
    assert wrong() == []


def test_files_of_an_item_lie_beside_it_without_the_original(at: Office, pages: Path) -> None:
    item_id = with_files(at)
    build()
    beside = {path for path in lying(pages) if path.startswith("files/")}
    assert {path.rsplit("/", 2)[1] for path in beside} == {"files", "attachments"}
    assert len(beside) == 2
    texts = {(pages / path).read_bytes() for path in beside}
    assert "附表.txt的内容".encode() in texts
    assert "原稿.txt的内容".encode() not in texts
    assert index_of(item_id) in next(iter(beside))


def test_what_is_published_shows_wherever_it_should_and_nothing_else_is_written(
    at: Office, pages: Path
) -> None:
    published(at)
    build()
    before = {path: (pages / path).stat().st_mtime_ns for path in lying(pages)}
    item_id = published(at, title="关于新事的通知", hours=6)
    done = build()
    assert wrong() == []
    for path in (
        "hans/index.html",
        "hans/xxgk/index.html",
        "hans/xxgk/rss.xml",
        "hans/zfxxgk/a/index.html",
    ):
        assert "关于新事的通知" in (pages / path).read_text()
    assert index_of(item_id) in "".join(
        (pages / path).read_text() for path in lying(pages) if "sitemap-" in path and path.endswith(".xml")
    )
    untouched = {path for path, at_ in before.items() if (pages / path).stat().st_mtime_ns == at_}
    assert "hans/wza/index.html" in untouched
    assert done.written < len(before)


def test_nothing_is_looked_at_where_nothing_was_done(at: Office) -> None:
    published(at)
    build()
    assert build().looked == 0


def test_draft_shows_nowhere(at: Office) -> None:
    published(at)
    build()
    approved(at, title="还没有公开的稿件")
    assert build().looked == 0


class TestTakenBack:
    """Every copy goes."""

    def test_notice_stands_in_place_of_page_and_files(self, at: Office, pages: Path) -> None:
        item_id = with_files(at, title="要撤回的通知", body="<p>撤回的正文甲乙丙。</p>")
        published(at, title="留下的通知", hours=6)
        build()
        taken_back(at, item_id)
        build()
        assert not (pages / page_of(item_id)).exists()
        gone = (pages / "gone" / page_of(item_id)).read_text()
        assert "数字有误。" in gone
        assert [path for path in lying(pages) if path.startswith("files/")] == []
        texts = [(pages / path).read_bytes() for path in lying(pages) if not path.endswith(".gz")]
        assert not any("撤回的正文甲乙丙".encode() in text for text in texts)
        naming = {path for path in lying(pages) if "要撤回的通知" in _text(pages / path)}
        assert naming == {f"gone/{page_of(item_id, variant)}" for variant in ("hans", "hant", "en")}
        assert wrong() == []

    def test_harmful_content_leaves_not_even_its_title(self, at: Office, pages: Path) -> None:
        item_id = published(at, title="有害的标题")
        build()
        taken_back(at, item_id, why=Why.HARMFUL)
        build()
        assert not any("有害的标题" in _text(pages / path) for path in lying(pages))

    def test_what_comes_back_is_there_again(self, at: Office, pages: Path) -> None:
        item_id = with_files(at)
        build()
        taken_back(at, item_id)
        build()
        actions.restore(item_id=item_id, because="核对无误。", by=at[OFFICER], at=later(10))
        build()
        assert (pages / page_of(item_id)).exists()
        assert not (pages / "gone" / page_of(item_id)).exists()
        assert wrong() == []

    def test_file_in_quarantine_is_not_handed_out(self, at: Office, pages: Path) -> None:
        item_id = with_files(at)
        build()
        file_id = shown_edition(item_id).attachments.get(name="附表.txt").file_id
        quarantine(file_id=file_id, reason="核查", by=OPERATOR, at=later(9))
        build()
        assert [path for path in lying(pages) if "/files/" in path] == []
        assert wrong() == []


def _text(path: Path) -> str:
    return "" if path.suffix == ".gz" else path.read_text(errors="replace")


class TestAround:
    """What stands beside an item changes with others."""

    def test_neighbours_topics_mentions_and_names(self, at: Office) -> None:
        first = published(at, topic="finance", document_no="云府发〔2026〕1号", title="甲")
        published(at, topic="finance", title="乙", hours=6)
        build()
        third = published(
            at, topic="finance", title="丙", body="<p>根据云府发〔2026〕1号，现印发。</p>", hours=7
        )
        build()
        assert wrong() == []
        taken_back(at, third)
        build()
        assert wrong() == []
        assert Copy.objects.filter(key=f"item:{first}").exists()

    def test_new_edition(self, at: Office) -> None:
        item_id = published(at, title="旧名", topic="finance")
        published(at, topic="finance", hours=6)
        build()
        again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(8))
        actions.save(
            edition_id=again,
            revision=1,
            content=altered(edition(again), title="新名"),
            by=at[HANDLER],
            at=later(9),
        )
        sign_off(again, at)
        actions.publish(edition_id=again, by=at[OFFICER], at=later(15))
        build()
        assert wrong() == []

    def test_agency_is_called_otherwise(self, at: Office, pages: Path) -> None:
        item_id = published(at)
        Agency.objects.update(organ_code="")  # those of the tests are none that a decision could be on
        build()
        agencies.rename(
            agency_id=at.agency.pk,
            name="云岭县新名局",
            on=timezone.localdate(),
            reason="更名",
            by=OPERATOR,
            at=later(9),
        )
        build()
        assert "云岭县新名局" in (pages / page_of(item_id)).read_text()
        assert wrong() == []


class TestInterrupted:
    """Wherever a process ends, the next one finishes its work."""

    def test_before_the_manifest(self, at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        item_id = published(at)
        build()
        taken_back(at, item_id)
        with monkeypatch.context() as patched:
            patched.setattr(building, "_enter", _killed)
            with pytest.raises(KeyboardInterrupt):
                build()
        assert Scope.objects.get(name=f"near:{item_id}").touched <= Writing.objects.get().seq
        build()
        assert wrong() == []

    def test_lease_of_one_that_was_killed_runs_out(self, at: Office) -> None:
        published(at)
        held = writing(timezone.now)
        held.__enter__()
        with pytest.raises(Occupied):
            build()
        build(clock=lambda: timezone.now() + 2 * LEASE)
        assert wrong() == []

    def test_one_that_is_no_more_is_not_waited_for(self, at: Office) -> None:
        """The number of its process says that it ended."""
        published(at)
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        held = writing(timezone.now)
        held.__enter__()
        machine = Writing.objects.get().holder.replace(f" {os.getpid()} ", f" {ended.pid} ")
        Writing.objects.update(holder=machine)
        build()
        assert wrong() == []

    @pytest.mark.parametrize("killed", [True, False])
    def test_page_that_the_manifest_never_heard_of(
        self, at: Office, pages: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
    ) -> None:
        """It is written, then whoever wrote it is ended, then it is taken back: the next one must not leave it there."""
        build()
        item_id = published(at)
        with monkeypatch.context() as patched:
            patched.setattr(building, "_enter", _killed)
            if killed:  # then nobody says that it ended
                patched.setattr(holding, "_given_back", lambda *_, **_told: None)
                patched.setattr(holding, "LEASE", timedelta(0))
            with pytest.raises(KeyboardInterrupt):
                build()
        page = pages / page_of(item_id)
        page.with_name("half.part").write_text("half")
        assert page.exists()
        taken_back(at, item_id)
        build()
        assert not page.parent.exists()
        assert wrong() == []

    def test_database_that_fails_takes_nothing_away(
        self, at: Office, pages: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        published(at)
        build()
        before = lying(pages)
        published(at, hours=6)

        def broken(*_args: object, **_more: object) -> object:
            raise OperationalError("gone")

        monkeypatch.setattr("gongkai.copies.actions.making.render", broken)
        with pytest.raises(OperationalError):
            build()
        assert before <= lying(pages)

    def test_page_that_cannot_be_made_has_no_file(
        self, at: Office, pages: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item_id = published(at)
        build()

        def broken(path: str, *_more: object) -> object:
            raise ValueError(path)

        with monkeypatch.context() as patched:
            patched.setattr("gongkai.copies.actions.making.render", broken)
            assert build(whole=True).failed > 0
        assert not (pages / page_of(item_id)).exists()
        build(whole=True)
        assert wrong() == []


def _killed(*_args: object) -> None:
    raise KeyboardInterrupt


def test_worker_brings_files_up_to_date_each_minute(at: Office) -> None:
    """Where nobody follows the log. While another process writes, it leaves that to it."""
    published(at)
    with writing(timezone.now):
        worked(at=timezone.now())
        assert not Copy.objects.exists()
    worked(at=timezone.now() + timedelta(minutes=2))
    assert Copy.objects.filter(scope="news").exists()
    assert wrong() == []


def worked(*, at: datetime) -> None:
    """All that is due by then is done."""
    run_due(at=at, schedule=(Scheduled("static-pages", TASK, Every(minutes=1)),))
    while do_next(worker="甲", hold=LEASE, clock=lambda: at):
        pass


def test_whole_site_made_anew_writes_nothing_that_is_so_already(at: Office) -> None:
    published(at)
    build()
    done = build(whole=True)
    assert done.made > 10
    assert (done.written, done.removed) == (0, 0)


def test_another_program_makes_everything_anew(
    at: Office, monkeypatch: pytest.MonkeyPatch, pages: Path
) -> None:
    item_id = published(at)
    build()
    monkeypatch.setattr(building, "stamp", lambda: "another")
    (pages / page_of(item_id)).write_text("old")
    assert build().made > 10
    assert (pages / page_of(item_id)).read_text() != "old"


def test_large_numbers_are_looked_at_in_some_queries(
    at: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        published(at, hours=5 + number, topic="finance")
    with django_assert_max_num_queries(10):
        assert len(list(things_of(f"items:{at.agency.pk}", on=timezone.localdate(), stamp=""))) == 4


@pytest.mark.parametrize(
    "address", ["/xxgk/../x/", "/xxgk/./x/", "/xxgk//x/", f"/xxgk/{'长' * 90}/", "/a/b.part"]
)
def test_address_that_no_file_can_have(address: str) -> None:
    assert files.place(address, "hans") is None
