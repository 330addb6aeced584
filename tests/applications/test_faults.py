"""Bad input: a clear refusal, nothing kept of it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions import Came, Found, Opinion, Question, Said, Task, Unfit
from gongkai.applications.actions.citizens import NOT_FOUND, find
from gongkai.applications.models import Application, Decision, Way
from gongkai.applications.queries.case import case
from gongkai.applications.queries.deciding import Part
from gongkai.applications.queries.filing import Filing, Thing
from gongkai.applications.queries.listing import Filter, applications
from gongkai.applications.queries.status import status
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Party
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import form_for
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.applications.office import (
    CLERK,
    HEAD,
    MONDAY,
    NOON,
    OFFICER,
    SUPERVISOR,
    Office,
    after,
    application,
    company,
    confirmed,
    decided,
    drafted,
    filing,
    office,
    registered,
    sent,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def acts(*each: Callable[[], object]) -> tuple[Callable[[], object], ...]:
    return each


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "nobody"}, "kind"),
        ({"name": " "}, "name"),
        ({"identity": "library_card"}, "identity"),
        ({"identity_no": "110105194912310021"}, "identity_no"),
        ({"identity_no": ""}, "identity_no"),
        ({"telephone": "12345"}, "telephone"),
        ({"telephone": "", "email": "", "address": ""}, "telephone"),
        ({"email": "nobody"}, "email"),
        ({"postcode": "12"}, "postcode"),
        ({"medium": "stone"}, "medium"),
        ({"route": "pigeon"}, "route"),
        ({"things": ()}, "things.0.name"),
        ({"things": (Thing(" "),)}, "things.0.name"),
        ({"things": tuple(Thing(f"第{n}项") for n in range(11))}, "things"),
        ({"things": (Thing("长" * 201),)}, "things.0.name"),
        ({"things": (Thing("甲"), Thing("乙", description="长" * 5_001))}, "things.1.description"),
        ({"things": (Thing("甲\0"),)}, "things.0.name"),
        ({"things": (Thing("甲", description="\ud800"),)}, "things.0.description"),
        ({"name": "云\0小舟"}, "name"),
        ({"name": "长" * 101}, "name"),
        ({"address": "长" * 201}, "address"),
        ({"help_needed": "长" * 201}, "help_needed"),
        ({"help_needed": "\0"}, "help_needed"),
        ({"postcode": "\0"}, "postcode"),
    ],
)
def test_a_form_that_lacks_something_is_told_where(
    at: Office, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Unfit) as told:
        submitted(at, form=filing(**changes))
    assert field in told.value.wrong
    assert_nothing_kept()


@pytest.mark.parametrize(
    "changes", [{"credit_code": ""}, {"credit_code": "91110000600037342L"}, {"representative": " "}]
)
def test_an_organisation_without_its_code(at: Office, changes: dict[str, str]) -> None:
    with pytest.raises(Unfit):
        submitted(at, form=company(**changes))
    assert_nothing_kept()


def assert_nothing_kept() -> None:
    assert not Application.objects.exists()
    assert not LogEntry.objects.filter(action__startswith="applications.").exists()


def test_a_whole_form_of_the_longest_texts_is_kept(at: Office) -> None:
    thing = Thing("长" * 200, "号" * 60, "述" * 5_000, "时" * 60)
    form = filing(name="舟" * 100, address="路" * 200, help_needed="助" * 200, things=(thing,) * 10)
    one = application(submitted(at, form=form).application_id)
    assert len(one.title) == 200
    assert one.wanted.count() == 10


def test_an_agency_that_takes_none(at: Office) -> None:
    for agency_id in (0, 10**9):
        with pytest.raises(Refused, match="没有这个机关"):
            actions.submit(agency_id=agency_id, filing=filing(), ticket=uuid4(), at=NOON)
    at.agency.ends_on = date(2026, 3, 1)
    at.agency.save()
    with pytest.raises(Refused, match="已经撤销"):
        submitted(at)
    uncoded = office("c")  # without the code that its numbers are made of
    with pytest.raises(Refused, match="还没有设好登记编号"):
        submitted(uncoded)
    assert_nothing_kept()


def test_days_that_cannot_be(at: Office) -> None:
    for arrived in (MONDAY + timedelta(days=1), date(2019, 5, 14), date(1900, 1, 1)):
        with pytest.raises(Refused):
            registered(at, arrived_on=arrived)
    with pytest.raises(Refused, match="网上申请"):
        registered(at, way=Way.PORTAL)
    assert_nothing_kept()
    one = submitted(at).application_id
    for on in (MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)):
        with pytest.raises(Refused):
            actions.confirm(application_id=one, on=on, by=at[OFFICER], at=NOON)
    actions.confirm(application_id=one, by=at[OFFICER], at=NOON)
    past, future = MONDAY - timedelta(days=1), after(9).date()
    for on in (past, future):
        with pytest.raises(Refused):
            actions.withdraw(application_id=one, on=on, by=at[OFFICER], at=after(2))
        question = Question(Party.THIRD_PARTY, "云岭虚构公司", "是否同意公开", on=on)
        with pytest.raises(Refused):
            actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(2))
        found = Found("档案室", "词", "全部", "无", found=False)
        with pytest.raises(Refused):
            actions.search(application_id=one, found=found, on=on, by=at[OFFICER], at=after(2))
    task = Task("查找", MONDAY, unit="规划科")
    with pytest.raises(Refused, match="不能早于今天"):
        actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(2))
    with pytest.raises(Refused):
        actions.defer(application_id=one, to=MONDAY, reason="量大", by=at[HEAD], at=after(2))
    with pytest.raises(Refused):
        actions.extend(application_id=one, working_days=0, reason="复杂", by=at[HEAD], at=after(2))
    assert application(one).state == State.IN_REVIEW
    assert application(one).moves == 1


@pytest.mark.parametrize("text", ["", "  ", "长" * 50_001, "有\0无"])
def test_texts_that_cannot_be_kept(at: Office, text: str) -> None:
    one, by, when = confirmed(at), at[OFFICER], after(1)
    task = Task(text, after(3).date(), unit="规划科")
    asked, silent = Question(Party.ORGAN, text, "意见"), Opinion(Party.ORGAN, text, Said.AGREED)
    for act in acts(
        lambda: actions.ask_correction(application_id=one, what=text, by=by, at=when),
        lambda: actions.ask(application_id=one, question=asked, by=by, at=when),
        lambda: actions.record_opinion(application_id=one, opinion=silent, by=by, at=when),
        lambda: actions.ask_reasons(application_id=one, what=text, by=by, at=when),
        lambda: actions.propose_extension(application_id=one, working_days=5, reason=text, by=by, at=when),
        lambda: actions.extend(application_id=one, working_days=5, reason=text, by=at[HEAD], at=when),
        lambda: actions.assign(application_id=one, task=task, by=by, at=when),
        lambda: actions.search(
            application_id=one, found=Found(text, text, text, text, found=True), by=by, at=when
        ),
        lambda: actions.note(application_id=one, text=text, by=by, at=when),
        lambda: actions.remind(application_id=one, text=text, by=at[SUPERVISOR], at=when),
        lambda: actions.renew_code(application_id=one, reason=text, by=by, at=when),
        lambda: actions.void(application_id=one, event_id=1, reason=text, by=at[HEAD], at=when),
        lambda: (
            actions.reveal_applicant(
                application_id=one,
                field="name",
                reason=text[:300] if "\0" not in text else text,
                by=by,
                at=when,
            )
            if not text.strip() or "\0" in text
            else actions.note(application_id=one, text=text, by=by, at=when)
        ),
    ):
        with pytest.raises(Refused):
            act()
    assert application(one).moves == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"secrecy": "perhaps"},
        {"personal_data": ""},
        {"public_interest": []},
        {"remedy": "有\0无"},
        {"remedy": object()},
        {"remedy": "长" * 50_001},
    ],
)
def test_facts_of_a_decision_that_cannot_be(at: Office, facts: dict[str, object]) -> None:
    with pytest.raises(Refused):
        drafted(at, confirmed(at), "granted", "provided", when=after(1), **facts)
    assert not Decision.objects.exists()


def test_decisions_that_are_not_as_they_were_read(at: Office) -> None:
    one = confirmed(at)
    decision_id = drafted(at, one, "granted", "provided", when=after(1))
    drafted(at, one, "granted", "provided", when=after(1))
    for act in acts(
        lambda: actions.submit_decision(
            decision_id=decision_id, revision=1, answered={}, by=at[OFFICER], at=after(1)
        ),
        lambda: actions.issue(decision_id=decision_id, by=at[OFFICER], at=after(1)),
        lambda: actions.issue(decision_id=0, by=at[OFFICER], at=after(1)),
        lambda: actions.save_decision(
            application_id=one,
            parts=[Part(1, "granted", "provided")],
            text="略",
            facts={},
            by=at[OFFICER],
            at=after(1),
            revision=1,
        ),
        lambda: actions.note(application_id=one, text="迟了", by=at[OFFICER], at=after(1), moves=1),
        lambda: actions.note(application_id=10**9, text="没有", by=at[OFFICER], at=after(1)),
    ):
        with pytest.raises(Refused):
            act()
    sent(at, decision_id, when=after(1))
    with pytest.raises(Refused, match="审签"):
        actions.drop_decision(decision_id=decision_id, by=at[OFFICER], at=after(1))
    with pytest.raises(Refused, match="没有完成审签"):
        actions.issue(decision_id=decision_id, by=at[OFFICER], at=after(1))


@pytest.mark.parametrize("code", ["", "AAAAAAAA", "长" * 41, "\0", "' OR 1=1 --", "a" * 100_000])
def test_wrong_codes_find_nothing(at: Office, code: str) -> None:
    receipt = submitted(at)
    assert find(receipt.number, code) is None
    for act in acts(
        lambda: actions.supplement(number=receipt.number, code=code, text="补充", at=NOON),
        lambda: actions.take_back(number=receipt.number, code=code, at=NOON),
        lambda: actions.rate(number=receipt.number, code=code, stars=5, text="", at=NOON),
        lambda: actions.take_back(number=code, code=receipt.code, at=NOON),
    ):
        with pytest.raises(Refused) as told:
            act()
        assert str(told.value) == NOT_FOUND
    assert application(receipt.application_id).moves == 0


def test_right_codes_however_they_are_typed(at: Office) -> None:
    receipt, other = submitted(at), submitted(at)
    typed = f" {receipt.code[:4].lower()} {receipt.code[4:]} "
    assert find(receipt.number.lower(), typed) == receipt.application_id
    assert find(receipt.number, other.code) is None
    code = actions.renew_code(
        application_id=receipt.application_id, reason="当面核对证件", by=at[CLERK], at=NOON
    )
    assert find(receipt.number, receipt.code) is None
    assert find(receipt.number, code) == receipt.application_id


def test_ratings(at: Office) -> None:
    receipt = submitted(at)
    rate = partial(actions.rate, number=receipt.number, code=receipt.code, text="", at=after(3))
    with pytest.raises(Refused, match="答复以后"):
        rate(stars=5)
    actions.confirm(application_id=receipt.application_id, by=at[OFFICER], at=NOON)
    decided(at, receipt.application_id, "granted", "provided", when=after(2))
    for stars in (0, 6, -1):
        with pytest.raises(Refused, match="一到五"):
            rate(stars=stars)
    rate(stars=4)
    with pytest.raises(Refused, match="已经评价"):
        rate(stars=5)
    assert status(receipt.application_id, after(3).date()).rated


def test_without_keys_nothing_is_taken_in(at: Office, settings: Settings) -> None:
    before = submitted(at)
    settings.SEALING_KEYS = ""
    with pytest.raises(Refused, match="加密密钥不可用"):
        submitted(at)
    with pytest.raises(Refused, match="加密密钥不可用"):
        registered(at)
    with pytest.raises(Refused, match="加密密钥不可用"):
        find(before.number, before.code)
    with pytest.raises(Refused, match="加密密钥不可用"):
        actions.take_back(number=before.number, code=before.code, at=NOON)
    for act in acts(
        lambda: actions.renew_code(
            application_id=before.application_id, reason="当面核对", by=at[OFFICER], at=NOON
        ),
        lambda: actions.reveal_applicant(
            application_id=before.application_id, field="name", reason="核实", by=at[OFFICER], at=NOON
        ),
    ):
        with pytest.raises(Refused):
            act()
    seen = case(at[OFFICER], before.application_id, MONDAY)
    assert seen is not None
    assert seen.person.name == "（无法解密）"
    assert [line.applicant for line in applications(at[OFFICER], Filter(), MONDAY).rows] == ["（无法解密）"]
    assert Application.objects.count() == 1


def test_figures_of_no_year_and_no_cell(at: Office) -> None:
    from gongkai.applications.queries.counting import behind, table_three

    assert set(table_three([], Period(2026)).values()) == {0}
    assert set(table_three([at.agency.pk], Period(2026))) == {
        cell for cell in form_for(2026).cells if cell.startswith("t3.")
    }
    with pytest.raises(LookupError):
        table_three([at.agency.pk], Period(2018))
    for cell in ("", "t3", "t3.granted", "t3.granted.nobody", "t4.review.total", "t3.'.total"):
        assert behind([at.agency.pk], Period(2026), cell) == []


def test_a_filing_of_nothing(at: Office) -> None:
    with pytest.raises(Unfit):
        actions.submit(agency_id=at.agency.pk, filing=Filing(), ticket=uuid4(), at=NOON)
    with pytest.raises(Refused):
        actions.register(
            agency_id=at.agency.pk,
            filing=filing(),
            came=Came(Way.FAX, MONDAY, note="长" * 2_001),
            ticket=uuid4(),
            by=at[CLERK],
            at=NOON,
        )
    assert_nothing_kept()
