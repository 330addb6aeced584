"""A document from the day on which it is taken up: each step is held back until the law lets it pass."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Step, StepResult
from gongkai.normative import actions
from gongkai.normative.actions import Refused
from gongkai.normative.actions.publishing import follow_publication
from gongkai.normative.models import Document, Doing
from gongkai.publication.actions import publish
from gongkai.records.actions.numbers import set_pattern
from gongkai.records.models import LogEntry
from tests.normative.register import (
    HANDLER,
    HEAD,
    LEGAL,
    OFFICER,
    TODAY,
    described,
    entered,
    issued,
    row,
    stepped,
    taken_up,
)
from tests.publication.office import NOON, SUPERVISOR, approved, item_of, later, office, published

pytestmark = pytest.mark.django_db


def on_its_way(at, **changes) -> int:  # type: ignore[no-untyped-def]
    """A normative document that went to the public from 5 January to 10 February."""
    document_id = taken_up(at, at[HANDLER], **changes)
    for step, on, result in (
        (Step.NEED_CHECK, date(2026, 1, 2), StepResult.PASSED),
        (Step.DRAFT, date(2026, 1, 4), StepResult.PASSED),
        (Step.COMMENT, date(2026, 1, 5), StepResult.BEGUN),
        (Step.COMMENT, date(2026, 2, 10), StepResult.PASSED),
    ):
        stepped(document_id, step, on, at[HANDLER], result=result)
    return document_id


def test_what_is_taken_up_is_on_its_way_and_its_next_step_is_known() -> None:
    at = office()
    document_id = taken_up(at, at[HANDLER])
    made = row(document_id)
    assert (made.validity, made.issued_on, made.next_step) == ("", None, Step.NEED_CHECK)
    assert made.holder == at.agency
    assert LogEntry.objects.filter(action="normative.take_up", subject=f"normative:{document_id}").exists()


def test_nothing_is_deliberated_without_a_legality_review() -> None:
    at = office()
    document_id = on_its_way(at)
    with pytest.raises(Refused, match="合法性审核还没有完成"):
        stepped(document_id, Step.DELIBERATION, date(2026, 2, 26), at[OFFICER])
    assert row(document_id).next_step == Step.LEGALITY_REVIEW
    stepped(document_id, Step.LEGALITY_REVIEW, date(2026, 2, 25), at[LEGAL], place="县司法局（虚构）")
    stepped(document_id, Step.DELIBERATION, date(2026, 2, 26), at[OFFICER])
    assert row(document_id).next_step == Step.REGISTER_NUMBER_ISSUE


def test_a_review_that_failed_holds_back_too() -> None:
    at = office()
    document_id = on_its_way(at)
    stepped(document_id, Step.LEGALITY_REVIEW, date(2026, 2, 25), at[LEGAL], result=StepResult.FAILED)
    with pytest.raises(Refused, match="合法性审核没有通过"):
        stepped(document_id, Step.DELIBERATION, date(2026, 2, 26), at[OFFICER])


def test_who_drafts_does_not_review() -> None:
    at = office()
    document_id = on_its_way(at)
    with pytest.raises(PermissionDenied):
        stepped(document_id, Step.LEGALITY_REVIEW, date(2026, 2, 25), at[HANDLER])


def test_no_number_before_deliberation() -> None:
    at = office()
    document_id = on_its_way(at)
    stepped(document_id, Step.LEGALITY_REVIEW, date(2026, 2, 25), at[LEGAL])
    with pytest.raises(Refused, match="集体审议还没有完成"):
        issued(document_id, "云虚规〔2026〕1号", by=at[OFFICER])
    assert row(document_id).document_no == ""
    stepped(document_id, Step.DELIBERATION, date(2026, 2, 26), at[OFFICER])
    assert issued(document_id, "云虚规[2026]第01号", by=at[OFFICER]) == "云虚规〔2026〕1号"
    made = row(document_id)
    assert (made.code, made.year, made.serial, made.issued_on) == ("云虚规", 2026, 1, TODAY)
    assert (made.validity, made.next_step) == (Validity.NOT_YET, Step.PUBLISH)


def ready(at) -> int:  # type: ignore[no-untyped-def]
    """A document that only waits for its number."""
    document_id = on_its_way(at)
    stepped(document_id, Step.LEGALITY_REVIEW, date(2026, 2, 25), at[LEGAL])
    stepped(document_id, Step.DELIBERATION, date(2026, 2, 26), at[OFFICER])
    return document_id


def test_a_number_is_given_once() -> None:
    at = office()
    entered(at, "云虚规〔2026〕1号", date(2026, 1, 8))
    document_id = ready(at)
    with pytest.raises(Refused, match="已经用于"):
        issued(document_id, "云虚规〔2026〕1号", by=at[OFFICER])
    assert row(document_id).issued_on is None


def test_an_agency_with_a_code_gets_its_numbers_here() -> None:
    at = office()
    head = at[SUPERVISOR]
    set_pattern(
        "document_no",
        agency_id=at.agency.pk,
        from_year=2026,
        text="{code}〔{year}〕{n}号",
        parts={"code": "云虚规"},
        by=head,
        at=NOON,
    )
    first, second = ready(at), ready(at)
    assert issued(first, by=at[OFFICER]) == "云虚规〔2026〕1号"
    with pytest.raises(Refused, match="把文号留空"):
        issued(second, "云虚规〔2026〕9号", by=at[OFFICER])
    assert issued(second, by=at[OFFICER]) == "云虚规〔2026〕2号"


def test_without_a_code_the_number_is_asked_for() -> None:
    at = office()
    with pytest.raises(Refused, match="请填写文号"):
        issued(ready(at), by=at[OFFICER])


def test_publication_elsewhere_makes_it_valid_and_asks_for_filing() -> None:
    at = office()
    document_id = ready(at)
    issued(document_id, "云虚规〔2026〕1号", by=at[OFFICER])
    actions.record_publication(document_id=document_id, on=TODAY, by=at[OFFICER], at=NOON, place="县政府公报")
    made = row(document_id)
    assert (made.validity, made.since, made.next_step) == (Validity.VALID, TODAY, Step.FILE)
    assert made.due_on == date(2026, 3, 17)
    stepped(document_id, Step.FILE, TODAY, at[OFFICER], number="虚备〔2026〕1号")
    assert (row(document_id).next_step, row(document_id).due_on) == ("", None)


def test_a_linked_item_that_is_public_publishes_it() -> None:
    at = office()
    document_id = ready(at)
    issued(document_id, "云虚规〔2026〕1号", by=at[OFFICER])
    item_id = published(at)
    actions.link_item(document_id=document_id, item_id=item_id, by=at[OFFICER], at=NOON)
    made = row(document_id)
    assert (made.item_id, made.published_on, made.validity) == (item_id, TODAY, Validity.VALID)
    other = ready(at)
    with pytest.raises(Refused, match="一条信息只对应一份文件"):
        actions.link_item(document_id=other, item_id=item_id, by=at[OFFICER], at=NOON)


def test_an_office_below_makes_no_rules() -> None:
    at = office()
    with pytest.raises(Refused, match="没有规章制定权"):
        taken_up(at, at[HANDLER], kind=DocumentKind.REGULATION)
    assert not Document.objects.exists()


def test_an_unusual_kind_wants_a_reason() -> None:
    at = office()
    with pytest.raises(Refused, match="请写明理由"):
        taken_up(at, at[HANDLER], repeatable=False)
    document_id = actions.take_up(
        agency_id=at.agency.pk,
        described=described(repeatable=False),
        by=at[HANDLER],
        at=NOON,
        reason="上级要求按规范性文件办理",
    )
    assert row(document_id).kind == DocumentKind.NORMATIVE


def test_steps_that_have_not_happened_are_not_recorded() -> None:
    at = office()
    document_id = taken_up(at, at[HANDLER])
    with pytest.raises(Refused, match="在今天之后"):
        stepped(document_id, Step.NEED_CHECK, date(2026, 3, 3), at[HANDLER])


def test_a_step_is_taken_back_with_what_it_had_filled() -> None:
    at = office()
    document_id = ready(at)
    issued(document_id, "云虚规〔2026〕1号", by=at[OFFICER])
    review = Doing.objects.get(document=document_id, step=Step.LEGALITY_REVIEW)
    with pytest.raises(Refused, match="先撤销"):
        actions.void_step(doing_id=review.pk, by=at[LEGAL], at=NOON, reason="误记")
    issue = Doing.objects.get(document=document_id, step=Step.REGISTER_NUMBER_ISSUE)
    actions.void_step(doing_id=issue.pk, by=at[OFFICER], at=NOON, reason="误记")
    made = row(document_id)
    assert (made.document_no, made.issued_on, made.next_step) == ("", None, Step.REGISTER_NUMBER_ISSUE)
    with pytest.raises(Refused, match="已经撤销"):
        actions.void_step(doing_id=issue.pk, by=at[OFFICER], at=NOON, reason="误记")


def test_another_agency_does_nothing() -> None:
    at = office()
    other = office("b")
    document_id = taken_up(at, at[HANDLER])
    with pytest.raises(PermissionDenied):
        stepped(document_id, Step.NEED_CHECK, TODAY, other[HEAD])


def test_its_text_does_not_go_out_before_the_way_is_gone() -> None:
    at = office()
    document_id = on_its_way(at, interpreted=False)
    edition_id = approved(at, genre="measures", document_no="云虚规〔2026〕1号")
    actions.link_item(document_id=document_id, item_id=item_of(edition_id).pk, by=at[OFFICER], at=NOON)
    with pytest.raises(Refused, match="请先完成统一登记、编号、印发"):
        publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    assert item_of(edition_id).first_published_at is None
    stepped(document_id, Step.LEGALITY_REVIEW, date(2026, 2, 25), at[LEGAL])
    stepped(document_id, Step.DELIBERATION, date(2026, 2, 26), at[OFFICER])
    issued(document_id, "云虚规〔2026〕1号", by=at[OFFICER])
    publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    assert (row(document_id).published_on, row(document_id).validity) == (TODAY, Validity.VALID)


def test_what_was_published_elsewhere_is_followed_up_by_the_clock() -> None:
    at = office()
    document_id = ready(at)
    item_id = published(at)
    issued(document_id, "云虚规〔2026〕1号", by=at[OFFICER])
    Document.objects.filter(pk=document_id).update(item=item_id)
    follow_publication(at=NOON)
    follow_publication(at=NOON)
    assert row(document_id).published_on == TODAY
    assert Doing.objects.filter(document=document_id, step=Step.PUBLISH).count() == 1
