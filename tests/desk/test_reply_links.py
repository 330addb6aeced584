"""The reply link at the desk: its state in the panel, reasons that are judged, a new code, what came late."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Opinion, Question, Reply, Said
from gongkai.applications.models import Event, ReplyLink
from gongkai.law.ledger import Party
from tests.applications.office import HEAD, OFFICER, SUPERVISOR, Office, application, submitted
from tests.desk.case_pages import at_the_desk, do, form, read, staffed, tidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
FIRM = "云岭虚构建设有限公司"
OBJECT = Reply(Said.OBJECTED, "报价构成是商业秘密", "总价可以公开")


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return staffed()


def asked(at: Office, days: int = 0) -> int:
    """A case whose third party was asked so many days ago."""
    when = timezone.now() - timedelta(days=days)
    one = submitted(at, when=when).application_id
    actions.confirm(application_id=one, by=at[OFFICER], at=when)
    question = Question(Party.THIRD_PARTY, FIRM, "报价明细")
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=when)
    return one


def link(one: int) -> ReplyLink:
    return ReplyLink.objects.get(application=one)


def reply(one: int, what: Reply) -> None:
    held = link(one)
    given: dict[str, Any] = {"number": held.number, "code": str(held.code.unsealed()), "at": timezone.now()}
    actions.fetch_question(**given)
    actions.reply(what=what, **given)


def panel(at: Office, one: int) -> str:
    page = read(at_the_desk(at, OFFICER), "application", one)
    return tidy(page.partition('id="consultations"')[2].partition("</section>")[0])


def test_from_made_to_opened_to_answered(at: Office) -> None:
    one = asked(at)
    made = panel(at, one)
    assert link(one).number in made
    assert "没有打开" in made
    assert "等待答复" in made
    held = link(one)
    code = str(held.code.unsealed())
    actions.fetch_question(number=held.number, code=code, at=timezone.now())
    assert "已打开" in panel(at, one)
    assert "首次打开" in panel(at, one)
    reply(one, Reply(Said.AGREED))
    done = panel(at, one)
    assert "已在网上提出" in done
    assert "同意公开" in done
    assert "在网上提出" in tidy(read(at_the_desk(at, OFFICER), "application_log", one))
    for name in ("application", "application_log", "application_letters"):
        assert code not in read(at_the_desk(at, OFFICER), name, one)


def test_reasons_are_judged_before_anything_else(at: Office) -> None:
    one, client = asked(at), at_the_desk(at, OFFICER)
    address = reverse("desk:application_do", args=[one, Act.JUDGE_OPINION.value])
    assert address not in read(client, "application", one)
    reply(one, OBJECT)
    assert "理由待审核" in panel(at, one)
    assert f'class="btn pri" href="{address}"' in read(client, "application", one)
    page = tidy(read(client, "application_do", one, "judge_opinion"))
    assert f"{FIRM}的理由：报价构成是商业秘密；可以公开的部分：总价可以公开" in page
    assert "第三方不同意公开且有合理理由的，不予公开" in page
    whom = f"third_party:{FIRM}"
    assert do(client, one, "judge_opinion", whom=whom)[0] == 422
    assert do(client, one, "judge_opinion", whom="organ:别人", reasonable="yes")[0] == 422
    assert do(client, one, "judge_opinion", whom=whom, reasonable="no", note="已经公开过")[0] == 302
    assert "不同意公开，理由不合理" in panel(at, one)
    assert address not in read(client, "application", one)
    log = tidy(read(client, "application_log", one))
    assert "审核不同意公开的理由" in log
    assert "理由不合理" in log
    assert "已经公开过" in log


def test_two_officers_judge_once(at: Office) -> None:
    one, client = asked(at), at_the_desk(at, OFFICER)
    reply(one, OBJECT)
    fields = {**form(client, one, "judge_opinion"), "whom": f"third_party:{FIRM}", "reasonable": "yes"}
    address = reverse("desk:application_do", args=[one, "judge_opinion"])
    assert [client.post(address, fields).status_code for _ in range(2)] == [302, 422]
    assert Event.objects.filter(kind="opinion_judged").count() == 1


def test_a_new_code_is_shown_once(at: Office) -> None:
    one, client = asked(at), at_the_desk(at, OFFICER)
    old = str(link(one).code.unsealed())
    assert reverse("desk:application_do", args=[one, "renew_reply"]) in read(client, "application", one)
    asked_id = link(one).asked_id
    assert do(client, one, "renew_reply", asked=asked_id, reason="")[0] == 422
    assert do(client, one, "renew_reply", asked=asked_id + 100, reason="电话核对")[0] == 422
    code, page = do(client, one, "renew_reply", asked=asked_id, reason="电话核对经办人")
    new = str(link(one).code.unsealed())
    assert (code, new in page, new != old) == (200, True, True)
    assert "新的回复码" in page
    assert "no-store" in client.get(reverse("desk:application", args=[one]))["Cache-Control"]
    log = read(client, "application_log", one)
    assert new not in log
    assert "重发回复码" in log
    assert "重发回复码" in panel(at, one)
    reply(one, OBJECT)
    assert reverse("desk:application_do", args=[one, "renew_reply"]) not in read(client, "application", one)


def test_what_comes_late_is_seen(at: Office) -> None:
    late, after_silence = asked(at, 40), asked(at, 40)
    reply(late, OBJECT)
    assert "逾期提出" in panel(at, late)
    opinion = Opinion(Party.THIRD_PARTY, FIRM, Said.SILENT)
    actions.record_opinion(application_id=after_silence, opinion=opinion, by=at[OFFICER], at=timezone.now())
    assert "逾期提出" not in panel(at, after_silence)
    reply(after_silence, OBJECT)
    shown = panel(at, after_silence)
    assert "逾期没有答复" in shown
    assert "逾期提出 不同意公开" in shown
    assert "报价构成是商业秘密" in shown
    assert "收到逾期提出的意见" in tidy(read(at_the_desk(at, OFFICER), "application_log", after_silence))


def test_a_question_from_before_there_were_links(at: Office) -> None:
    one = asked(at)
    ReplyLink.objects.all().delete()
    assert "等待答复" in panel(at, one)
    assert "没有打开" not in panel(at, one)
    opinion = Opinion(Party.THIRD_PARTY, FIRM, Said.OBJECTED, reasons="商业秘密")
    actions.record_opinion(application_id=one, opinion=opinion, by=at[OFFICER], at=timezone.now())
    assert "理由待审核" in panel(at, one)  # the desk may leave that open as well


def test_who_only_watches_is_offered_neither(at: Office) -> None:
    one = asked(at)
    reply(one, OBJECT)
    page = read(at_the_desk(at, SUPERVISOR), "application", one)
    for act in (Act.JUDGE_OPINION, Act.RENEW_REPLY):
        assert reverse("desk:application_do", args=[one, act.value]) not in page
    assert application(one).agency == at.agency
    assert reverse("desk:application_do", args=[one, "judge_opinion"]) in read(
        at_the_desk(at, HEAD), "application", one
    )
