"""三同步: no document without its interpretation, no interpretation ahead of its document; both in one moment or not at all."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from gongkai.jobs import known
from gongkai.jobs.schedule import run_due
from gongkai.jobs.worker import do_next
from gongkai.law.normative import DocumentKind, Form, Step, StepResult
from gongkai.normative.actions import interpreting, releasing
from gongkai.normative.models import Document, Doing, Interpretation
from gongkai.normative.queries.handing_in import handing_in
from gongkai.publication import actions
from gongkai.publication.actions import Unfit
from gongkai.publication.models import Edition
from gongkai.publication.queries.checks import check_edition
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from gongkai.records.queries.chain import faults
from tests.normative.interpreting import (
    EXPLAINED,
    NUMBER,
    TEXT,
    WAY,
    explained,
    issued,
    link,
    planned,
    ready,
    stands,
    take_up,
    task_of,
    texted,
)
from tests.normative.register import TODAY, stepped
from tests.publication.office import (
    HANDLER,
    HEAD,
    NOON,
    OFFICER,
    approved,
    draft,
    edition,
    later,
    office,
    send,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)
OUT, NOT_OUT = ["public", "public"], ["unpublished", "unpublished"]


@pytest.fixture
def at() -> Office:
    return office()


def run_clock(now: object) -> None:
    known.load()
    run_due(at=now)  # type: ignore[arg-type]
    while do_next(worker="甲", hold=timedelta(minutes=1), clock=lambda: now):  # type: ignore[arg-type, return-value]
        pass


def test_who_drafts_interprets(at: Office) -> None:
    document_id = take_up(at)
    task = Interpretation.objects.get(servings__document=document_id)
    assert task.agency == at.agency


@pytest.mark.parametrize(
    "more",
    [{"kind": DocumentKind.POLICY, "interests": False}, {"interests": False}, {"interpreted": False}],
    ids=str,
)
def test_what_needs_none_begins_none(at: Office, more: dict[str, Any]) -> None:
    take_up(at, **more)
    assert not Interpretation.objects.exists()


def test_text_is_not_sent_without_plan_and_material(at: Office) -> None:
    document_id = take_up(at)
    text = texted(at, document_id)
    with pytest.raises(Unfit) as refused:
        send(text, at[HANDLER])
    assert {each.rule for each in refused.value.checks} >= {"N503", "N504"}
    task_id = planned(at, document_id)
    with pytest.raises(Unfit, match="没有解读材料"):
        send(text, at[HANDLER])
    explained(at, task_id)
    assert send(text, at[HANDLER])


def test_review_wants_plan_and_material(at: Office) -> None:
    document_id = take_up(at)
    for step, on in WAY[:3]:
        stepped(document_id, step, on, reason="虚构示例")
    review = partial(stepped, document_id, Step.LEGALITY_REVIEW, date(2026, 2, 24))
    with pytest.raises(Refused, match="没有附解读方案，不予受理"):
        review(result=StepResult.BEGUN, reason="确需先审")
    review(result=StepResult.FAILED, reason="没有附解读方案")
    planned(at, document_id)
    lacking = handing_in(document_id, TODAY)
    assert lacking is not None
    assert [each.where for each in lacking.findings] == ["material_on"]
    with pytest.raises(Refused, match="没有附解读材料"):
        review(result=StepResult.BEGUN)
    explained(at, task_of(document_id))
    review(result=StepResult.BEGUN)
    assert handing_in(document_id, TODAY).findings == ()  # type: ignore[union-attr] # it was there before


def test_review_of_what_goes_ahead_wants_no_plan(at: Office) -> None:
    document_id = take_up(at)
    interpreting.go_ahead(document_id=document_id, reason="突发事件应对", by=at[HEAD], at=NOON)
    assert handing_in(document_id, TODAY).findings == ()  # type: ignore[union-attr] # it needs one
    for step, on in WAY[:4]:
        stepped(document_id, step, on, reason="虚构示例")
    assert Doing.objects.filter(document=document_id, step=Step.LEGALITY_REVIEW).exists()


def test_document_does_not_go_out_alone(at: Office) -> None:
    document_id = take_up(at)
    task_id = planned(at, document_id)
    interpretation = explained(at, task_id)
    text = texted(at, document_id)
    sign_off(text, at)
    with pytest.raises(actions.Refused, match="解读还没有审签"):
        actions.publish(edition_id=text, by=at[OFFICER], at=later(5))
    sign_off(interpretation, at)
    with pytest.raises(actions.Refused, match="同步发布"):
        actions.publish(edition_id=text, by=at[OFFICER], at=later(5))
    with pytest.raises(actions.Refused, match="还没有公布，它的解读不能先发布"):
        actions.publish(edition_id=interpretation, by=at[OFFICER], at=later(5))
    assert stands(text, interpretation) == NOT_OUT


@pytest.mark.parametrize("text_first", [True, False], ids=["text first", "interpretation first"])
def test_both_go_out_in_one_moment(at: Office, text_first: bool) -> None:
    document_id, text, interpretation = ready(at, text_first=text_first)
    released = releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    assert set(released) == {text, interpretation}
    assert stands(text, interpretation) == OUT
    assert {edition(each).published_at for each in released} == {later(5)}
    document = Document.objects.get(pk=document_id)
    assert document.published_on == later(5).date()
    steps = Doing.objects.filter(document=document).values_list("step", flat=True)
    assert {"publish", "interpret"} <= set(steps)
    assert list(faults()) == []


def test_next_edition_of_a_public_text_passes(at: Office) -> None:
    document_id, text, _ = ready(at)
    releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    again = actions.reopen(item_id=edition(text).item_id, by=at[HANDLER], at=later(6))
    sign_off(again, at)
    assert actions.publish(edition_id=again, by=at[OFFICER], at=later(30))


def test_item_that_was_public_before_it_was_linked_passes(at: Office) -> None:
    text = approved(at, document_no=NUMBER, title="虚构小区改造办法", body=TEXT)
    actions.publish(edition_id=text, by=at[OFFICER], at=later(5))
    document_id = take_up(at)
    issued(document_id)
    link(at, document_id, text)
    assert Document.objects.get(pk=document_id).published_on == later(5).date()
    again = actions.reopen(item_id=edition(text).item_id, by=at[HANDLER], at=later(6))
    sign_off(again, at)
    assert actions.publish(edition_id=again, by=at[OFFICER], at=later(30))


def test_it_may_go_ahead_for_a_reason_that_is_kept(at: Office) -> None:
    document_id = take_up(at)
    text = texted(at, document_id)
    with pytest.raises(actions.Refused, match="理由"):
        interpreting.go_ahead(document_id=document_id, reason=" ", by=at[HEAD], at=NOON)
    ahead = interpreting.go_ahead(document_id=document_id, reason="防汛应急，先行公布", by=at[HEAD], at=NOON)
    sign_off(text, at)
    interpreting.take_back(
        interpretation_id=task_of(document_id),
        what="ahead",
        row_id=ahead,
        reason="已不紧急",
        by=at[OFFICER],
        at=later(4),
    )
    with pytest.raises(actions.Refused, match="解读还没有审签"):
        actions.publish(edition_id=text, by=at[OFFICER], at=later(5))
    interpreting.go_ahead(document_id=document_id, reason="防汛应急，先行公布", by=at[HEAD], at=later(4))
    assert actions.publish(edition_id=text, by=at[OFFICER], at=later(5))


def test_one_refusal_holds_back_both(at: Office) -> None:
    document_id, text, interpretation = ready(at)
    Edition.objects.filter(pk=interpretation).update(summary="偷换的概述")
    with pytest.raises(actions.Refused, match="没有完成审签"):
        releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    assert stands(text, interpretation) == NOT_OUT
    assert not LogEntry.objects.filter(action="publication.publish").exists()


def test_the_clock_releases_both_at_once(at: Office) -> None:
    document_id, text, interpretation = ready(at)
    releasing.release_at(document_id=document_id, publish_after=TOMORROW, by=at[OFFICER], at=later(5))
    run_clock(TOMORROW - timedelta(minutes=5))
    assert stands(text, interpretation) == NOT_OUT
    run_clock(TOMORROW)
    assert stands(text, interpretation) == OUT
    assert {edition(each).published_at for each in (text, interpretation)} == {TOMORROW}
    assert LogEntry.objects.filter(action="publication.publish").count() == 2
    assert not LogEntry.objects.filter(action="publication.not_published").exists()


@pytest.mark.parametrize("which", [0, 1], ids=["document", "interpretation"])
def test_the_clock_leaves_both_where_one_cannot_go(at: Office, which: int) -> None:
    document_id, text, interpretation = ready(at)
    releasing.release_at(document_id=document_id, publish_after=TOMORROW, by=at[OFFICER], at=later(5))
    Edition.objects.filter(pk=(text, interpretation)[which]).update(summary="偷换的概述")
    run_clock(TOMORROW)
    assert stands(text, interpretation) == NOT_OUT
    assert {edition(each).publish_after for each in (text, interpretation)} == {None}
    entries = LogEntry.objects.filter(action="publication.not_published")
    assert {entry.subject for entry in entries} == {
        f"item:{edition(each).item_id}" for each in (text, interpretation)
    }
    assert all("没有完成审签" in entry.reason for entry in entries)


def test_a_document_that_alone_has_a_time_waits_for_a_person(at: Office) -> None:
    _, text, interpretation = ready(at)
    actions.schedule(edition_id=text, publish_after=TOMORROW, expires_on=None, by=at[OFFICER], at=later(5))
    run_clock(TOMORROW)
    assert stands(text, interpretation) == NOT_OUT
    (entry,) = LogEntry.objects.filter(action="publication.not_published")
    assert "同步发布" in entry.reason


def test_a_time_is_taken_back_from_both(at: Office) -> None:
    document_id, text, interpretation = ready(at)
    releasing.release_at(document_id=document_id, publish_after=TOMORROW, by=at[OFFICER], at=later(5))
    releasing.release_at(document_id=document_id, publish_after=None, by=at[OFFICER], at=later(6))
    run_clock(TOMORROW)
    assert stands(text, interpretation) == NOT_OUT


def test_a_form_still_in_work_comes_later_by_itself(at: Office) -> None:
    document_id, text, interpretation = ready(at)
    graphic = explained(at, task_of(document_id), Form.GRAPHIC)
    releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    assert stands(text, interpretation) == OUT
    assert edition(graphic).published_at is None
    sign_off(graphic, at)
    assert actions.publish(edition_id=graphic, by=at[OFFICER], at=later(9))


def test_one_interpretation_of_two_documents_goes_with_both(at: Office) -> None:
    document_id, text, interpretation = ready(at)
    second = take_up(at, "虚构小区改造补助办法", interpreted=False)
    interpreting.serve(
        interpretation_id=task_of(document_id), document_id=second, by=at[HANDLER], at=later(4)
    )
    other = texted(at, second, "云府发〔2026〕8号", body=TEXT.replace("改造", "更新"))
    with pytest.raises(actions.Refused, match="虚构小区改造补助办法”还没有完成审签"):
        releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))
    sign_off(other, at)
    assert set(releasing.release(document_id=document_id, by=at[OFFICER], at=later(6))) == {
        text,
        interpretation,
        other,
    }


class TestAccessible:
    """What is not text is there in words, and these words are signed."""

    def test_no_graphic_without_words(self, at: Office) -> None:
        task_id = planned(at, take_up(at))
        with pytest.raises(actions.Refused, match="文字稿"):
            interpreting.draft_form(interpretation_id=task_id, form=Form.GRAPHIC, by=at[HANDLER], at=NOON)

    def test_words_are_part_of_the_text(self, at: Office) -> None:
        task_id = planned(at, take_up(at))
        made = interpreting.draft_form(
            interpretation_id=task_id,
            form=Form.VIDEO,
            accessible="第一幕：居民开会。\n第二幕：工人进场。",
            by=at[HANDLER],
            at=NOON,
        )
        body = edition(made).body.replace("\n", "")
        assert "<h2>视频文字稿</h2><p>第一幕：居民开会。</p><p>第二幕：工人进场。</p>" in body
        assert edition(made).genre == "interpretation"

    def test_without_them_it_is_not_sent(self, at: Office) -> None:
        task_id = planned(at, take_up(at))
        made = explained(at, task_id, Form.GRAPHIC)
        held = edition(made)
        assert "图上画着报名的三个步骤" in held.text
        Edition.objects.filter(pk=made).update(text="没有", body="<p>没有</p>")
        with pytest.raises(Unfit, match="文字稿"):
            send(made, at[HANDLER])


class TestAlike:
    """An interpretation is no shortened copy of what it explains."""

    def test_copy_of_the_document_is_told_with_the_passage(self, at: Office) -> None:
        document_id = take_up(at)
        task_id = planned(at, document_id)
        texted(at, document_id)
        copy = explained(at, task_id, body=TEXT.replace("第一条　", "").replace("第二条　", "本办法规定，"))
        (found,) = [each for each in check_edition(edition(copy), NOON) if each.rule == "T104"]
        assert "与文件《虚构小区改造办法》原文相同" in found.message
        text = edition(copy).text
        assert text[slice(*found.spans[0])] == found.found
        assert "补助标准每平方米不超过二百元" in text[slice(*found.spans[0])] or len(found.spans) > 1
        with pytest.raises(Unfit):
            send(copy, at[HANDLER], answered={})
        assert send(copy, at[HANDLER]), "with a reason it may stay"

    def test_copy_of_the_drafting_note_too(self, at: Office) -> None:
        document_id = take_up(at)
        task_id = planned(at, document_id)
        note = (
            "为了解决群众反映强烈的漏雨问题，住建部门经过三轮调研，听取了二十个小区的意见，起草了这份办法。"
            * 2
        )
        interpreting.note_drafting(document_id=document_id, text=note, by=at[HANDLER], at=NOON)
        copy = explained(at, task_id, body=f"<p>{note}</p>")
        (found,) = [each for each in check_edition(edition(copy), NOON) if each.rule == "T104"]
        assert "与起草说明原文相同" in found.message

    def test_own_words_are_not(self, at: Office) -> None:
        document_id = take_up(at)
        task_id = planned(at, document_id)
        texted(at, document_id)
        own = explained(at, task_id, body=EXPLAINED)
        assert not [each for each in check_edition(edition(own), NOON) if each.rule == "T104"]


class TestLinking:
    """Which items interpret."""

    def test_only_of_the_genre(self, at: Office) -> None:
        task_id = planned(at, take_up(at))
        item_id = edition(draft(at)).item_id
        with pytest.raises(actions.Refused, match="体裁"):
            interpreting.add_form(
                interpretation_id=task_id, form=Form.TEXT, item_id=item_id, by=at[HANDLER], at=NOON
            )

    def test_of_one_task_alone_until_it_is_taken_back(self, at: Office) -> None:
        first, second = planned(at, take_up(at)), planned(at, take_up(at, "虚构另一办法"))
        item_id = edition(explained(at, first)).item_id
        given = {"form": Form.TEXT, "item_id": item_id, "by": at[HANDLER], "at": NOON}
        with pytest.raises(actions.Refused, match="另一项解读任务"):
            interpreting.add_form(interpretation_id=second, **given)  # type: ignore[arg-type]
        row = Interpretation.objects.get(pk=first).renderings.get()
        interpreting.take_back(
            interpretation_id=first, what="rendering", row_id=row.pk, reason="选错了", by=at[HANDLER], at=NOON
        )
        assert interpreting.add_form(interpretation_id=second, **given)  # type: ignore[arg-type]

    def test_others_are_not_let_in(self, at: Office) -> None:
        from django.core.exceptions import PermissionDenied

        stranger = office("b")
        task_id = task_of(take_up(at))
        with pytest.raises(PermissionDenied):
            interpreting.plan(
                interpretation_id=task_id,
                forms=[Form.TEXT],
                due_on=None,
                responsible="甲",
                by=stranger[HANDLER],
                at=NOON,
            )
