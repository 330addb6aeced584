"""A report on its way: submitted, reviewed, signed, published, corrected. What was handed on does not change."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.actions import Refused
from gongkai.annual_reports.models import AnnualReport, Frozen, Scope, StepKind
from gongkai.annual_reports.queries.corrections import corrections
from gongkai.annual_reports.queries.course import State, state_of, steps_of
from gongkai.annual_reports.queries.drafted import draft
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.models import LogEntry
from gongkai.records.queries.wording import LABELS
from gongkai.signoff import actions as signoff
from gongkai.signoff import queries as rounds
from tests.annual_reports.county import (
    MORNING,
    TEXTS,
    YEAR,
    County,
    accepted,
    compiled,
    made,
    published,
    sign,
    write,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> County:
    return made()


def state(working_id: int) -> State:
    return state_of(steps_of(working_id))


def test_from_the_tables_to_the_public_page(at: County) -> None:
    working_id = published(at)
    assert [step.kind for step in steps_of(working_id)] == [
        StepKind.SUBMITTED,
        StepKind.ACCEPTED,
        StepKind.SENT_TO_SIGN,
        StepKind.SIGNED,
        StepKind.PUBLISHED,
    ]
    stored = queries.stored(at.bureau.slug, YEAR, on=MORNING.date())
    assert stored is not None
    assert stored.report.published_on == MORNING.date()
    section = stored.report.section("s1_overview")
    assert section is not None
    assert section.paragraphs[1].text == "（二）依申请公开。本年新收政府信息公开申请0件，办结0件。"
    assert stored.origin == "本平台编制"
    logged = LogEntry.objects.filter(action__startswith="annual_reports.").values_list("action", flat=True)
    way = {f"annual_reports.{step.kind}" for step in steps_of(working_id)}
    assert way <= set(logged) & LABELS.keys()


def test_what_is_handed_on_is_frozen(at: County) -> None:
    working_id = written(at)
    actions.submit(working_id=working_id, by=at.officer, at=MORNING)
    frozen = Frozen.objects.get(working=working_id)
    with pytest.raises(Refused, match="撤回"):
        write(at, working_id, "ov_platform", "改写。", 1)
    actions.withdraw(working_id=working_id, because="补写平台建设", by=at.officer, at=MORNING)
    write(at, working_id, "ov_platform", "改写。", 1)
    actions.submit(working_id=working_id, by=at.officer, at=MORNING)
    again = Frozen.objects.get(working=working_id, number=2)
    frozen.refresh_from_db()
    assert again.digest != frozen.digest
    assert steps_of(working_id)[-1].digest == again.digest


def test_what_is_not_whole_is_not_handed_on(at: County) -> None:
    working_id = compiled(at)
    write(at, working_id, "ov_on_request", "新收{{t3.new}}件。")
    with pytest.raises(Refused) as refusal:
        actions.submit(working_id=working_id, by=at.officer, at=MORNING)
    said = "".join(refusal.value.messages)
    assert "“（一）主动公开”还没有写" in said
    assert "{{t3.new}}" in said
    assert "“（二）依申请公开”还没有写" not in said
    assert steps_of(working_id) == []


def test_a_blank_cell_keeps_a_report_from_being_handed_on(at: County) -> None:
    working_id = actions.compile_report(at.bureau.id, YEAR, Scope.OWN, by=at.officer, at=MORNING).working_id
    for part, text in TEXTS.items():
        write(at, working_id, part, text)
    found = draft(working_id)
    assert found is not None
    blank = found.working.form.cells.keys() - found.working.cells.keys()
    assert blank
    with pytest.raises(Refused) as refusal:
        actions.submit(working_id=working_id, by=at.officer, at=MORNING)
    assert any("空白" in message or "没有" in message for message in refusal.value.messages)


def test_the_office_above_returns_with_remarks(at: County) -> None:
    working_id = written(at)
    actions.submit(working_id=working_id, by=at.officer, at=MORNING)
    with pytest.raises(Refused, match="退回的意见"):
        actions.give_back(working_id=working_id, remarks=" ", by=at.supervisor, at=MORNING)
    with pytest.raises(PermissionDenied):
        actions.give_back(working_id=working_id, remarks="请补写", by=at.officer, at=MORNING)
    actions.give_back(working_id=working_id, remarks="请补写问题", by=at.supervisor, at=MORNING)
    assert steps_of(working_id)[-1].remarks == "请补写问题"
    assert state(working_id) is State.WRITING
    with pytest.raises(Refused, match="不能“审核通过”"):
        actions.accept(working_id=working_id, remarks="", by=at.supervisor, at=MORNING)


def test_nobody_reviews_what_they_submitted(at: County) -> None:
    working_id = written(at)
    actions.submit(working_id=working_id, by=at.supervisor, at=MORNING)
    with pytest.raises(Refused, match="报送的人"):
        actions.accept(working_id=working_id, remarks="", by=at.supervisor, at=MORNING)


def test_writers_do_not_sign(at: County) -> None:
    working_id = compiled(at)
    for part, text in TEXTS.items():
        write(at, working_id, part, text, by=at[Role.OFFICE_HEAD])
    actions.submit(working_id=working_id, by=at.officer, at=MORNING)
    actions.accept(working_id=working_id, remarks="", by=at.supervisor, at=MORNING)
    actions.send_to_sign(working_id=working_id, by=at.officer, at=MORNING)
    with pytest.raises(Refused):
        sign(at, working_id)
    assert state(working_id) is State.SIGNING


def test_only_what_was_signed_is_published(at: County) -> None:
    working_id = accepted(at)
    with pytest.raises(Refused, match="不能“发布”"):
        actions.publish(working_id=working_id, by=at.officer, at=MORNING)
    actions.send_to_sign(working_id=working_id, by=at.officer, at=MORNING)
    with pytest.raises(Refused, match="不能“发布”"):
        actions.publish(working_id=working_id, by=at.officer, at=MORNING)
    assert not AnnualReport.objects.exists()


def test_a_report_returned_in_sign_off_is_taken_back_and_changed(at: County) -> None:
    working_id = accepted(at)
    round_id = actions.send_to_sign(working_id=working_id, by=at.officer, at=MORNING)
    held = rounds.round_of(f"working_report:{working_id}")
    assert held is not None
    signoff.say(
        round_id=round_id,
        step="secrecy",
        verdict=Verdict.RETURN,
        text="涉及内部数据",
        digest=held.digest,
        by=at[Role.SECRECY_REVIEWER],
        at=MORNING,
    )
    actions.take_from_signing(working_id=working_id, because="涉及内部数据", by=at.officer, at=MORNING)
    stopped = rounds.round_of(f"working_report:{working_id}")
    assert stopped is not None
    assert stopped.ended_at is not None
    write(at, working_id, "ov_platform", "改写。", 1)
    assert state(working_id) is State.WRITING


def test_a_signed_report_can_be_taken_back_before_it_is_published(at: County) -> None:
    working_id = accepted(at)
    actions.send_to_sign(working_id=working_id, by=at.officer, at=MORNING)
    sign(at, working_id)
    actions.take_from_signing(working_id=working_id, because="数据有误", by=at.officer, at=MORNING)
    assert state(working_id) is State.WRITING


def test_a_correction_is_a_version_that_says_what_it_changed(at: County) -> None:
    working_id = published(at)
    assert corrections(at.bureau.slug, YEAR) == []
    actions.reopen(working_id=working_id, because="行政处罚件数漏报", by=at.officer, at=MORNING)
    cell = "t2.art20_6.admin_penalty.decisions_this_year"
    actions.set_by_hand(working_id, {cell: 3}, reason="漏报3件", source="执法系统", by=at.officer, at=MORNING)
    write(at, working_id, "ov_platform", "网站改版。", 1)
    first = queries.stored(at.bureau.slug, YEAR, on=MORNING.date())
    assert first is not None
    assert first.version == 1  # what is public stays until the correction is
    actions.submit(working_id=working_id, by=at.officer, at=MORNING)
    actions.accept(working_id=working_id, remarks="", by=at.supervisor, at=MORNING)
    actions.send_to_sign(working_id=working_id, by=at.officer, at=MORNING)
    sign(at, working_id)
    assert actions.publish(working_id=working_id, by=at.officer, at=MORNING) == 2
    (correction,) = corrections(at.bureau.slug, YEAR)
    assert correction.because == "行政处罚件数漏报"
    assert [(each.before, each.after) for each in correction.figures] == [("0", "3")]
    assert "行政处罚" in correction.figures[0].name
    (text,) = correction.texts
    assert text.name == "总体情况"
    assert "网站改版" in text.after
    assert "网站改版" not in text.before
    page = Client().get(reverse("report", args=[at.bureau.slug, YEAR])).content.decode()
    assert "第 2 版的更正" in page
    assert "<del>0</del>" in page
    assert "行政处罚件数漏报" in page
