"""What several were given, or propose to publish, waits for a decision; decided, it is remembered.   依据：条例第四十四条"""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.applications import actions
from gongkai.applications.actions import Refused
from gongkai.applications.actions.deflecting import deflect
from gongkai.applications.actions.proposing import DECIDED
from gongkai.applications.models import Applicant, Event, Proposal, Verdict
from gongkai.applications.queries.deciding import Part
from gongkai.applications.queries.deflections import deflected, found_instead
from gongkai.applications.queries.filing import Thing
from gongkai.applications.queries.proposals import (
    Waiting,
    behind_item,
    decided,
    given,
    row_of,
    waiting,
)
from gongkai.applications.queries.status import status
from gongkai.law.duties.settings import AS_SHIPPED
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry
from tests.applications.answering import ASKED, NAMES, answered, asked, got, replied
from tests.applications.office import (
    CLERK,
    HANDLER,
    HEAD,
    LEADER,
    NOON,
    OFFICER,
    SUPERVISOR,
    Office,
    after,
    application,
    company,
    office,
    submitted,
)

pytestmark = pytest.mark.django_db

SEVERAL = AS_SHIPPED.value("same_information_applicants", NOON.date()).value
TODAY = after(6).date()


@pytest.fixture
def at() -> Office:
    return office()


def several(at: Office, many: int = SEVERAL) -> list[actions.Receipt]:
    return [got(at, name) for name in NAMES[:many]]


def propose(receipt: actions.Receipt, days: int = 5) -> None:
    actions.propose(number=receipt.number, code=receipt.code, at=after(days))


def seen(at: Office, role: Role = OFFICER) -> list[Waiting]:
    return waiting(at[role], TODAY)


def begin(_: Waiting) -> int:
    """An item, as far as applications know of it."""
    return 7


def adopt(at: Office, key: str, by: Role = OFFICER, begun: Callable[[Waiting], int] = begin) -> int:
    return actions.adopt(key=key, begin=begun, by=at[by], at=after(6))


class TestWaiting:
    """What the law calls several."""

    def test_as_many_as_the_law_says_and_no_fewer(self, at: Office) -> None:
        several(at, SEVERAL - 1)
        assert seen(at) == []
        last = got(at, NAMES[-1])
        [one] = seen(at)
        assert (one.name, one.applicants, one.proposed, one.mine) == (ASKED, SEVERAL, 0, True)
        assert [each.rule for each in one.found] == ["P304"]
        assert str(SEVERAL) in one.found[0].message
        assert one.found[0].basis.article == "44"
        assert one.duty is None
        assert last.number in {case.number for case in one.behind}
        assert all(case.reply and not case.partly and not case.proposed for case in one.behind)

    def test_one_who_asks_often_is_one(self, at: Office) -> None:
        for _ in range(SEVERAL + 1):
            got(at, NAMES[0])
        assert seen(at) == []

    def test_bodies_count_as_applicants(self, at: Office) -> None:
        several(at, SEVERAL - 1)
        form = company(things=(Thing(ASKED),))
        receipt = submitted(at, form=form)
        actions.confirm(application_id=receipt.application_id, by=at[OFFICER], at=NOON)
        answered(at, receipt.application_id, when=after(4))
        assert [one.applicants for one in seen(at)] == [SEVERAL]

    @pytest.mark.parametrize(
        ("outcome", "variant"),
        [("unable_not_held", "not_exist"), ("granted", "already_public")],
    )
    def test_what_was_not_given_or_is_public_already_does_not_count(
        self, at: Office, outcome: str, variant: str
    ) -> None:
        several(at, SEVERAL - 1)
        got(at, NAMES[-1], outcome, variant)
        assert seen(at) == []

    def test_another_thing_of_the_same_application_does_not_count(self, at: Office) -> None:
        for name in NAMES[:SEVERAL]:
            one = asked(at, name, ASKED, "虚构小区的住户名单").application_id
            parts = [
                Part(1, "unable_not_held", "not_exist", reason="没有"),
                Part(2, "granted", "provided", reason="依据见答复"),
            ]
            replied(at, one, parts, after(3))
        assert [(one.name, one.applicants) for one in seen(at)] == [("虚构小区的住户名单", SEVERAL)]

    def test_another_agency_is_another_matter(self, at: Office) -> None:
        beside = office("b")
        several(at, SEVERAL - 1)
        got(beside, NAMES[-1])
        assert seen(at) == seen(beside) == []
        got(at, NAMES[-1])
        assert len(seen(at)) == 1
        assert seen(beside) == []

    @pytest.mark.parametrize("role", [HANDLER, CLERK, Role.MAILBOX_CLERK, Role.SECURITY_AUDITOR])
    def test_whoever_does_not_read_for_the_agency_sees_nothing(self, at: Office, role: Role) -> None:
        several(at)
        assert seen(at, role) == []
        assert len(seen(at, LEADER)) == 1
        assert [one.mine for one in seen(at, SUPERVISOR)] == [False]

    def test_costs_the_same_for_many_as_for_few(self, at: Office) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert seen(at)
            return len(captured)

        receipts = several(at)
        few = cost()
        for receipt in receipts:
            propose(receipt)
        for name in NAMES:
            one = asked(at, name, "虚构河道的采砂许可").application_id
            answered(at, one, when=after(4))
        assert len(seen(at)) == 2
        assert cost() == few <= 6


class TestApplicants:
    """An applicant may propose."""

    def test_one_who_proposes_is_enough_to_look_at_it(self, at: Office) -> None:
        receipt = got(at, NAMES[0])
        assert status(receipt.application_id, TODAY).can_propose
        propose(receipt)
        [one] = seen(at)
        assert (one.applicants, one.proposed, one.found) == (1, 1, ())
        assert one.duty is not None
        assert (one.duty.rule, one.duty.basis.article) == ("P305", "44")
        assert [case.proposed for case in one.behind] == [True]
        now = status(receipt.application_id, TODAY)
        assert (now.can_propose, now.proposed, now.proposal) == (False, True, None)
        assert now.passed[-1].says == "您建议主动公开"

    def test_once(self, at: Office) -> None:
        receipt = got(at, NAMES[0])
        propose(receipt)
        with pytest.raises(Refused, match="已经提出过"):
            propose(receipt)
        assert Event.objects.filter(kind="proposed").count() == 1

    def test_not_before_the_reply_and_not_of_what_was_not_given(self, at: Office) -> None:
        waits = asked(at, NAMES[0])
        public = got(at, NAMES[1], "granted", "already_public")
        none = got(at, NAMES[2], "unable_not_held", "not_exist")
        for receipt in (waits, public, none):
            assert not status(receipt.application_id, TODAY).can_propose
            with pytest.raises(Refused, match="向您提供信息以后"):
                propose(receipt)
        assert seen(at) == []

    def test_wrong_code_is_refused(self, at: Office) -> None:
        receipt = got(at, NAMES[0])
        with pytest.raises(Refused, match="登记编号或者查询码不对"):
            actions.propose(number=receipt.number, code="AAAAAAAA", at=after(5))

    def test_hears_what_became_of_it(self, at: Office) -> None:
        receipt = got(at, NAMES[0])
        propose(receipt)
        actions.decline(key=seen(at)[0].key, reason="只涉及一个小区", by=at[HEAD], at=after(6))
        assert status(receipt.application_id, TODAY).proposal == (Verdict.DECLINED, "只涉及一个小区")

    def test_an_older_decision_is_not_the_answer(self, at: Office) -> None:
        receipts = several(at)
        actions.decline(key=seen(at)[0].key, reason="只涉及一个小区", by=at[HEAD], at=after(5))
        propose(receipts[0], days=6)
        assert status(receipts[0].application_id, TODAY).proposal is None


class TestDeciding:
    """Adopted or declined, by whom, and what is remembered."""

    def test_adopted_is_done_with(self, at: Office) -> None:
        several(at)
        begun: list[Waiting] = []

        def making(found: Waiting) -> int:
            begun.append(found)
            return 42

        assert adopt(at, seen(at)[0].key, begun=making) == 42
        assert [one.name for one in begun] == [ASKED]
        assert seen(at) == []
        row = row_of(decided(at[OFFICER], Verdict.ADOPTED).get())
        assert (row.name, row.item, row.applicants, row.verdict) == (ASKED, 42, SEVERAL, Verdict.ADOPTED)
        linked = behind_item(at[OFFICER], 42)
        assert linked == row
        assert behind_item(at[HANDLER], 42) is None
        entry = LogEntry.objects.latest("seq")
        assert (entry.action, entry.details["item"]) == ("applications.decide_proposal", 42)
        got(at, NAMES[-1])
        assert seen(at) == []

    def test_what_cannot_be_begun_is_not_adopted(self, at: Office) -> None:
        several(at)

        def failing(_: Waiting) -> int:
            raise Refused("标题过长。")

        with pytest.raises(Refused, match="标题过长"):
            adopt(at, seen(at)[0].key, begun=failing)
        assert not Proposal.objects.exists()
        assert len(seen(at)) == 1

    def test_declined_waits_again_when_more_ask(self, at: Office) -> None:
        several(at)
        actions.decline(key=seen(at)[0].key, reason="涉及商业秘密", by=at[OFFICER], at=after(6))
        assert seen(at) == []
        got(at, NAMES[0])  # one of them, again
        assert seen(at) == []
        got(at, NAMES[-1])
        [one] = seen(at)
        assert one.before is not None
        assert (one.before.reason, one.before.applicants) == ("涉及商业秘密", SEVERAL)
        adopt(at, one.key)
        assert seen(at) == []

    def test_declined_waits_again_when_one_proposes(self, at: Office) -> None:
        receipts = several(at)
        actions.decline(key=seen(at)[0].key, reason="涉及商业秘密", by=at[OFFICER], at=after(5))
        propose(receipts[0], days=6)
        assert [one.proposed for one in seen(at)] == [1]

    def test_reason_is_asked_for(self, at: Office) -> None:
        several(at)
        with pytest.raises(Refused, match="不采纳的理由"):
            actions.decline(key=seen(at)[0].key, reason=" ", by=at[OFFICER], at=after(6))

    @pytest.mark.parametrize("role", [LEADER, SUPERVISOR, Role.LEGAL_REVIEWER])
    def test_whoever_only_reads_does_not_decide(self, at: Office, role: Role) -> None:
        several(at)
        with pytest.raises(PermissionDenied):
            adopt(at, seen(at)[0].key, by=role)
        assert not Proposal.objects.exists()

    def test_of_two_the_second_is_refused(self, at: Office) -> None:
        several(at)
        key = seen(at)[0].key
        adopt(at, key)
        with pytest.raises(Refused, match=DECIDED):
            actions.decline(key=key, reason="不同意", by=at[HEAD], at=after(6))

    def test_of_two_at_the_same_moment_one_is_refused_and_begins_nothing(self, at: Office) -> None:
        several(at)
        key = seen(at)[0].key

        def overtaken(_: Waiting) -> int:
            """A colleague decides while the item is begun."""
            actions.decline(key=key, reason="不同意", by=at[HEAD], at=after(6))
            return 7

        with pytest.raises(Refused, match=DECIDED):
            adopt(at, key, begun=overtaken)

    def test_nothing_personal_is_kept(self, at: Office) -> None:
        several(at)
        adopt(at, seen(at)[0].key)
        [one] = Proposal.objects.values()
        said = str(one) + str(LogEntry.objects.latest("seq").details)
        assert not [name for name in NAMES if name in said]
        prints = Applicant.objects.values_list("identity_print", flat=True)
        assert not [each for each in prints if each in said]


def test_given_are_the_things_that_were_given() -> None:
    parts = [
        {"wanted": 1, "outcome": "granted", "variant": "provided"},
        {"wanted": 2, "outcome": "granted", "variant": "already_public"},
        {"wanted": 3, "outcome": "unable_not_held", "variant": "not_exist"},
        {"wanted": 4, "outcome": "granted", "variant": "provided"},
        {"wanted": 4, "outcome": "denied_third_party", "variant": "privacy"},
        {"wanted": 5, "outcome": "partial", "variant": ""},
    ]
    assert given(parts) == {1: False, 4: True, 5: True}


def test_what_was_found_instead_is_counted(at: Office) -> None:
    beside = office("b")
    for key in ("A/1", "A/2", "A/1"):
        deflect(agency_id=at.agency.pk, key=key, at=NOON)
    deflect(agency_id=beside.agency.pk, key="A/1", at=NOON)
    deflect(agency_id=at.agency.pk, key="A/1", at=NOON.replace(year=2025))
    found = deflected({at.agency.pk}, 2026)
    assert (found.total, found.pages) == (3, (("A/1", 2), ("A/2", 1)))
    assert found_instead(["A/1", "A/3"]) == {"A/1": 4}


def test_number_and_thing_of_a_part_are_found(at: Office) -> None:
    """What was split off counts as what it is."""
    several(at, SEVERAL - 1)
    whole = asked(at, NAMES[-1], "虚构道路的竣工图", ASKED).application_id
    part = actions.split(application_id=whole, positions=[2], by=at[OFFICER], at=after(1))
    answered(at, part, when=after(4))
    assert [one.name for one in seen(at)] == [ASKED]
    assert application(part).number in {case.number for case in seen(at)[0].behind}
