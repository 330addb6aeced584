"""After an answer by the reply link: sent twice, late, when nothing can be said any more, a new code, reasons judged."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.applications import actions
from gongkai.applications.actions import Opinion, Refused, Reply, Said, holding, replying
from gongkai.applications.actions.replying import CLOSED, NOT_FOUND
from gongkai.applications.models import Application, Doing, Event, ReplyLink
from gongkai.applications.queries.case import case
from gongkai.applications.queries.consulting import to_judge
from gongkai.law.ledger import Kind, Party
from gongkai.law.outcomes.decision import Opinion as Weighed
from gongkai.records.models import LogEntry
from tests.applications.office import (
    HANDLER,
    HEAD,
    OFFICER,
    after,
    application,
    confirmed,
    decided,
    drafted,
    office,
)
from tests.applications.replying import (
    AGREE,
    FIRM,
    OBJECT,
    answer,
    ask,
    asked,
    code_of,
    link,
    panel,
    paper,
    said,
    shown,
    silent,
    weighed,
)
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def one(at: Office) -> int:
    return asked(at)


class TestOnce:
    """Sent twice it is one opinion."""

    @pytest.mark.parametrize("late", [False, True])
    def test_the_same_again_changes_nothing(self, at: Office, one: int, *, late: bool) -> None:
        if late:
            silent(at, one)
        held, day = link(one), 19 if late else 3
        what = Reply(OBJECT.said, OBJECT.reasons, OBJECT.part, (paper(),))
        answer(held, what, day=day)
        before, moves = said(one), application(one).moves
        logged = LogEntry.objects.count()
        answer(
            held,
            Reply(what.said, f" {what.reasons} ", what.part, (paper(),)),
            day=day,
        )
        assert (said(one), application(one).moves, LogEntry.objects.count()) == (before, moves, logged)

    @pytest.mark.parametrize(
        "other",
        [AGREE, Reply(Said.OBJECTED, "别的理由"), Reply(Said.OBJECTED, OBJECT.reasons, OBJECT.part, ())],
    )
    def test_another_opinion_is_refused(self, one: int, other: Reply) -> None:
        first = Reply(OBJECT.said, OBJECT.reasons, OBJECT.part, (paper(),))
        answer(link(one), first)
        before = said(one)
        with pytest.raises(Refused, match="不能再次提交"):
            answer(link(one), other)
        assert said(one) == before

    def test_two_at_the_same_time(self, one: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """The second one has looked before the first was done, and waits for it."""
        held, take = link(one), holding.taken

        def first(*given: Any) -> Application:
            monkeypatch.setattr(replying, "taken", take)
            answer(held, OBJECT)
            return take(*given)

        monkeypatch.setattr(replying, "taken", first)
        answer(held, OBJECT)
        assert said(one).count(Kind.THIRD_PARTY_ANSWERED) == 1

    def test_what_the_desk_took_back_can_be_said_anew(self, at: Office, one: int) -> None:
        answer(link(one), OBJECT)
        event = Event.objects.get(application=one, kind=Kind.THIRD_PARTY_ANSWERED)
        actions.void(application_id=one, event_id=event.pk, reason="误记", by=at[HEAD], at=after(4))
        answer(link(one), OBJECT, day=5)
        assert said(one).count(Kind.THIRD_PARTY_ANSWERED) == 2
        assert shown(link(one), after(5)).said == "objected"


class TestLate:
    """After the last day."""

    def test_it_is_entered_and_seen_to_be_late(self, at: Office, one: int) -> None:
        assert shown(link(one), after(17)).late
        answer(link(one), OBJECT, day=18)
        [found] = panel(at, one, 18)
        assert (found.said, found.late, found.online) == ("objected", True, True)
        assert shown(link(one), after(19)).late

    def test_on_the_last_day_it_is_not(self, at: Office, one: int) -> None:
        assert not shown(link(one), after(16)).late
        answer(link(one), day=16)
        [found] = panel(at, one, 16)
        assert (found.said, found.late) == ("agreed", False)

    def test_after_the_silence_was_entered_it_is_kept_beside_it(self, at: Office, one: int) -> None:
        silent(at, one)
        due = application(one).due_on
        answer(link(one), OBJECT, day=18)
        assert said(one)[-2:] == [Kind.THIRD_PARTY_SILENT, Doing.OPINION_ADDED]
        assert application(one).due_on == due
        [found] = panel(at, one, 18)
        assert found.said == "silent"
        assert found.until == after(16).date()
        assert [each.details["said"] for each in found.added] == ["objected"]
        assert not found.unanswered
        told = shown(link(one), after(18))
        assert (told.said, told.late, told.closed) == ("objected", True, "answered")


class TestClosed:
    """When nothing can be said any more."""

    def refused(self, held: ReplyLink, because: str, day: int) -> None:
        assert shown(held, after(day)).closed == because
        with pytest.raises(Refused) as refusal:
            answer(held, OBJECT, day=day)
        assert str(refusal.value) == CLOSED[because]

    def test_the_desk_has_entered_the_answer(self, at: Office, one: int) -> None:
        opinion = Opinion(Party.THIRD_PARTY, FIRM, Said.AGREED)
        actions.record_opinion(application_id=one, opinion=opinion, by=at[OFFICER], at=after(3))
        self.refused(link(one), "answered", 4)

    def test_the_agency_has_decided(self, at: Office, one: int) -> None:
        silent(at, one)
        decided(at, one, "granted", "provided", when=after(18))
        self.refused(link(one), "ended", 19)

    def test_the_applicant_took_it_back(self, at: Office, one: int) -> None:
        actions.withdraw(application_id=one, by=at[OFFICER], at=after(3))
        self.refused(link(one), "ended", 4)

    def test_the_question_was_taken_back(self, at: Office, one: int) -> None:
        actions.void(application_id=one, event_id=link(one).asked_id, reason="误发", by=at[HEAD], at=after(2))
        self.refused(link(one), "undone", 3)

    def test_they_were_asked_anew(self, at: Office, one: int) -> None:
        first = link(one)
        silent(at, one)
        second = ask(at, one, day=18)
        self.refused(first, "anew", 19)
        answer(second, day=19)


class TestRenewed:
    """重发回复码."""

    def renew(self, at: Office, one: int, *, day: int = 2, **changes: Any) -> str:
        given: dict[str, Any] = {"reason": "电话核对单位和经办人", "by": at[OFFICER]} | changes
        asked = given.pop("asked", None)
        return actions.renew_reply(
            application_id=one, asked=link(one).asked_id if asked is None else asked, at=after(day), **given
        )

    def test_the_old_code_is_dead(self, at: Office, one: int) -> None:
        held, old = link(one), code_of(link(one))
        new = self.renew(at, one)
        assert new != old
        with pytest.raises(Refused) as refusal:
            answer(held, code=old)
        assert str(refusal.value) == NOT_FOUND
        answer(held, code=new)
        [found] = panel(at, one)
        assert found.link
        assert found.link.renewed_at == after(2)
        assert said(one).count(Doing.REPLY_RENEWED) == 1
        entry = LogEntry.objects.get(action="applications.renew_reply")
        assert new not in f"{entry.details}{entry.reason}"

    def test_without_saying_how_it_was_made_sure(self, at: Office, one: int) -> None:
        with pytest.raises(Refused, match="核实身份的方式"):
            self.renew(at, one, reason=" ")

    def test_not_after_the_answer_nor_without_a_link(self, at: Office, one: int) -> None:
        with pytest.raises(Refused, match="没有可以重发的回复码"):
            self.renew(at, one, asked=0)
        answer(link(one), day=2)
        with pytest.raises(Refused, match="没有可以重发的回复码"):
            self.renew(at, one)

    def test_still_after_their_silence(self, at: Office, one: int) -> None:
        silent(at, one)
        answer(link(one), code=self.renew(at, one, day=18), day=18)

    def test_of_another_case_there_is_none(self, at: Office, one: int) -> None:
        other = confirmed(at)
        with pytest.raises(Refused):
            self.renew(at, other, asked=link(one).asked_id)

    def test_whoever_only_works_on_a_part_may_not(self, at: Office, one: int) -> None:
        with pytest.raises(PermissionDenied):
            self.renew(at, one, by=at[HANDLER])


class TestJudged:
    """Whether the reasons of an objection hold."""

    def judge(self, at: Office, one: int, *, holds: bool, who: str = FIRM) -> None:
        actions.judge_opinion(
            application_id=one,
            party=Party.THIRD_PARTY,
            who=who,
            reasonable=holds,
            note="报价构成没有公开过",
            by=at[OFFICER],
            at=after(4),
        )

    @pytest.mark.parametrize("holds", [True, False])
    def test_once_and_the_decision_knows(self, at: Office, one: int, *, holds: bool) -> None:
        answer(link(one), OBJECT)
        found = case(at[OFFICER], one, after(4).date())
        assert found
        assert [(each.party, each.who) for each in to_judge(found)] == [(Party.THIRD_PARTY, FIRM)]
        draft = drafted(at, one, "granted", "provided", when=after(4))
        assert [each.reasonable for each in weighed(draft)] == [None]
        self.judge(at, one, holds=holds)
        [shown_now] = panel(at, one)
        assert shown_now.reasonable is holds
        [found_now] = weighed(draft)
        assert (found_now.opinion, found_now.reasonable) == (Weighed.OBJECTED, holds)
        with pytest.raises(Refused, match="没有待审核的理由"):
            self.judge(at, one, holds=not holds)

    def test_a_judgement_that_was_taken_back_is_none(self, at: Office, one: int) -> None:
        answer(link(one), OBJECT)
        self.judge(at, one, holds=True)
        event = Event.objects.get(application=one, kind=Doing.OPINION_JUDGED)
        actions.void(application_id=one, event_id=event.pk, reason="误记", by=at[HEAD], at=after(4))
        assert panel(at, one)[0].reasonable is None
        self.judge(at, one, holds=False)
        assert panel(at, one)[0].reasonable is False

    @pytest.mark.parametrize("before", ["nothing", "agreed", "judged at once", "silent"])
    def test_where_there_is_nothing_to_judge(self, at: Office, one: int, before: str) -> None:
        known: dict[str, Callable[[], None]] = {
            "nothing": lambda: None,
            "agreed": lambda: answer(link(one)),
            "judged at once": lambda: actions.record_opinion(
                application_id=one,
                opinion=Opinion(Party.THIRD_PARTY, FIRM, Said.OBJECTED, reasons="秘密", reasonable=True),
                by=at[OFFICER],
                at=after(3),
            ),
            "silent": lambda: silent(at, one),
        }
        known[before]()
        with pytest.raises(Refused, match="没有待审核的理由"):
            self.judge(at, one, holds=True)
        assert Event.objects.filter(kind=Doing.OPINION_JUDGED).count() == 0


def test_a_case_whose_term_is_over_has_no_codes(one: int) -> None:
    """Anonymising takes the links away."""
    from gongkai.applications.actions.anonymising import _forget_course

    answer(link(one))
    _forget_course(application(one))
    assert not ReplyLink.objects.exists()
