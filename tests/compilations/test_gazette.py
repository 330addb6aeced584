"""Issues are composed of public documents as they are, numbered without a gap, signed as a whole, and never change after."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from gongkai.compilations import actions
from gongkai.compilations.actions import Refused, Way
from gongkai.compilations.actions.issuing import JOB, _made, follow_issues, make_issue
from gongkai.compilations.models import Article, Issue
from gongkai.compilations.queries import gazette, issued
from gongkai.compilations.queries.gazette import State
from gongkai.compilations.queries.issue_checks import next_numbers
from gongkai.compilations.queries.kinds import Rubric
from gongkai.law.signing.standing import Verdict
from gongkai.publication import actions as publication
from gongkai.publication.models import Why
from gongkai.records.models import LogEntry
from gongkai.records.queries.wording import LABELS
from gongkai.signoff import actions as signoff
from tests.compilations.composed import EARLIER, LATER, add, begun, document, sign_off
from tests.compilations.composed import issued as out
from tests.publication.office import (
    HANDLER,
    HEAD,
    LEADER,
    OFFICER,
    agency,
    altered,
    draft,
    edition,
    item_of,
    later,
    office,
    published,
)
from tests.publication.office import (
    sign_off as sign_edition,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


def again(at: Office, item_id: int, **changes: Any) -> None:
    """Another edition of an item is published."""
    opened = publication.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
    held = edition(opened)
    publication.save(
        edition_id=opened,
        revision=held.revision,
        content=altered(held, **changes),
        by=at[HANDLER],
        at=later(6),
    )
    sign_edition(opened, at)
    publication.publish(edition_id=opened, by=at[OFFICER], at=later(7))


def messages_of(at: Office, made: int) -> list[str]:
    found = gazette.issue(made, at[OFFICER])
    assert found is not None
    return [fault.message for fault in found.faults if fault.stops]


def state(at: Office, made: int) -> State:
    found = gazette.issue(made, at[OFFICER])
    assert found is not None
    return found.row.state


def test_issue_goes_from_composing_to_the_public() -> None:
    a = office()
    made = begun(a)
    add(a, made, document(a, 1))
    assert state(a, made) is State.DRAFT
    actions.submit_issue(issue_id=made, by=a[HANDLER], at=EARLIER)
    assert state(a, made) is State.IN_SIGN_OFF
    held = Issue.objects.get(pk=made)
    for step, role in (("office", HEAD), ("signature", LEADER)):
        given: dict[str, Any] = {"round_id": held.round_id, "step": step, "digest": held.digest}
        signoff.say(**given, verdict=Verdict.AGREE, by=a[role], at=EARLIER)
    assert state(a, made) is State.APPROVED
    assert issued.whole("a", 2026, 1) is None
    actions.issue(issue_id=made, by=a[OFFICER], at=LATER)
    assert state(a, made) is State.ISSUED
    found = issued.whole("a", 2026, 1)
    assert found is not None
    assert [line.number for line in found.lines] == [1]
    actions_logged = set(
        LogEntry.objects.filter(subject=f"gazette:{made}", action__startswith="compilations").values_list(
            "action", flat=True
        )
    )
    assert actions_logged <= set(LABELS)
    assert "compilations.issue" in actions_logged


def test_nothing_comes_out_without_signature_or_by_others() -> None:
    a = office()
    made = begun(a)
    add(a, made, document(a, 1))
    with pytest.raises(Refused, match="还没有完成审签"):
        actions.issue(issue_id=made, by=a[OFFICER], at=LATER)
    sign_off(a, made)
    with pytest.raises(PermissionDenied):
        actions.issue(issue_id=made, by=a[HANDLER], at=LATER)
    with pytest.raises(PermissionDenied):
        actions.issue(issue_id=made, by=office("b")[OFFICER], at=LATER)


def test_change_after_the_signature_voids_it() -> None:
    a = office()
    made = begun(a)
    add(a, made, document(a, 1))
    sign_off(a, made)
    add(a, made, document(a, 2))
    assert state(a, made) is State.DRAFT
    with pytest.raises(Refused, match="审签之后又有修改"):
        actions.issue(issue_id=made, by=a[OFFICER], at=LATER)
    sign_off(a, made)
    actions.issue(issue_id=made, by=a[OFFICER], at=LATER)


def test_change_while_it_is_signed_goes_back_to_the_drafter() -> None:
    a = office()
    made = begun(a)
    add(a, made, document(a, 1))
    actions.submit_issue(issue_id=made, by=a[HANDLER], at=EARLIER)
    add(a, made, document(a, 2))
    held = Issue.objects.get(pk=made)
    assert held.round is not None
    assert held.round.revision == 2
    with pytest.raises(Refused, match="正在审签"):
        actions.drop_issue(issue_id=made, because="不编了", by=a[HANDLER], at=LATER)
    sign_off(a, made)
    assert state(a, made) is State.APPROVED


def test_what_is_out_does_not_change() -> None:
    a = office()
    made = out(a)
    article = Article.objects.get(issue=made)
    for act in (
        lambda: add(a, made, document(a, 9)),
        lambda: actions.remove_article(issue_id=made, article_id=article.pk, by=a[OFFICER], at=LATER),
        lambda: actions.drop_issue(issue_id=made, because="错", by=a[OFFICER], at=LATER),
        lambda: actions.issue(issue_id=made, by=a[OFFICER], at=LATER),
    ):
        with pytest.raises(Refused, match="已经出版"):
            act()


def test_text_is_that_of_the_day_and_later_corrections_are_told() -> None:
    a = office()
    item = document(a, 1)
    made = out(a, item)
    before = issued.standard(made, 1)
    again(a, item, title="更正后的虚构通知", body="<p>更正后的正文。</p>")
    after = issued.standard(made, 1)
    assert before is not None
    assert after is not None
    assert after.body == before.body
    assert (before.line.standing.newer, after.line.standing.newer) == (False, True)
    assert "更正后" not in after.line.title


def test_new_edition_before_it_is_out_must_be_taken() -> None:
    a = office()
    item = document(a, 1)
    made = begun(a)
    article = add(a, made, item)
    sign_off(a, made)
    again(a, item, title="更正后的虚构通知")
    assert any("有了新的一版" in message for message in messages_of(a, made))
    with pytest.raises(Refused, match="有了新的一版"):
        actions.issue(issue_id=made, by=a[OFFICER], at=LATER)
    actions.renew_article(issue_id=made, article_id=article, by=a[HANDLER], at=LATER)
    assert messages_of(a, made) == []
    with pytest.raises(Refused, match="审签之后又有修改"):
        actions.issue(issue_id=made, by=a[OFFICER], at=LATER)


@pytest.mark.parametrize(
    ("number", "total", "said"),
    [(3, 88, "应当是第2期"), (2, 90, "总期号应当是第88期"), (2, 86, "总期号应当是第88期")],
)
def test_numbers_go_on_without_a_gap(number: int, total: int, said: str) -> None:
    a = office()
    out(a)
    made = begun(a, number=number, total=total)
    add(a, made, document(a, 2))
    assert any(said in message for message in messages_of(a, made))
    with pytest.raises(Refused, match=said):
        actions.submit_issue(issue_id=made, by=a[HANDLER], at=LATER)


def test_next_issue_follows_and_the_new_year_begins_with_one() -> None:
    a = office()
    out(a)
    assert next_numbers(a.agency.pk, 2026) == (2, 88)
    assert next_numbers(a.agency.pk, 2027) == (1, 88)
    made = begun(a, number=1, total=88, year=2027, dated_on=date(2027, 1, 5))
    add(a, made, document(a, 2))
    assert messages_of(a, made) == []
    with pytest.raises(Refused, match="已经有了"):
        begun(a, number=1, total=89)


def test_dropped_issue_gives_its_numbers_back() -> None:
    a = office()
    made = begun(a)
    actions.drop_issue(issue_id=made, because="排错了", by=a[HANDLER], at=LATER)
    assert gazette.issues(a[OFFICER]) == []
    begun(a)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", " ", "请填写公报名称"),
        ("year", 1900, "年份"),
        ("number", 0, "期号"),
        ("total", 0, "期号"),
        ("sponsor", "长" * 81, "80"),
    ],
)
def test_bad_heads_are_refused_in_words(field: str, value: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        begun(office(), **{field: value})


def test_total_is_not_less_than_the_number_in_the_year() -> None:
    with pytest.raises(Refused, match="总期号不能小于"):
        begun(office(), number=5, total=4)


def test_no_document_twice_none_that_is_not_public_none_without_number_and_date() -> None:
    a = office()
    made = begun(a)
    item = document(a, 1)
    add(a, made, item)
    with pytest.raises(Refused, match="只登一次"):
        add(a, made, item)
    with pytest.raises(Refused, match="只收已公开的文件"):
        add(a, made, item_of(draft(a)).pk)
    add(a, made, published(a))
    assert any("没有发文字号" in message for message in messages_of(a, made))
    publication.withdraw(item_id=item, why=Why.ERROR, told="内容有误。", by=a[OFFICER], at=LATER)
    assert any("已撤回" in message for message in messages_of(a, made))
    with pytest.raises(Refused):
        actions.submit_issue(issue_id=made, by=a[HANDLER], at=LATER)


def test_documents_of_bodies_below_may_stand_in_it() -> None:
    above = office("a")
    add(above, begun(above), document(office("b", above.agency), 1), Rubric.DEPARTMENTS)


def test_documents_of_others_may_not_but_joint_ones_may() -> None:
    a, beside = office("a"), office("b")
    made = begun(a)
    with pytest.raises(Refused, match="联合发文"):
        add(a, made, document(beside, 2, issuing_body=beside.agency.name))
    add(a, made, document(beside, 3, issuing_body=f"{beside.agency.name}、{a.agency.name}"))


def test_earlier_issue_with_the_same_document_is_a_warning_alone() -> None:
    a = office()
    item = document(a, 1)
    out(a, item)
    made = begun(a, number=2, total=88)
    add(a, made, item)
    found = gazette.issue(made, a[OFFICER])
    assert found is not None
    assert [(fault.stops, "2026年第1期" in fault.message) for fault in found.faults] == [(False, True)]


def test_empty_issue_and_one_before_its_day_do_not_come_out() -> None:
    a = office()
    made = begun(a, dated_on=date(2026, 3, 20))
    with pytest.raises(Refused, match="还没有文件"):
        actions.submit_issue(issue_id=made, by=a[HANDLER], at=EARLIER)
    add(a, made, document(a, 1))
    sign_off(a, made)
    with pytest.raises(Refused, match="还没有到"):
        actions.issue(issue_id=made, by=a[OFFICER], at=LATER)


def test_rubrics_stand_in_their_order_and_documents_move_within_them() -> None:
    a = office()
    made = begun(a)
    last = add(a, made, published(a), Rubric.APPOINTMENTS)
    first, second = (add(a, made, document(a, number)) for number in (1, 2))
    actions.move_article(issue_id=made, article_id=second, way=Way.UP, by=a[HANDLER], at=EARLIER)
    actions.move_article(issue_id=made, article_id=last, way=Way.UP, by=a[HANDLER], at=EARLIER)
    sign_off(a, made)
    actions.issue(issue_id=made, by=a[OFFICER], at=LATER)
    numbered = dict(Article.objects.filter(issue=made).values_list("pk", "number"))
    assert numbered == {second: 1, first: 2, last: 3}


@pytest.mark.parametrize(("why", "shows"), [(Why.ERROR, True), (Why.HARMFUL, False)])
def test_what_is_taken_back_after_it_came_out_is_shown_no_longer(why: Why, shows: bool) -> None:
    a = office()
    item = document(a, 1)
    made = out(a, item)
    title = issued.standard(made, 1)
    assert title is not None
    publication.withdraw(item_id=item, why=why, told="理由在此。", by=a[OFFICER], at=LATER)
    found = issued.standard(made, 1)
    assert found is not None
    assert (found.body, found.line.standing.readable) == ("", False)
    assert (found.line.title == title.line.title) is shows
    assert bool(found.line.document_no) is shows
    assert ("理由在此" in found.line.standing.told) is shows


def made_into_pdf(made: int) -> None:
    make_issue(issue_id=made, at=LATER, prepared=_made(issue_id=made, at=LATER))


def test_pdf_is_made_by_a_job_once_and_anew_when_something_is_taken_back() -> None:
    a = office()
    item = document(a, 1)
    made = out(a, item, document(a, 2))
    assert DBTaskResult.objects.filter(task_path=JOB).count() == 1
    assert issued.pdf_of(made) is None
    made_into_pdf(made)
    first = issued.pdf_of(made)
    assert first is not None
    assert _made(issue_id=made, at=LATER)[1] == b""
    follow_issues(at=later(8))
    assert DBTaskResult.objects.filter(task_path=JOB).count() == 1
    publication.withdraw(item_id=item, why=Why.PERSONAL, told="含有个人信息。", by=a[OFFICER], at=later(8))
    assert issued.pdf_of(made) is None
    follow_issues(at=later(9))
    assert DBTaskResult.objects.filter(task_path=JOB).count() == 2
    made_into_pdf(made)
    assert issued.pdf_of(made) not in (None, first)


def test_reads_cost_the_same_however_much_there_is(django_assert_num_queries: Any) -> None:
    a = office()
    out(a, *(document(a, number) for number in range(1, 6)))
    with django_assert_num_queries(1):
        issued.issues_of()
    with django_assert_num_queries(2):
        issued.whole("a", 2026, 1)
    with django_assert_num_queries(1):
        gazette.issues(a[OFFICER])


def test_agencies_keep_their_gazettes_apart() -> None:
    a, b = office("a"), office("b")
    out(a)
    made = out(b, total=5)
    assert gazette.issue(made, a[OFFICER]) is None
    assert [row.agency_slug for row in issued.issues_of(agency_slug="b")] == ["b"]
    assert issued.years() == [(2026, 2)]
    assert [slug for slug, _ in issued.bodies()] == ["a", "b"]
    with pytest.raises(PermissionDenied):
        begun(replace(a, agency=agency("d")))
