"""What is done with an application through the pages: each act, what is refused, two at once, files, parts of the work."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Question
from gongkai.applications.models import Event
from gongkai.applications.queries.filing import Thing
from gongkai.applications.queries.status import status
from gongkai.desk.applications.acts import DEEDS
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Party
from gongkai.law.roles import Role
from tests.applications.office import (
    HEAD,
    OFFICER,
    SUPERVISOR,
    Office,
    after,
    application,
    confirmed,
    decided,
    submitted,
)
from tests.desk.case_pages import at_the_desk, do, form, read, staffed, tidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
COMPANY = "云岭虚构建设有限公司"
TODAY = "2026-03-04"


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return staffed()


def waiting(at: Office) -> int:
    return submitted(at).application_id


def asked(at: Office) -> int:
    one = confirmed(at)
    actions.ask_correction(application_id=one, what="写明地块", by=at[OFFICER], at=after(1))
    return one


def consulted(at: Office) -> int:
    one = confirmed(at)
    question = Question(Party.THIRD_PARTY, COMPANY, "是否同意公开")
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(1))
    return one


def reasons_asked(at: Office) -> int:
    one = confirmed(at)
    actions.ask_reasons(application_id=one, what="请说明理由", by=at[OFFICER], at=after(1))
    return one


def many(at: Office) -> int:
    """One that costs something: after so many things of the same applicant in the month."""
    confirmed(at, things=tuple(Thing(f"虚构事项{number}") for number in range(10)))
    return confirmed(at)


def charged(at: Office) -> int:
    one = many(at)
    from gongkai.law.fees.tiers import Method

    actions.notify_fee(application_id=one, method=Method.BY_ITEM, by=at[OFFICER], at=after(1))
    return one


def two_things(at: Office) -> int:
    return confirmed(at, things=(Thing("虚构甲事项"), Thing("虚构乙事项")))


def replied(at: Office) -> int:
    one = confirmed(at)
    decided(at, one, "granted", "provided", when=after(1))
    return one


def gone(at: Office) -> int:
    one = confirmed(at)
    actions.withdraw(application_id=one, by=at[OFFICER], at=after(1))
    return one


Made = Callable[[Office], int]
HAPPY: dict[Act, tuple[Made, Role, dict[str, Any]]] = {
    Act.CONFIRM: (waiting, Role.COUNTER_CLERK, {"on": TODAY, "how": "电话确认"}),
    Act.ASK_CORRECTION: (confirmed, OFFICER, {"what": "请写明地块位置", "working_days": 10}),
    Act.RECORD_CORRECTION: (asked, OFFICER, {"on": TODAY, "note": "已写明"}),
    Act.ASK_THIRD_PARTY: (confirmed, OFFICER, {"who": COMPANY, "what": "是否同意公开", "on": TODAY}),
    Act.ASK_ORGAN: (confirmed, OFFICER, {"who": "云岭县虚构局", "what": "是否同意公开", "on": TODAY}),
    Act.ASK_HELP: (
        confirmed,
        OFFICER,
        {"who": "云岭县虚构局", "what": "检索立项文件", "answer_by": "2026-03-12"},
    ),
    Act.RECORD_OPINION: (
        consulted,
        OFFICER,
        {
            "whom": f"third_party:{COMPANY}",
            "said": "objected",
            "on": TODAY,
            "reasons": "商业秘密",
            "reasonable": "yes",
        },
    ),
    Act.ASK_REASONS: (confirmed, OFFICER, {"what": "请说明理由", "working_days": 10}),
    Act.RECORD_REASONS: (reasons_asked, OFFICER, {"reasons": "用于科研", "accepted": "yes", "on": TODAY}),
    Act.PROPOSE_EXTENSION: (confirmed, OFFICER, {"working_days": 20, "reason": "档案多"}),
    Act.EXTEND: (confirmed, HEAD, {"working_days": 20, "reason": "同意"}),
    Act.NOTIFY_FEE: (many, OFFICER, {"method": "by_item"}),
    Act.RECORD_PAYMENT: (charged, OFFICER, {"on": TODAY, "note": "缴款书1号"}),
    Act.ASSIGN: (confirmed, OFFICER, {"what": "查档案", "unit": "虚构科室", "due_on": "2026-03-10"}),
    Act.SEARCH: (
        confirmed,
        OFFICER,
        {
            "where": "档案室",
            "method": "按文号",
            "scope": "2015年至今",
            "outcome": "没有",
            "found": "no",
            "on": TODAY,
        },
    ),
    Act.NOTE: (confirmed, OFFICER, {"text": "已电话联系"}),
    Act.SPLIT: (two_things, OFFICER, {"positions": [2]}),
    Act.DELIVER: (replied, OFFICER, {"how": "网上下载", "on": TODAY}),
    Act.WITHDRAW: (confirmed, OFFICER, {"on": TODAY, "reason": "申请人来函撤回"}),
    Act.RECLASSIFY: (confirmed, OFFICER, {"kind": "org_business", "reason": "以企业名义申请"}),
    Act.REMIND: (confirmed, SUPERVISOR, {"text": "请抓紧办理"}),
    Act.ARCHIVE: (gone, OFFICER, {}),
}
ENTERED = {
    Act.CONFIRM: "confirmed",
    Act.ASK_CORRECTION: "correction_asked",
    Act.RECORD_CORRECTION: "corrected",
    Act.ASK_THIRD_PARTY: "third_party_asked",
    Act.ASK_ORGAN: "organ_asked",
    Act.ASK_HELP: "letter_made",
    Act.RECORD_OPINION: "third_party_answered",
    Act.ASK_REASONS: "reasons_asked",
    Act.RECORD_REASONS: "reasons_given",
    Act.PROPOSE_EXTENSION: "extension_proposed",
    Act.EXTEND: "extended",
    Act.NOTIFY_FEE: "fee_notified",
    Act.RECORD_PAYMENT: "fee_paid",
    Act.ASSIGN: "assigned",
    Act.SEARCH: "searched",
    Act.NOTE: "noted",
    Act.SPLIT: "split",
    Act.DELIVER: "delivered",
    Act.WITHDRAW: "withdrawn",
    Act.RECLASSIFY: "reclassified",
    Act.REMIND: "reminded",
    Act.ARCHIVE: "archived",
}
WRONG: dict[Act, dict[str, Any]] = {
    Act.CONFIRM: {"on": "2026-02-20"},
    Act.ASK_CORRECTION: {"what": "  "},
    Act.RECORD_CORRECTION: {"on": "2026-03-05"},
    Act.ASK_THIRD_PARTY: {"who": "长" * 101},
    Act.ASK_ORGAN: {"on": "昨天"},
    Act.ASK_HELP: {"answer_by": "2026-03-01"},
    Act.RECORD_OPINION: {"reasons": ""},
    Act.ASK_REASONS: {"what": "空\0字"},
    Act.RECORD_REASONS: {"accepted": ""},
    Act.PROPOSE_EXTENSION: {"working_days": 0},
    Act.EXTEND: {"working_days": 21},
    Act.NOTIFY_FEE: {"method": "by_page", "pages": "10"},
    Act.RECORD_PAYMENT: {"on": "2026-02-01"},
    Act.ASSIGN: {"due_on": "2026-03-03"},
    Act.SEARCH: {"on": "2026-03-01"},
    Act.NOTE: {"text": "长" * 2001},
    Act.SPLIT: {"positions": [1, 2]},
    Act.DELIVER: {"how": ""},
    Act.WITHDRAW: {"on": "2026-03-09"},
    Act.RECLASSIFY: {"kind": "martian"},
    Act.REMIND: {"text": ""},
}


class TestEach:
    """Every act that has a form: done, and refused without a trace."""

    def test_every_act_is_tried(self) -> None:
        others = {Act.DEFER, Act.FILE, Act.MERGE, Act.VOID, Act.RENEW_CODE}  # below
        of_links = {Act.JUDGE_OPINION, Act.RENEW_REPLY}  # tests/desk/test_reply_links.py
        assert set(HAPPY) | others | of_links == set(DEEDS)
        elsewhere = {Act.DECIDE, Act.ISSUE, Act.REVEAL, Act.FINISH_PART, Act.MATERIAL}
        of_letters = {Act.LETTER, Act.SEND, Act.SERVE, Act.RETURNED}
        of_archives = {Act.PROPOSE_ANONYMISING, Act.ANONYMISE}
        assert set(DEEDS) == set(Act) - elsewhere - of_letters - of_archives

    @pytest.mark.parametrize("act", list(HAPPY), ids=str)
    def test_is_done(self, at: Office, act: Act) -> None:
        make, role, given = HAPPY[act]
        one, client = make(at), at_the_desk(at, role)
        assert do(client, one, act.value, **given)[0] == 302
        event = Event.objects.filter(application=one).latest("pk")
        assert (event.kind, event.by) == (ENTERED[act], at[role].username)
        page = tidy(read(client, "application", one))
        assert DEEDS[act].done in page

    @pytest.mark.parametrize("act", list(WRONG), ids=str)
    def test_is_refused_and_what_was_typed_stays(self, at: Office, act: Act) -> None:
        make, role, given = HAPPY[act]
        one, client = make(at), at_the_desk(at, role)
        before = application(one).moves, Event.objects.count()
        code, page = do(client, one, act.value, **given | WRONG[act])
        assert code in (409, 422)
        assert 'role="alert"' in page
        assert (application(one).moves, Event.objects.count()) == before
        kept = [
            str(value) for name, value in given.items() if name not in WRONG[act] and isinstance(value, str)
        ]
        assert [value for value in kept if value not in page] == []

    @pytest.mark.parametrize("act", list(DEEDS), ids=str)
    def test_page_is_not_for_everybody(self, at: Office, act: Act) -> None:
        one = confirmed(at)
        client = at_the_desk(at, Role.LEGAL_REVIEWER)
        address = reverse("desk:application_do", args=[one, act.value])
        assert client.get(address).status_code in (403, 404, 409)
        assert client.post(address, {"moves": 1}).status_code in (403, 404, 409)


class TestLaw:
    """What the law says before and after."""

    def test_due_day_is_told_before(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, HEAD)
        page = tidy(read(client, "application_do", one, "extend"))
        assert "3月30日 → 2026年4月28日" in page
        code, page = do(client, one, "extend", working_days=5, reason="档案多", preview="1")
        assert code == 200
        assert "2026年4月7日" in tidy(page)
        assert application(one).state == State.IN_REVIEW

    def test_what_is_still_empty_is_no_fault_of_a_preview(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, HEAD)
        code, page = do(client, one, "extend", working_days=5, reason="", preview="1")
        assert code == 200
        assert "2026年4月7日" in tidy(page)
        assert 'role="alert"' not in page
        assert do(client, one, "extend", working_days=0, reason="", preview="1")[0] == 422

    def test_too_long_an_extension_says_why_before(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, HEAD)
        page = do(client, one, "extend", working_days=30, reason="档案多", preview="1")[1]
        assert "20个工作日" in tidy(page)

    def test_correction_stops_the_period(self, at: Office) -> None:
        page = tidy(read(at_the_desk(at, OFFICER), "application_do", confirmed(at), "ask_correction"))
        assert "办理中 → 等待补正" in page
        assert "停止计算" in page
        assert "申请人补正最迟 2026年3月18日" in page

    def test_tiers_of_the_fee_are_shown(self, at: Office) -> None:
        one, client = many(at), at_the_desk(at, OFFICER)
        page = tidy(read(client, "application_do", one, "notify_fee"))
        assert "按件计收：100 元" in page
        page = tidy(do(client, one, "notify_fee", method="by_page", pages=50, preview="1")[1])
        assert "按量计收：" in page
        assert "第31至50页" in page

    def test_second_correction_only_with_a_reason(self, at: Office) -> None:
        one, client = asked(at), at_the_desk(at, OFFICER)
        actions.record_correction(application_id=one, by=at[OFFICER], at=after(1))
        code, page = do(client, one, "ask_correction", what="还要补", working_days=10)
        assert code == 409
        assert "没有办成" in page
        assert "还要补" in page
        given: dict[str, Any] = {"what": "还要补", "working_days": 10, "despite": "on"}
        code, page = do(client, one, "ask_correction", **given)
        assert (code, "请说明为什么仍要登记" in page) == (422, True)
        assert do(client, one, "ask_correction", **given, because="内容仍不明确")[0] == 302
        event = Event.objects.filter(application=one, kind="correction_asked").latest("pk")
        assert event.details == {"despite": "内容仍不明确"}
        assert "内容仍不明确" not in str(status(one, after(2).date()))

    def test_deferral_after_good_reasons(self, at: Office) -> None:
        one = reasons_asked(at)
        actions.record_reasons(
            application_id=one, reasons="用于科研", accepted=True, by=at[OFFICER], at=after(1)
        )
        client = at_the_desk(at, HEAD)
        assert do(client, one, "defer", to="2026-06-30", reason="数量多")[0] == 302
        assert application(one).state == State.DEFERRED
        assert do(client, one, "defer", to="", reason="数量多")[0] == 422


class TestTwoAtOnce:
    """Of two who act on what they read, the second is told."""

    def test_second_is_refused_with_what_was_typed(self, at: Office) -> None:
        one, first, second = confirmed(at), at_the_desk(at, OFFICER), at_the_desk(at, HEAD)
        stale = form(second, one, "ask_correction")["moves"]
        assert do(first, one, "ask_third_party", who=COMPANY, what="是否同意公开", on=TODAY)[0] == 302
        address = reverse("desk:application_do", args=[one, "ask_correction"])
        given = {"moves": stale, "what": "请写明地块位置", "working_days": 10}
        answer = second.post(address, given)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "刚刚有变化" in page
        assert "征求第三方意见" in page
        assert "请写明地块位置" in page
        assert not Event.objects.filter(application=one, kind="correction_asked").exists()
        fresh = re.search(r'name="moves" value="(\d+)"', page)
        assert fresh
        assert int(fresh[1]) == application(one).moves

    def test_sent_twice_is_done_once(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, HEAD)
        given = {"working_days": 5, "reason": "档案多"}
        moves = form(client, one, "extend")["moves"]
        address = reverse("desk:application_do", args=[one, "extend"])
        codes = [client.post(address, {"moves": moves, **given}).status_code for _ in range(2)]
        assert codes == [302, 409]
        assert Event.objects.filter(application=one, kind="extended").count() == 1

    @pytest.mark.parametrize("moves", ["", "-1", "x", "9" * 30])
    def test_forged_count_is_refused(self, at: Office, moves: str) -> None:
        one, client = confirmed(at), at_the_desk(at, OFFICER)
        address = reverse("desk:application_do", args=[one, "note"])
        assert client.post(address, {"moves": moves, "text": "备注"}).status_code in (409, 422)
        assert not Event.objects.filter(application=one, kind="noted").exists()
