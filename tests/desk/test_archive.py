"""案卷 on the desk: what is in it, the archive as a download, the cases whose term is over, taken apart by two people."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.applications.models import Letter
from gongkai.records.models import LogEntry
from tests.applications.closing import PERSONAL, YEARS, ended
from tests.applications.office import HEAD, LEADER, OFFICER, Office, after, application, confirmed
from tests.desk.case_pages import at_the_desk, read, staffed, tidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES, settings.DATA = tmp_path / "files", tmp_path
    return staffed()


def post(client: Client, name: str, one: int, **said: Any) -> Any:
    return client.post(reverse(f"desk:{name}", args=[one]), said)


def later(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The desk of the day on which the term is over."""
    when = after(8) + YEARS
    monkeypatch.setattr("django.utils.timezone.now", lambda: when)
    return when


def test_what_is_in_it_and_until_when(at: Office) -> None:
    one = ended(at)
    page = tidy(read(at_the_desk(at, OFFICER), "application_archive", one))
    for words in (
        "10年，到 2036年3月",
        "申请材料：身份证.txt",
        "原件，不公开",
        "下载案卷（ZIP）",
        "送达证明",
    ):
        assert words in page
    assert "云小舟" not in page
    assert page.count("原件名") == 2  # the original and what was given, each once
    assert "下载案卷（ZIP）" not in tidy(read(at_the_desk(at, LEADER), "application_archive", one))


def test_the_archive_is_handed_out_and_in_the_log(at: Office) -> None:
    one = ended(at)
    answer = post(at_the_desk(at, OFFICER), "application_archive_pack", one)
    data = b"".join(answer.streaming_content)
    assert (answer.status_code, len(data)) == (200, int(answer["Content-Length"]))
    assert ".zip" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert "案卷.pdf" in archive.namelist()
    last = LogEntry.objects.latest("seq")
    assert (last.action, last.subject) == ("applications.pack_archive", f"application:{one}")


def test_an_open_case_has_no_archive_yet(at: Office) -> None:
    one = confirmed(at, when=after(0))
    page = tidy(read(at_the_desk(at, OFFICER), "application_archive", one))
    assert "尚未起算" in page
    assert "下载案卷（ZIP）" not in page
    assert post(at_the_desk(at, OFFICER), "application_archive_pack", one).status_code == 409


def test_a_letter_as_an_ofd_for_trial(at: Office) -> None:
    reply = Letter.objects.get(application=ended(at), decision__isnull=False)
    before = LogEntry.objects.filter(action="files.open").count()
    answer = at_the_desk(at, OFFICER).get(reverse("desk:application_letter_file", args=[reply.pk, "ofd"]))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as made:
        assert "OFD.xml" in made.namelist()
    assert "ofd" in answer["Content-Disposition"]
    assert LogEntry.objects.filter(action="files.open").count() == before + 1
    assert "OFD（试验）" in tidy(read(at_the_desk(at, OFFICER), "application_letter", reply.pk))


def test_one_asks_another_approves(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    one = ended(at)
    number = application(one).number
    assert "没有保管期限已经届满的申请" in tidy(read(at_the_desk(at, HEAD), "application_archives_over"))
    later(monkeypatch)
    head, leader = at_the_desk(at, HEAD), at_the_desk(at, LEADER)
    page = tidy(read(head, "application_archives_over"))
    assert number in page
    assert "提出请求" in page
    assert post(head, "application_anonymise_ask", one, note="期满", keep_names="1").status_code == 302
    page = tidy(read(head, "application_archives_over"))
    assert "您提出的请求由另一位负责人批准" in page
    assert "批准去除" not in page
    assert post(head, "application_anonymise", one, sure="1").status_code == 302
    assert "应当是两个人" in tidy(read(head, "application_archives_over"))
    assert "批准去除" in tidy(read(leader, "application_archives_over"))
    assert post(leader, "application_anonymise", one).status_code == 302
    assert application(one).anonymised_at is None  # nobody said that it was looked at
    assert post(leader, "application_anonymise", one, sure="1").status_code == 302
    page = tidy(read(leader, "application_archive", one))
    assert "个人信息已于 2037年" in page
    assert "身份证明" in page
    for tab in ("application", "application_deadline", "application_log", "application_letters"):
        shown = read(leader, tab, one)
        assert [plain for plain in PERSONAL if plain in shown.replace("虚构征地公告", "")] == []
    reply = Letter.objects.get(application=one, decision__isnull=False)
    assert "已去除" in tidy(read(leader, "application_letter", reply.pk))
    refused = leader.get(reverse("desk:application_letter_file", args=[reply.pk, "pdf"]))
    assert refused.status_code == 409
    assert "保管期限届满" in refused.content.decode()
    assert "没有保管期限已经届满的申请" in tidy(read(head, "application_archives_over"))


def test_before_the_term_is_over_the_page_says_until_when(at: Office) -> None:
    one = ended(at)
    client = at_the_desk(at, OFFICER)
    assert post(client, "application_anonymise_ask", one).status_code == 302
    assert "保管期限到2036年" in tidy(read(client, "application_archives_over"))
