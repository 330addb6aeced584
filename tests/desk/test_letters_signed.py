"""Notices that are signed first, on the desk: filled in, looked at, sent, changed, signed, put away."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.applications import actions
from gongkai.applications.models import Letter, Prepared
from gongkai.law.deadlines.answer import State
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.signoff.actions import set_chain, unset_chain
from gongkai.signoff.models import Round
from tests.applications.office import (
    HANDLER,
    HEAD,
    LEADER,
    NOON,
    OFFICER,
    Office,
    after,
    application,
    confirmed,
)
from tests.desk.case_pages import at_the_desk, do, form, read, staffed, tidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
WHAT = {"what": "请写明项目名称", "working_days": "10"}


@pytest.fixture
def at() -> Office:
    made = staffed()
    for kind in ("correction_notice", "extension_notice", "third_party_letter", "withdrawal_confirm"):
        steps = [[{"id": "signature", "title": "负责人签发", "role": "office_head"}]]
        set_chain(agency_id=made.agency.pk, kind=kind, steps=steps, by=OPERATOR, at=NOON)
    return made


def post(client: Client, name: str, prepared: int, **given: Any) -> tuple[int, str]:
    answer = client.post(reverse(f"desk:{name}", args=[prepared]), given)
    return answer.status_code, tidy(answer.content.decode())


def kept(at: Office, one: int) -> Prepared:
    """A correction that was filled in on its form."""
    officer = at_the_desk(at, OFFICER)
    assert do(officer, one, "ask_correction", **WHAT)[0] == 302
    return Prepared.objects.get(application=one)


def agree(client: Client, held: Prepared) -> tuple[int, str]:
    held = Prepared.objects.get(pk=held.pk)
    answer = client.post(
        reverse("desk:round_say", args=[held.round_id]),
        {"step": "signature", "digest": held.digest, "verdict": "agree", "text": "同意"},
    )
    return answer.status_code, tidy(answer.content.decode())


def test_from_the_form_to_the_signature(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    page = tidy(read(officer, "application_do", one, "ask_correction"))
    assert "本机关规定这种文书审签以后发出" in page
    held = kept(at, one)
    page = read(officer, "application_prepared", held.pk)
    assert '<article class="letter">' in page
    assert "请写明项目名称" in page
    assert "云小舟" not in page
    assert "还没有送审" in tidy(page)
    assert application(one).state == State.IN_REVIEW
    assert post(officer, "application_prepared_submit", held.pk, revision=1)[0] == 302
    assert "正在审签" in tidy(read(officer, "application_letters", one))
    head = at_the_desk(at, HEAD)
    assert "负责人签发：您的意见" in tidy(read(head, "application_prepared", held.pk))
    assert agree(head, held)[0] == 302
    left = Letter.objects.get(application=one)
    assert application(one).state == State.CORRECTION_REQUESTED
    page = read(officer, "application_prepared", held.pk)
    assert "已经签发" in tidy(page)
    assert reverse("desk:application_letter", args=[left.pk]) in page
    assert ">送审</button>" not in page


def test_it_is_changed_on_its_form(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    held = kept(at, one)
    post(officer, "application_prepared_submit", held.pk, revision=1)
    address = f"{reverse('desk:application_do', args=[one, 'ask_correction'])}?prepared={held.pk}"
    page = officer.get(address).content.decode()
    assert "请写明项目名称</textarea>" in page
    for wrong in ("0", "x", str(held.pk + 1)):
        assert officer.get(f"{address.partition('?')[0]}?prepared={wrong}").status_code == 404
    moves = form(officer, one, "ask_correction", f"?prepared={held.pk}")["moves"]
    answer = officer.post(address, {"moves": moves, "what": "请写明文件年份", "working_days": "10"})
    assert answer.status_code == 302
    assert agree(at_the_desk(at, HEAD), held)[0] == 409  # it is with its drafter
    assert not Letter.objects.exists()
    assert "请写明文件年份" in read(officer, "application_prepared", held.pk)
    assert post(officer, "application_prepared_submit", held.pk, revision=1)[0] == 409
    assert post(officer, "application_prepared_submit", held.pk, revision=2)[0] == 302
    assert agree(at_the_desk(at, HEAD), held)[0] == 302
    assert Letter.objects.filter(application=one).count() == 1


def test_what_moved_meanwhile_is_said_to_who_signs(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    held = kept(at, one)
    post(officer, "application_prepared_submit", held.pk, revision=1)
    actions.withdraw(application_id=one, by=at[OFFICER], at=after(1))
    status, page = agree(at_the_desk(at, HEAD), held)
    assert status == 409
    assert "现在是“已撤回”，不能告知补正" in page
    assert "您的意见没有提交" in page
    assert not Letter.objects.exists()


def test_what_the_law_refuses_stands_on_the_form(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    kept(at, one)
    status, page = do(officer, one, "ask_correction", **WHAT)
    assert (status, "已经拟好" in page) == (409, True)


def test_a_question_is_dated_when_it_leaves(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    fields = form(officer, one, "ask_third_party")
    assert "on" not in fields
    assert "received_on" not in fields
    assert do(officer, one, "ask_third_party", who="云岭虚构公司", what="安置方案")[0] == 302
    page = tidy(read(officer, "application_prepared", Prepared.objects.get(application=one).pk))
    assert "征求第三方意见书（致云岭虚构公司）" in page
    assert "自本文书发出之日起依法征求其意见" in page


def test_the_head_finds_the_extension_in_the_round_and_not_beside_it(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    said = {"working_days": "5", "reason": "需要查阅大量档案"}
    assert do(officer, one, "propose_extension", **said)[0] == 302
    held = Prepared.objects.get(application=one)
    head = at_the_desk(at, HEAD)
    assert "系统办理“批准延期”" in tidy(read(head, "application_prepared", held.pk))
    page = read(head, "application", one)
    assert reverse("desk:application_prepared", args=[held.pk]) in page
    assert reverse("desk:application_do", args=[one, "extend"]) not in page


def test_a_request_that_was_put_away_leads_the_head_nowhere(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    head = at_the_desk(at, HEAD)
    extend = reverse("desk:application_do", args=[one, "extend"])
    assert do(officer, one, "propose_extension", working_days="5", reason="需要查阅大量档案")[0] == 302
    dropped = Prepared.objects.get(application=one)
    assert post(officer, "application_prepared_drop", dropped.pk)[0] == 302
    page = read(head, "application", one)
    assert reverse("desk:application_prepared", args=[dropped.pk]) not in page
    assert f'class="btn pri" href="{extend}"' not in page
    assert extend in page
    assert "请求延长5个工作日，拟好的文书已经作废" in tidy(page)
    assert "需要查阅大量档案" not in read(head, "application_do", one, "extend")
    assert do(officer, one, "propose_extension", working_days="7", reason="需要逐件核对")[0] == 302
    waits = Prepared.objects.get(application=one, dropped_at=None)
    page = read(head, "application", one)
    assert reverse("desk:application_prepared", args=[waits.pk]) in page
    assert extend not in page


def test_a_letter_that_no_act_sends_is_prepared_too(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    actions.withdraw(application_id=one, by=at[OFFICER], at=after(1))
    assert "拟制撤回申请确认书" in tidy(read(officer, "application_letters", one))
    answer = officer.post(reverse("desk:application_letter_write", args=[one, "withdrawal_confirm"]))
    held = Prepared.objects.get(application=one)
    assert answer["Location"] == reverse("desk:application_prepared", args=[held.pk])
    assert post(officer, "application_prepared_drop", held.pk)[0] == 302
    assert "已作废" in tidy(read(officer, "application_prepared", held.pk))


def test_where_the_chain_was_taken_away_it_is_done_directly(at: Office) -> None:
    one, officer = confirmed(at, when=after(0)), at_the_desk(at, OFFICER)
    held = kept(at, one)
    unset_chain(agency_id=at.agency.pk, kind="correction_notice", by=OPERATOR, at=NOON)
    status, page = post(officer, "application_prepared_submit", held.pk, revision=1)
    assert (status, "请把这份文书作废，直接办理" in page) == (409, True)
    assert not Round.objects.exists()
    assert post(officer, "application_prepared_drop", held.pk)[0] == 302
    assert do(officer, one, "ask_correction", **WHAT)[0] == 302
    assert application(one).state == State.CORRECTION_REQUESTED


def test_who_may_only_look_has_no_buttons(at: Office) -> None:
    one = confirmed(at, when=after(0))
    held = kept(at, one)
    page = read(at_the_desk(at, LEADER), "application_prepared", held.pk)
    for words in ("送审</button>", "作废</button>", "修改"):
        assert words not in page
    for role in (LEADER, HANDLER):
        for name in ("application_prepared_submit", "application_prepared_drop"):
            assert post(at_the_desk(at, role), name, held.pk, revision=1)[0] in (403, 404)
    stranger = at_the_desk(staffed("b"), OFFICER)
    assert stranger.get(reverse("desk:application_prepared", args=[held.pk])).status_code == 404


def test_chains_say_what_is_not_signed(at: Office) -> None:
    page = tidy(read(at_the_desk(at, Role.SUPERVISOR), "chain", at.agency.slug))
    signed, _, unsigned = page.partition("不审签的文书")
    assert "补正告知书" in signed
    assert "收费通知书" in unsigned
    assert "不审签的文书" in tidy(read(at_the_desk(at, Role.SUPERVISOR), "chains"))
