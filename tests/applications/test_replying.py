"""The reply link: whoever was asked opens it by number and code and answers; the same facts as those that the desk enters."""

import pytest

from gongkai.applications import actions
from gongkai.applications.actions import Opinion, Refused, Reply, Said
from gongkai.applications.actions.citizens import MOST_FILES
from gongkai.applications.models import Application, Event, FileUse, ReplyLink
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Kind, Party
from gongkai.records.models import LogEntry
from tests.applications.office import (
    CLERK,
    OFFICER,
    after,
    application,
    confirmed,
    office,
)
from tests.applications.replying import (
    AGREE,
    BUREAU,
    FIRM,
    WHAT,
    answer,
    ask,
    asked,
    code_of,
    link,
    paper,
    said,
    shown,
)
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def one(at: Office) -> int:
    return asked(at)


class TestMade:
    """The link comes with the question."""

    def test_with_the_question_for_third_parties_and_organs(self, at: Office, one: int) -> None:
        third, organ = link(one), ask(at, one, BUREAU, party=Party.ORGAN)
        assert third.number != organ.number
        assert code_of(third) != code_of(organ)
        for held in (third, organ):
            assert held.number.startswith("YJ")
            assert len(held.number) == 12
            assert len(code_of(held)) == 8
            assert code_of(held) not in str(held.code)
            assert held.made_at == after(1)
            assert held.opened_at is None

    def test_a_question_that_is_refused_leaves_none(self, at: Office, one: int) -> None:
        before = ReplyLink.objects.count()
        with pytest.raises(Refused):
            ask(at, one)  # asked already
        assert ReplyLink.objects.count() == before

    def test_neither_the_log_nor_an_event_nor_a_letter_has_the_code(self, one: int) -> None:
        held = link(one)
        answer(held)
        code = code_of(held)
        kept = [
            *LogEntry.objects.values_list("details", "reason", "subject"),
            *Event.objects.values_list("note", "details", "who"),
            *Application.objects.get(pk=one).letters.values_list("said", "digest", "who"),
        ]
        assert code not in str(kept)


class TestOpening:
    """Number and code."""

    def test_opened_first_and_again(self, one: int) -> None:
        held = link(one)
        for when in (after(2), after(3)):
            found = actions.fetch_question(
                number=f" {held.number.lower()} ",
                code=f"{code_of(held)[:4]} {code_of(held)[4:].lower()}",
                at=when,
            )
            assert found == held.pk
        held.refresh_from_db()
        assert held.opened_at == after(2)
        logged = LogEntry.objects.filter(action="applications.reply_fetched")
        assert [entry.subject for entry in logged] == [f"application:{one}"] * 2
        assert {entry.actor for entry in logged} == {"consulted"}

    def test_opening_moves_nothing(self, one: int) -> None:
        before, events = application(one).moves, said(one)
        actions.fetch_question(number=link(one).number, code=code_of(link(one)), at=after(2))
        assert (application(one).moves, said(one)) == (before, events)

    @pytest.mark.parametrize("wrong", ["number", "code", "both", "blank", "nul", "long"])
    def test_wrong_ones_open_nothing_and_are_logged(self, one: int, wrong: str) -> None:
        held = link(one)
        number, code = {
            "number": ("YJ0000000000", code_of(held)),
            "code": (held.number, "AAAAAAAA"),
            "both": ("云小舟", "11010519491231002X"),
            "blank": ("", ""),
            "nul": (f"{held.number}\0", "\0"),
            "long": ("Y" * 5_000, "A" * 5_000),
        }[wrong]
        assert actions.fetch_question(number=number, code=code, at=after(2), address="192.0.2.9") is None
        held.refresh_from_db()
        assert held.opened_at is None
        entry = LogEntry.objects.latest("seq")
        assert entry.action == "applications.reply_not_found"
        known = wrong in ("code", "nul")
        assert entry.subject == (f"application:{one}" if known else "reply_link")
        assert "11010519491231002X" not in f"{entry.details}{entry.reason}{entry.subject}"
        with pytest.raises(Refused, match="回复编号或者回复码不对"):
            actions.reply(number=number, code=code, what=AGREE, at=after(2))

    def test_a_query_code_of_the_applicant_opens_nothing(self, one: int) -> None:
        held = application(one)
        assert actions.fetch_question(number=held.number, code=str(held.code.unsealed()), at=after(2)) is None


class TestShown:
    """What the page gets."""

    def test_the_question_and_nothing_of_who_applies(self, at: Office, one: int) -> None:
        told = shown(link(one), after(2))
        assert (told.agency, told.party, told.who, told.what) == (
            at.agency.name,
            Party.THIRD_PARTY,
            FIRM,
            WHAT,
        )
        assert told.letter_number.startswith("依申请公开告")
        assert "第三十二条" in told.basis
        assert (told.closed, told.late, told.said) == ("", False, "")
        for private in ("云小舟", "云*", "13900009876", application(one).number):
            assert private not in str(told)

    def test_the_last_day_is_that_of_the_law(self, at: Office, one: int) -> None:
        calendar = installed_calendar()
        asked_on = after(1).date()
        assert shown(link(one), after(2)).until == calendar.after(asked_on, 15)
        other = ask(at, one, "另一虚构公司", day=3)  # a second question does not move the first
        assert shown(link(one), after(4)).until == calendar.after(asked_on, 15)
        assert shown(other, after(4)).until == calendar.after(after(3).date(), 15)

    def test_it_counts_from_the_arrival_of_the_letter(self, at: Office, one: int) -> None:
        letter = application(one).letters.get(kind="third_party_letter")
        service = actions.Service("邮寄签收", on=after(4).date())
        actions.serve_letter(letter_id=letter.pk, service=service, by=at[CLERK], at=after(4))
        told = shown(link(one), after(5))
        assert told.received_on == after(4).date()
        assert told.until == installed_calendar().after(after(4).date(), 15)

    def test_a_co_maker_has_its_own_article(self, at: Office, one: int) -> None:
        told = shown(ask(at, one, BUREAU, party=Party.ORGAN), after(2))
        assert told.party is Party.ORGAN
        assert "第三十四条" in told.basis


class TestAnswering:
    """One opinion, the same event as the desk enters."""

    @pytest.mark.parametrize(
        ("party", "kind"),
        [(Party.THIRD_PARTY, Kind.THIRD_PARTY_ANSWERED), (Party.ORGAN, Kind.ORGAN_ANSWERED)],
    )
    def test_agreed(self, at: Office, party: Party, kind: Kind) -> None:
        one = confirmed(at)
        held = ask(at, one, BUREAU, party=party)
        waits = application(one).state
        answer(held)
        event = Event.objects.get(application=one, kind=kind)
        assert (event.who, event.on, event.by) == (BUREAU, after(3).date(), "consulted")
        assert event.details == {"said": "agreed", "reasonable": None, "online": True}
        assert waits in (State.THIRD_PARTY_CONSULTATION, State.COAGENCY_CONSULTATION)
        assert application(one).state == State.IN_REVIEW
        assert shown(held, after(4)).said == "agreed"

    def test_the_clock_is_that_of_the_desk(self, at: Office, one: int) -> None:
        other = confirmed(at)
        ask(at, other)
        opinion = Opinion(Party.THIRD_PARTY, FIRM, Said.AGREED)
        actions.record_opinion(application_id=other, opinion=opinion, by=at[OFFICER], at=after(6))
        answer(link(one), day=6)
        assert application(one).due_on == application(other).due_on
        assert said(one) == said(other)

    def test_objected_with_reasons_part_and_files(self, one: int) -> None:
        what = Reply(Said.OBJECTED, " 商业秘密 ", " 总价可以公开 ", (paper(),))
        answer(link(one), what)
        event = Event.objects.get(application=one, kind=Kind.THIRD_PARTY_ANSWERED)
        assert event.note == "商业秘密\n可以公开的部分：总价可以公开"
        assert event.files.get().use == FileUse.OPINION
        entry = LogEntry.objects.latest("seq")
        assert entry.action == "applications.reply"
        assert entry.details == {"asked": link(one).asked_id, "said": "objected", "files": 1}

    def test_of_whoever_agrees_no_part_is_kept(self, one: int) -> None:
        answer(link(one), Reply(Said.AGREED, "没有意见", "全部"))
        assert Event.objects.get(application=one, kind=Kind.THIRD_PARTY_ANSWERED).note == "没有意见"

    @pytest.mark.parametrize(
        ("what", "because"),
        [
            (Reply(None), "请选择同意公开或者不同意公开"),
            (Reply(Said.SILENT), "请选择同意公开或者不同意公开"),
            (Reply(Said.OBJECTED), "不同意公开的理由"),
            (Reply(Said.OBJECTED, " \n "), "不同意公开的理由"),
            (Reply(Said.OBJECTED, "长" * 1_501), "理由不能超过1500个字"),
            (Reply(Said.OBJECTED, "秘密", "长" * 401), "可以公开的部分不能超过400个字"),
            (Reply(Said.AGREED, "\0"), "不能保存的字符"),
        ],
    )
    def test_what_lacks_or_is_too_long_is_refused(self, one: int, what: Reply, because: str) -> None:
        before = said(one)
        with pytest.raises(Refused, match=because):
            answer(link(one), what)
        assert said(one) == before
        assert application(one).state == State.THIRD_PARTY_CONSULTATION

    def test_as_long_as_may_be(self, one: int) -> None:
        answer(link(one), Reply(Said.OBJECTED, "长" * 1_500, "长" * 400))
        assert len(Event.objects.get(application=one, kind=Kind.THIRD_PARTY_ANSWERED).note) == 1_909

    def test_too_many_files(self, one: int) -> None:
        many = tuple(paper(f"{number}.txt", f"{number}") for number in range(MOST_FILES + 1))
        with pytest.raises(Refused, match="最多上传"):
            answer(link(one), Reply(Said.AGREED, files=many))

    def test_one_question_is_answered_not_the_other(self, at: Office, one: int) -> None:
        other = ask(at, one, "另一虚构公司", day=2)
        answer(link(one))
        assert application(one).state == State.THIRD_PARTY_CONSULTATION
        assert shown(other, after(4)).closed == ""
        answer(other)
        assert application(one).state == State.IN_REVIEW
