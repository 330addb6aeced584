"""Clean-up campaigns: started for all bodies, judged document by document, carried out in one transaction, published."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from gongkai.law.normative import Conclusion
from gongkai.normative.actions import Refused, Unfit
from gongkai.normative.actions.cleanup import (
    Begun,
    Judgement,
    accept_list,
    carry_out,
    conclude,
    draft_lists,
    foresee_carrying_out,
    hand_in,
    remind,
    return_list,
    start_cleanup,
)
from gongkai.normative.models import Change, CleanupBody, CleanupTurn, Document, Stage
from gongkai.normative.queries.cleanup.campaigns import campaigns, told, waiting
from gongkai.normative.queries.cleanup.sheets import results, sheet, use_of
from gongkai.publication.models import Edition, Item
from gongkai.records.models import LogEntry
from tests.normative.campaigning import AS_OF, DUE, TODAY, Field, entered_at, field, read
from tests.publication.office import NOON

pytestmark = pytest.mark.django_db


def body_of(at: Field, cleanup_id: int, place: int = 0) -> CleanupBody:
    return CleanupBody.objects.get(cleanup=cleanup_id, agency=at.bodies[place])


def decision(at: Field, on: date = date(2026, 3, 1)) -> int:
    return entered_at(at.top, "云政发〔2026〕9号", on, title="关于公布规范性文件清理结果的决定（虚构）")


def test_all_bodies_below_take_part_with_what_they_have_on_the_day() -> None:
    at = field()
    entered_at(at.bodies[0], "云甲乙发〔2026〕1号", date(2026, 3, 1))  # after the day of the campaign
    found = read(at.start())
    assert {row.agency_id: row.documents for row in found.rows} == {
        at.top.pk: 0,
        at.bodies[0].pk: 4,
        at.bodies[1].pk: 4,
    }
    assert {row.stage for row in found.rows} == {Stage.WAITING}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "清理的名称"),
        ({"basis": ""}, "清理的依据"),
        ({"as_of": date(2026, 3, 3)}, "还没有发生"),
        ({"due_on": date(2026, 3, 1)}, "在今天之前"),
    ],
)
def test_what_cannot_be_is_not_started(changed: dict[str, object], said: str) -> None:
    at = field(bodies=1, documents=0)
    known: dict[str, object] = {"title": "清理", "as_of": AS_OF, "due_on": DUE, "basis": "通知"}
    with pytest.raises(Refused, match=said):
        start_cleanup(agency_id=at.top.pk, begun=Begun(**known | changed), by=at.supervisor, at=NOON)  # type: ignore[arg-type]


def test_only_a_supervisor_starts_and_only_the_body_judges() -> None:
    at = field()
    keeper, other = at.keepers[at.bodies[0].pk], at.keepers[at.bodies[1].pk]
    begun = Begun(title="清理", as_of=AS_OF, due_on=DUE, basis="通知")
    with pytest.raises(PermissionDenied):
        start_cleanup(agency_id=at.bodies[0].pk, begun=begun, by=keeper, at=NOON)
    body = body_of(at, at.start())
    judgement = Judgement(at.documents[body.agency_id][0], Conclusion.KEEP)
    with pytest.raises(PermissionDenied):
        conclude(body_id=body.pk, judgements=[judgement], by=other, at=NOON)
    with pytest.raises(PermissionDenied):
        accept_list(body_id=body.pk, by=keeper, at=NOON)


def test_two_campaigns_have_two_names() -> None:
    at = field(bodies=1, documents=0)
    at.start()
    with pytest.raises(Refused, match="请换一个名称"):
        at.start()


def test_a_list_with_a_gap_is_not_handed_in_and_the_gap_is_named() -> None:
    at = field()
    body = body_of(at, at.start())
    at.conclude(body, (Conclusion.KEEP, Conclusion.REPEAL, Conclusion.KEEP))
    with pytest.raises(Refused, match="还有1件没有结论：“云甲乙发〔2020〕4号”"):
        hand_in(body_id=body.pk, by=at.keepers[body.agency_id], at=NOON)


def test_what_does_not_simply_go_on_has_a_reason() -> None:
    at = field()
    body = body_of(at, at.start())
    one = at.documents[body.agency_id][0]
    with pytest.raises(Refused, match="结论是废止，请写明理由"):
        conclude(
            body_id=body.pk,
            judgements=[Judgement(one, Conclusion.REPEAL)],
            by=at.keepers[body.agency_id],
            at=NOON,
        )


def test_the_document_of_another_body_is_not_judged() -> None:
    at = field()
    body = body_of(at, at.start())
    foreign = at.documents[at.bodies[1].pk][0]
    with pytest.raises(Refused, match="不属于本机关"):
        conclude(
            body_id=body.pk,
            judgements=[Judgement(foreign, Conclusion.KEEP)],
            by=at.keepers[body.agency_id],
            at=NOON,
        )


def test_the_last_conclusion_counts_and_the_same_is_not_written_twice() -> None:
    at = field()
    cleanup_id = at.start()
    body = body_of(at, cleanup_id)
    one, keeper = at.documents[body.agency_id][0], at.keepers[body.agency_id]
    given = [Judgement(one, Conclusion.KEEP)]
    assert conclude(body_id=body.pk, judgements=given, by=keeper, at=NOON) == 1
    assert conclude(body_id=body.pk, judgements=given, by=keeper, at=NOON) == 0
    conclude(body_id=body.pk, judgements=[Judgement(one, Conclusion.REPEAL, "过时")], by=keeper, at=NOON)
    assert read(cleanup_id).of_body(body.pk)[one].conclusion is Conclusion.REPEAL
    conclude(body_id=body.pk, judgements=[Judgement(one, None)], by=keeper, at=NOON)
    assert read(cleanup_id).of_body(body.pk) == {}


def test_a_list_goes_to_and_fro_and_is_not_changed_while_it_is_looked_at() -> None:
    at = field()
    cleanup_id = at.start()
    body = body_of(at, cleanup_id)
    keeper = at.keepers[body.agency_id]
    at.conclude(body)
    hand_in(body_id=body.pk, by=keeper, at=NOON)
    with pytest.raises(Refused, match="已经报送"):
        at.conclude(body)
    return_list(body_id=body.pk, reason="请核对第二件", by=at.supervisor, at=NOON)
    at.conclude(body, (Conclusion.KEEP,) * 4)
    hand_in(body_id=body.pk, by=keeper, at=NOON)
    accept_list(body_id=body.pk, by=at.supervisor, at=NOON)
    body.refresh_from_db()
    assert body.stage == Stage.ACCEPTED
    turns = list(CleanupTurn.objects.filter(body=body).order_by("pk").values_list("turn", flat=True))
    assert turns == ["handed_in", "returned", "handed_in", "accepted"]
    with pytest.raises(Refused, match="没有等待审核"):
        accept_list(body_id=body.pk, by=at.supervisor, at=NOON)


def test_who_owes_a_list_is_asked_once_a_day() -> None:
    at = field()
    cleanup_id = at.start()
    body = body_of(at, cleanup_id)
    at.conclude(body)
    hand_in(body_id=body.pk, by=at.keepers[body.agency_id], at=NOON)
    assert remind(cleanup_id=cleanup_id, by=at.supervisor, at=NOON) == 2
    with pytest.raises(Refused, match="今天都已经催报过"):
        remind(cleanup_id=cleanup_id, by=at.supervisor, at=NOON)
    body.refresh_from_db()
    assert body.reminded_at is None


def test_what_waits_is_counted_for_both_sides() -> None:
    at = field()
    cleanup_id = at.start()
    body = body_of(at, cleanup_id)
    keeper = at.keepers[body.agency_id]
    assert (waiting(keeper), waiting(at.supervisor)) == (1, 1)  # the office itself owes its list
    at.conclude(body)
    hand_in(body_id=body.pk, by=keeper, at=NOON)
    assert (waiting(keeper), waiting(at.supervisor)) == (0, 2)


def test_one_document_carries_out_all_conclusions_at_once() -> None:
    at = field()
    cleanup_id = at.start()
    at.all_in(cleanup_id)
    cause = decision(at)
    done = carry_out(
        cleanup_id=cleanup_id, cause_id=cause, on=date(2026, 3, 1), by=at.supervisor, at=NOON, reason="清理"
    )
    assert done == 4
    for body in at.bodies:
        stands = [Document.objects.get(pk=pk).validity for pk in at.documents[body.pk]]
        assert stands == ["valid", "valid", "repealed", "expired"]
    assert {each.cause_id for each in Change.objects.all()} == {cause}
    with pytest.raises(Refused, match="没有需要落实"):
        carry_out(cleanup_id=cleanup_id, cause_id=cause, on=TODAY, by=at.supervisor, at=NOON)


def test_a_period_that_is_still_to_run_out_is_repealed_before() -> None:
    at = field(bodies=1, documents=0)
    long = entered_at(at.bodies[0], "云甲乙发〔2024〕1号", date(2024, 3, 1), valid_until=date(2029, 2, 28))
    at.documents[at.bodies[0].pk].append(long)
    cleanup_id = at.start()
    at.all_in(cleanup_id, (Conclusion.REPEAL,))
    assert carry_out(cleanup_id=cleanup_id, cause_id=decision(at), on=TODAY, by=at.supervisor, at=NOON) == 1
    assert Document.objects.get(pk=long).validity == "repealed"


def test_nothing_is_half_carried_out() -> None:
    at = field()
    cleanup_id = at.start()
    at.all_in(cleanup_id)
    with pytest.raises(Unfit):  # from a day on which the decision was not made yet
        carry_out(
            cleanup_id=cleanup_id,
            cause_id=decision(at),
            on=date(2026, 2, 28),
            by=at.supervisor,
            at=NOON,
            reason="清理",
        )
    assert not Change.objects.exists()


def test_what_is_foreseen_is_not_kept() -> None:
    at = field()
    cleanup_id = at.start()
    at.all_in(cleanup_id)
    seen = foresee_carrying_out(
        cleanup_id=cleanup_id, cause_id=decision(at), on=TODAY, by=at.supervisor, at=NOON
    )
    assert [conclusion for _, _, conclusion in seen.documents] == [Conclusion.REPEAL, Conclusion.EXPIRED] * 2
    assert not [each for each in seen.findings if each.severity == "error"]
    assert not Change.objects.exists()


def test_lists_go_before_the_public_as_an_item_and_then_decide_what_may_be_used() -> None:
    at = field()
    cleanup_id = at.start()
    with pytest.raises(Refused, match="还有3个机关"):
        draft_lists(cleanup_id=cleanup_id, agency_id=at.top.pk, by=at.supervisor, at=NOON)
    at.all_in(cleanup_id)
    late = at.documents[at.bodies[0].pk][2]  # to be repealed, and not carried out
    assert use_of(late, TODAY) == []
    item_id = draft_lists(cleanup_id=cleanup_id, agency_id=at.top.pk, by=at.supervisor, at=NOON)
    body = Edition.objects.get(item=item_id).body
    assert "一、继续有效的文件目录（2件）" in body
    assert "三、废止的文件目录（2件）" in body
    assert "云甲乙发〔2020〕3号" in body
    with pytest.raises(Refused, match="已经起草"):
        draft_lists(cleanup_id=cleanup_id, agency_id=at.top.pk, by=at.supervisor, at=NOON)
    Item.objects.filter(pk=item_id).update(first_published_at=NOON)
    (found,) = use_of(late, TODAY)
    assert found.rule == "N603"
    assert use_of(at.documents[at.bodies[0].pk][0], TODAY) == []
    undone = [each for each in read(cleanup_id).findings(TODAY) if each.rule == "N602"]
    assert len([each for each in undone if each.severity == "error"]) == 4
    carry_out(
        cleanup_id=cleanup_id, cause_id=decision(at), on=TODAY, by=at.supervisor, at=NOON, reason="清理"
    )
    left = [each for each in read(cleanup_id).findings(TODAY) if each.severity == "error"]
    assert left == []


def test_results_are_those_of_accepted_lists() -> None:
    at = field()
    cleanup_id = at.start()
    body = body_of(at, cleanup_id)
    at.conclude(body)
    assert sum(map(len, results(read(cleanup_id), TODAY).values())) == 0
    assert [line.judged.conclusion for line in sheet(read(cleanup_id), body.pk, TODAY) if line.judged] == [
        *Conclusion
    ]


def test_progress_asks_the_same_however_many_bodies_there_are(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    at = field(bodies=44, documents=1)
    cleanup_id = at.start()
    with django_assert_max_num_queries(12):
        found = told(cleanup_id)
        assert len(found.rows if found else ()) == 45
    with django_assert_max_num_queries(3):
        (row,) = campaigns(at.supervisor)
    assert (row.bodies, row.missing) == (45, 45)


def test_everything_stands_in_the_log() -> None:
    at = field(bodies=1)
    cleanup_id = at.start()
    at.all_in(cleanup_id)
    actions = set(LogEntry.objects.filter(subject=f"cleanup:{cleanup_id}").values_list("action", flat=True))
    assert actions == {
        "normative.start_cleanup",
        "normative.conclude_cleanup",
        "normative.hand_in_cleanup",
        "normative.accept_cleanup",
    }
