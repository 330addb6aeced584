"""What documents do to each other: entered if it can be, refused whole if not, taken back without a trace in the state."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.duties.publication import Validity
from gongkai.law.normative import Effect, Mark
from gongkai.normative import actions
from gongkai.normative.actions import Altered, Entered, Refused, Unfit, Wanted, Written
from gongkai.normative.actions.due import refresh
from gongkai.normative.models import Change, Correction, Document, Voiding
from gongkai.normative.queries.card import card_for
from gongkai.records.access import OPERATOR
from tests.normative.register import OFFICER, TODAY, changed, described, entered, row, three_articles
from tests.publication.office import HANDLER, NOON, later, office, over

pytestmark = pytest.mark.django_db
OLD, NEW = date(2024, 5, 10), date(2025, 6, 1)


def test_a_repeal_is_caused_by_a_document_and_names_it() -> None:
    at = office()
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    changed(Effect.REPLACED, old, new, NEW, by=at[OFFICER])
    gone = row(old)
    assert (gone.validity, gone.left_on, gone.ended_by_id) == (Validity.REPEALED, NEW, new)
    shown = card_for(OPERATOR, old, TODAY)
    assert shown is not None
    assert shown.says == "自2025年6月1日起由“云虚规〔2025〕1号”废止。"
    assert shown.by is not None
    assert shown.by.id == new
    assert shown.standing is not None
    assert not shown.standing.in_force
    before = card_for(OPERATOR, old, date(2025, 5, 31))
    assert before is not None
    assert before.standing is not None
    assert before.standing.validity is Validity.VALID


@pytest.mark.parametrize(
    ("effect", "on", "message"),
    [
        (Effect.REPEALED, date(2024, 5, 1), "早于制发日期"),
        (Effect.REPEALED, date(2025, 5, 31), "早于“云虚规〔2025〕1号”的公布日期"),
        (Effect.AMENDED, NEW, "没有写明是哪一条"),
        (Effect.EXTENDED, NEW, "没有写明延长到哪一天"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(effect: Effect, on: date, message: str) -> None:
    at = office()
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    before = list(Document.objects.order_by("pk").values())
    with pytest.raises(Unfit, match=message):
        changed(effect, old, new, on, by=at[OFFICER])
    assert not Change.objects.exists()
    kept = [{**each, "revision": 0} for each in Document.objects.order_by("pk").values()]
    assert kept == [{**each, "revision": 0} for each in before]


def test_a_second_end_is_refused() -> None:
    at = office()
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    changed(Effect.REPEALED, old, new, NEW)
    with pytest.raises(Unfit, match="不能再次退出"):
        changed(Effect.DECLARED_EXPIRED, old, new, date(2025, 7, 1))


def test_two_that_change_each_other_are_refused() -> None:
    at = office()
    one, two = entered(at, "云虚规〔2025〕1号", NEW), entered(at, "云虚规〔2025〕2号", NEW)
    changed(Effect.REPEALED, one, two, date(2025, 7, 1))
    with pytest.raises(Unfit, match="相互变动"):
        changed(Effect.REPEALED, two, one, date(2025, 7, 1))
    assert row(one).validity == Validity.REPEALED
    assert row(two).validity == Validity.VALID


def test_what_is_only_unusual_wants_a_reason() -> None:
    at = office()
    old = entered(at, "云虚规〔2024〕1号", OLD)
    new = entered(at, "云虚规〔2025〕1号", NEW)
    with pytest.raises(Unfit, match="请写明理由"):
        changed(Effect.REPLACED, old, new, date(2025, 8, 1))
    changed(Effect.REPLACED, old, new, date(2025, 8, 1), reason="新文件规定了过渡期")
    assert row(old).left_on == date(2025, 8, 1)


def test_articles_are_amended_added_and_removed_and_the_text_of_a_day_shows_it() -> None:
    at = office()
    old = entered(at, "云虚规〔2024〕1号", OLD, articles=three_articles())
    new = entered(at, "云虚规〔2025〕1号", NEW)
    articles = (
        Altered("第二条", "新的虚构文字。"),
        Altered("二之一", "加上的虚构文字。", after="二"),
    )
    changed(Effect.AMENDED, old, new, NEW, articles=articles)
    changed(Effect.REPEALED_IN_PART, old, new, date(2025, 9, 1), articles=(Altered("三"),))
    now, then = card_for(OPERATOR, old, TODAY), card_for(OPERATOR, old, date(2025, 5, 31))
    assert now is not None
    assert then is not None
    assert [(each.number, each.mark, each.text) for each in now.articles] == [
        ("一", Mark.ORIGINAL, "虚构的第一条。"),
        ("二", Mark.AMENDED, "新的虚构文字。"),
        ("二之一", Mark.ADDED, "加上的虚构文字。"),
        ("三", Mark.REMOVED, ""),
    ]
    assert now.articles[1].was == "虚构的第二条。"
    assert now.articles[1].by is not None
    assert now.articles[1].by.id == new
    assert now.articles[3].anchor == "di-三"
    assert [each.mark for each in then.articles] == [Mark.ORIGINAL] * 3
    assert now.standing is not None
    assert now.standing.validity is Validity.AMENDED


def test_an_article_that_is_not_there_is_refused() -> None:
    at = office()
    old = entered(at, "云虚规〔2024〕1号", OLD, articles=three_articles())
    new = entered(at, "云虚规〔2025〕1号", NEW)
    with pytest.raises(Unfit, match="没有第九条"):
        changed(Effect.AMENDED, old, new, NEW, articles=(Altered("九", "文字"),))


def test_a_period_that_is_over_ends_it_without_anybody_saying_so() -> None:
    at = office()
    old = entered(at, "云虚规〔2024〕1号", OLD, valid_until=date(2026, 3, 3))
    assert row(old).validity == Validity.VALID
    refresh(at=later(24))
    assert row(old).validity == Validity.VALID
    refresh(at=later(48))
    gone = row(old)
    assert (gone.validity, gone.left_on, gone.ended_by) == (Validity.EXPIRED, date(2026, 3, 4), None)


def test_an_extension_keeps_it_until_its_new_day() -> None:
    at = office()
    old = entered(at, "云虚规〔2024〕1号", OLD, valid_until=date(2026, 3, 3))
    new = entered(at, "云虚规〔2025〕1号", NEW)
    changed(Effect.EXTENDED, old, new, date(2025, 12, 1), until=date(2028, 3, 3))
    refresh(at=later(48))
    assert (row(old).validity, row(old).until) == (Validity.VALID, date(2028, 3, 3))


def test_a_change_taken_back_was_never_told() -> None:
    at = office()
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    change = changed(Effect.REPEALED, old, new, NEW)
    actions.void_change(change_id=change, by=at[OFFICER], at=NOON, reason="登记错了文件")
    assert row(old).validity == Validity.VALID
    assert Voiding.objects.get().reason == "登记错了文件"
    assert Change.objects.count() == 1
    with pytest.raises(Refused, match="已经撤销"):
        actions.void_change(change_id=change, by=at[OFFICER], at=NOON, reason="登记错了文件")


def test_a_change_on_which_others_rest_is_not_taken_back() -> None:
    at = office()
    old = entered(at, "云虚规〔2024〕1号", OLD, articles=three_articles())
    new = entered(at, "云虚规〔2025〕1号", NEW)
    first = changed(Effect.AMENDED, old, new, NEW, articles=(Altered("四", "加上的。", after="三"),))
    changed(Effect.AMENDED, old, new, date(2025, 9, 1), articles=(Altered("四", "又改的。"),))
    with pytest.raises(Unfit, match="请先撤销以它为前提的记录"):
        actions.void_change(change_id=first, by=at[OFFICER], at=NOON, reason="误记")


def test_a_document_with_changes_is_not_taken_off_the_register() -> None:
    at = office()
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    change = changed(Effect.REPEALED, old, new, NEW)
    with pytest.raises(Refused, match="请先撤销那些变动"):
        actions.void_document(document_id=new, by=at[OFFICER], at=NOON, reason="重复登记")
    actions.void_change(change_id=change, by=at[OFFICER], at=NOON, reason="误记")
    actions.void_document(document_id=new, by=at[OFFICER], at=NOON, reason="重复登记")
    assert card_for(OPERATOR, new, TODAY) is None
    entered(at, "云虚规〔2025〕1号", NEW)


def test_what_is_foreseen_is_told_and_nothing_is_kept() -> None:
    at = office()
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    wanted = Wanted(effect=Effect.REPEALED, of_id=old, cause_id=new, on=NEW)
    seen = actions.foresee_change(wanted=wanted, by=at[OFFICER], at=NOON)
    assert seen.findings == ()
    assert seen.then.startswith("废止")
    assert not Change.objects.exists()
    assert row(old).validity == Validity.VALID


def test_a_correction_keeps_what_stood_there() -> None:
    at = office()
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    changed(Effect.REPEALED, old, new, NEW)
    was = row(old)
    given = Entered(
        described=described(title=was.title), number="云虚规〔2024〕2号", issued_on=OLD, published_on=OLD
    )
    actions.correct(document_id=old, entered=given, by=at[OFFICER], at=NOON, reason="文号抄错")
    kept = Correction.objects.get()
    assert (kept.before, kept.after) == (
        {"document_no": "云虚规〔2024〕1号"},
        {"document_no": "云虚规〔2024〕2号"},
    )
    later_than_repeal = Entered(
        described=described(title=was.title), number="云虚规〔2024〕2号", issued_on=TODAY, published_on=TODAY
    )
    with pytest.raises(Unfit, match="早于制发日期"):
        actions.correct(document_id=old, entered=later_than_repeal, by=at[OFFICER], at=NOON, reason="再改")
    assert row(old).issued_on == OLD


def test_articles_come_once_and_have_words() -> None:
    at = office()
    old = entered(at, "云虚规〔2024〕1号", OLD)
    for articles, message in (
        ((Written("一", "甲"), Written("第一条", "乙")), "不止一次"),
        ((Written("一", "　"),), "第一条的文字"),
    ):
        with pytest.raises(Refused, match=message):
            actions.set_articles(document_id=old, articles=articles, by=at[OFFICER], at=NOON)
    assert row(old).articles == []


def test_documents_of_merged_bodies_change_hands() -> None:
    one, two = office("a"), office("b")
    parent = office("c")
    old = entered(one, "云虚规〔2024〕1号", OLD)
    supervisor = over(parent, one, two)
    moved: dict[str, object] = {"of_id": one.agency.pk, "to_id": two.agency.pk, "on": date(2026, 1, 1)}
    with pytest.raises(PermissionDenied):
        actions.move_documents(**moved, by=one[OFFICER], at=NOON, reason="机构改革")  # type: ignore[arg-type]
    move = actions.move_documents(**moved, by=supervisor, at=NOON, reason="机构改革")  # type: ignore[arg-type]
    assert row(old).holder == two.agency
    with pytest.raises(Unfit, match="在此以前属于"):
        actions.move_documents(
            of_id=one.agency.pk,
            to_id=parent.agency.pk,
            on=date(2026, 2, 1),
            by=supervisor,
            at=NOON,
            reason="机构改革",
            documents=[old],
        )
    actions.void_move(move_id=move, by=supervisor, at=NOON, reason="误记")
    assert row(old).holder == one.agency


def test_only_keepers_enter_changes() -> None:
    at = office()
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    with pytest.raises(PermissionDenied):
        changed(Effect.REPEALED, old, new, NEW, by=at[HANDLER])
