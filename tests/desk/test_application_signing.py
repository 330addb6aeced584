"""A decision is sent into sign-off, approved as it is read, issued; two drafters at once."""

import re

import pytest
from django.urls import reverse

from gongkai.accounts.models import User
from gongkai.applications.models import Decision
from gongkai.law.deadlines.answer import State
from gongkai.law.roles import Role
from tests.applications.office import (
    HEAD,
    LEADER,
    NOON,
    OFFICER,
    SECRECY,
    Office,
    application,
    confirmed,
    signed,
)
from tests.desk.composer import Composer
from tests.desk.drafting import (
    person,
    sent,
    staffed,
    written,
)
from tests.desk.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def at() -> Office:
    return staffed("a")


def fields_moves(page: str) -> str:
    found = re.search(r'name="moves" value="(\d+)"', page)
    return found[1] if found else ""


class TestSignOff:
    """What is approved is what is issued."""

    def say(
        self, role: Role, decision_id: int, verdict: str = "agree", text: str = "同意"
    ) -> tuple[int, str]:
        """Read the page of the decision and speak on it."""
        client = person(role)
        page = client.get(reverse("desk:application_decision", args=[decision_id])).content.decode()
        said = dict(re.findall(r'<input type="hidden" name="(step|digest)" value="([^"]+)"', page))
        action = re.search(r'class="say" method="post" action="([^"]+)"', page)
        if action is None:
            return 0, page
        answer = client.post(action[1], {**said, "verdict": verdict, "text": text})
        return answer.status_code, page

    def test_everybody_of_the_chain_speaks_on_its_page(self, at: Office) -> None:
        one = confirmed(at)
        held = sent(one)
        for role in (Role.LEGAL_REVIEWER, SECRECY, HEAD, LEADER):
            status, page = self.say(role, held.pk)
            assert status == 302, (role, page)
            assert "提供信息" in page
            assert held.digest in page
            assert "云岭县人民法院（虚构）" in page
        client = person(OFFICER)
        address = reverse("desk:application_decision", args=[held.pk])
        page = client.get(address).content.decode()
        assert "审签完成，可以发出" in page
        moves = fields_moves(page)
        answer = client.post(reverse("desk:application_decision_issue", args=[held.pk]), {"moves": moves})
        assert answer["Location"] == address
        assert "依申请公开答〔2026〕1号" in client.get(address).content.decode()
        assert application(one).state == State.REPLIED

    def test_round_leads_to_the_decision(self, at: Office) -> None:
        held = sent(confirmed(at))
        page = person(SECRECY).get(reverse("desk:round", args=[held.round_id])).content.decode()
        assert reverse("desk:application_decision", args=[held.pk]) in page

    def test_author_cannot_approve(self, at: Office) -> None:
        from gongkai.agencies.models import Membership

        who = User.objects.get(username=f"a-{OFFICER.value}")
        Membership.objects.create(user=who, agency=at.agency, role=SECRECY, begins_on=NOON.date())
        held = sent(confirmed(at))
        status, page = self.say(OFFICER, held.pk)
        assert status == 0
        assert "您的意见" not in page

    def test_changed_after_approval_is_not_issued(self, at: Office) -> None:
        one = confirmed(at)
        held = sent(one)
        signed(at, held.pk, when=NOW)
        page = Composer(person(OFFICER), one)
        assert "要从头审签" in page.page
        assert page.press("save", body="改过的答复。") == 302
        client = person(OFFICER)
        address = reverse("desk:application_decision", args=[held.pk])
        shown = client.get(address).content.decode()
        assert "发出答复" not in shown
        answer = client.post(
            reverse("desk:application_decision_issue", args=[held.pk]), {"moves": application(one).moves}
        )
        assert answer.status_code == 409
        assert "还没有完成审签" in answer.content.decode()
        assert application(one).state == State.IN_REVIEW

    def test_returned_text_is_changed_and_sent_again(self, at: Office) -> None:
        one = confirmed(at)
        held = sent(one)
        assert self.say(SECRECY, held.pk, "return", "请补充")[0] == 302
        page = Composer(person(OFFICER), one)
        assert page.press("send", body="补充后的答复。", **page.answered()) == 302, page.wrong()
        now = Decision.objects.get(pk=held.pk)
        assert (now.round_id, now.revision) == (held.round_id, 2)
        assert self.say(SECRECY, held.pk)[0] == 302

    def test_draft_is_sent_from_its_own_page(self, at: Office) -> None:
        one = confirmed(at)
        page = written(one, "granted.provided")
        page.press("save")
        held = Decision.objects.get(application=one)
        client = person(OFFICER)
        shown = client.get(reverse("desk:application_decision", args=[held.pk])).content.decode()
        names = re.findall(r'name="(answer-[^"]+)"', shown)
        address = reverse("desk:application_decision_submit", args=[held.pk])
        data = {"revision": held.revision, **dict.fromkeys(names, "已核对")}
        assert client.post(address, {"revision": held.revision}).status_code == 409
        assert client.post(address, data | {"revision": "7"}).status_code == 409
        assert client.post(address, data).status_code == 302
        assert Decision.objects.get(pk=held.pk).round_id is not None

    def test_draft_is_put_away(self, at: Office) -> None:
        one = confirmed(at)
        written(one, "granted.provided").press("save")
        held = Decision.objects.get(application=one)
        client = person(OFFICER)
        answer = client.post(reverse("desk:application_decision_drop", args=[held.pk]))
        assert answer["Location"] == reverse("desk:application", args=[one])
        assert "已作废" in client.get(reverse("desk:application_decision", args=[held.pk])).content.decode()
        assert client.post(reverse("desk:application_decision_drop", args=[held.pk])).status_code == 409
        assert Composer(client, one).fields["revision"] == ["0"]

    def test_what_is_in_sign_off_is_not_put_away(self, at: Office) -> None:
        held = sent(confirmed(at))
        answer = person(OFFICER).post(reverse("desk:application_decision_drop", args=[held.pk]))
        assert answer.status_code == 409
        assert "请先终止审签" in answer.content.decode()


class TestTogether:
    """Two drafters at once: the second is told, and loses nothing."""

    def test_second_one_to_begin_is_told(self, at: Office) -> None:
        one = confirmed(at)
        first, second = written(one, "granted.provided"), written(one, "denied_process.process_draft")
        assert first.press("save") == 302
        assert second.press("save", body="第二个人写的。") == 409
        assert "刚刚有人修改过" in second.page
        assert second.fields["body"] == ["第二个人写的。"]
        assert Decision.objects.get(application=one).row == "granted"

    def test_second_one_to_change_is_told(self, at: Office) -> None:
        one = confirmed(at)
        written(one, "granted.provided").press("save")
        first, second = Composer(person(OFFICER), one), Composer(person(HEAD), one)
        assert first.press("save", body="第一个人写的。") == 302
        assert second.press("send", body="第二个人写的。", **second.answered()) == 409
        assert "第一个人写的。" in Decision.objects.get(application=one).text
