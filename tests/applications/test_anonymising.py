"""When the term of a case is over: what says who applied is gone from every table and file, what was counted stays."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from pytest_django import Settings

from gongkai.accounts.models import User
from gongkai.applications import access, actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Refused, anonymising
from gongkai.applications.actions.citizens import find
from gongkai.applications.actions.holding import Held, enter
from gongkai.applications.actions.keeping import remind_of_terms, to_remind
from gongkai.applications.models import Application, CaseFile, Doing, Event, Letter, Material
from gongkai.applications.queries.case import case
from gongkai.applications.queries.counting import table_three
from gongkai.applications.queries.proposals import waiting
from gongkai.applications.queries.repeats import repeats_of
from gongkai.applications.queries.retention import asked_of, how_many_over, over
from gongkai.applications.queries.status import status
from gongkai.law.ledger import Kind
from gongkai.law.report.periods import Period
from gongkai.records.access import OPERATOR
from gongkai.records.actions.previews import remove_bytes
from gongkai.records.models import LogEntry, Message, StoredFile
from gongkai.records.queries.chain import faults
from gongkai.records.queries.files import damaged, path_of
from gongkai.signoff.actions import set_chain
from tests.applications.closing import PERSONAL, SEALED, YEARS, anonymised, ended, text_file
from tests.applications.office import HEAD, LEADER, OFFICER, Office, after, application, confirmed, office

pytestmark = pytest.mark.django_db
LATER = after(8) + YEARS


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return office()


def test_nothing_of_a_person_is_left_anywhere(at: Office, settings: Settings) -> None:
    """Each of these strings was there: in a table, or in a file."""
    one = ended(at)
    before = everything(settings)
    assert [each for each in PERSONAL if each not in before] == list(SEALED)
    anonymised(at, one, LATER)
    run_removal()
    left = everything(settings)
    assert [each for each in PERSONAL if each in left] == []
    assert list(faults()) == []
    assert list(damaged(digests=True)) == []


def everything(settings: Settings) -> str:
    """Every row and every byte."""
    files = [path for path in Path(settings.FILES).rglob("*") if path.is_file()]
    texts = [path.read_bytes().decode("utf-8", "replace") for path in files]
    return "\n".join([rows(), *texts])


def rows() -> str:
    """Every row of every table, with the characters that JSON writes by their numbers."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names of our own tables
            said += [str(row) for row in cursor.fetchall()]
    return re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), "\n".join(said))


def run_removal() -> None:
    digests = sorted(StoredFile.objects.filter(erased_at__isnull=False).values_list("digest", flat=True))
    remove_bytes(digests=digests, at=LATER + timedelta(days=2))


def test_every_file_of_the_case_goes_and_no_other(at: Office) -> None:
    one, other = ended(at), confirmed(at, when=after(0))
    shared = text_file("共用.txt", "两件案卷都有")
    by = at[OFFICER]
    for each in (one, other):
        actions.note(application_id=each, text="", files=[shared], by=by, at=after(8))
    mine = {file.digest for file in StoredFile.objects.filter(pk__in=files_of(one))}
    anonymised(at, one, LATER)
    assert StoredFile.objects.filter(pk__in=files_of(one), erased_at__isnull=True).count() == 0
    assert all(path_of(digest).is_file() for digest in mine)  # until it is certain that the rows say so
    run_removal()
    assert {digest for digest in mine if path_of(digest).is_file()} == {shared.received.digest}
    assert set(StoredFile.objects.filter(pk__in=files_of(one)).values_list("digest", flat=True)) == mine


def files_of(one: int) -> set[int]:
    found = set(CaseFile.objects.filter(application=one).values_list("file", flat=True))
    for columns in (
        *Letter.objects.filter(application=one).values_list("pdf", "docx"),
        *Material.objects.filter(application=one).values_list("original", "given"),
    ):
        found.update(each for each in columns if each)
    return found


def test_a_file_that_another_case_refers_to_stays(at: Office) -> None:
    one, other = ended(at), confirmed(at, when=after(0))
    held = CaseFile.objects.filter(application=one, use="evidence").first()
    assert held is not None
    event = Event.objects.filter(application=other).earliest("pk")
    CaseFile.objects.create(
        application_id=other, event=event, use="evidence", file=held.file, name="材料.txt"
    )
    anonymised(at, one, LATER)
    assert StoredFile.objects.get(pk=held.file_id).erased_at is None


def test_what_was_counted_stays_as_it_was(at: Office) -> None:
    one = ended(at)
    kept = ("number", "row", "state", "handled_on", "receipt_on", "due_on", "closed_on", "applicant_kind")
    before = Application.objects.filter(pk=one).values(*kept).get()
    clock = (found := case(at[OFFICER], one, LATER.date())) and (found.clock.limits, found.clock.state)
    counted = [table_three([at.agency.pk], Period(year)) for year in (2025, 2026, 2027)]
    anonymised(at, one, LATER)
    assert Application.objects.filter(pk=one).values(*kept).get() == before
    assert [table_three([at.agency.pk], Period(year)) for year in (2025, 2026, 2027)] == counted
    again = case(at[OFFICER], one, LATER.date())
    assert again is not None
    assert (again.clock.limits, again.clock.state) == clock
    letter = Letter.objects.get(application=one, decision__isnull=False)
    assert letter.number
    assert letter.served_on


def test_the_code_opens_nothing_and_the_page_says_why_nothing_is_there(at: Office) -> None:
    one = ended(at)
    number, code = application(one).number, application(one).code.unsealed()
    assert find(number, code) == one
    anonymised(at, one, LATER)
    assert find(number, code) is None
    assert find(number, "") is None
    assert anonymising.GONE in status(one, LATER.date()).reply_text


def test_before_the_term_is_over_nothing_goes(at: Office) -> None:
    one = ended(at)
    soon = after(8) + timedelta(days=9 * 365)
    with pytest.raises(Refused, match="保管期限到2036年"):
        actions.propose_anonymising(application_id=one, by=at[OFFICER], at=soon)
    with pytest.raises(Refused, match="保管期限到2036年"):
        actions.anonymise(application_id=one, by=at[HEAD], at=soon)
    assert over(at[OFFICER], soon.date()) == []


def test_a_review_or_suit_makes_the_term_longer_or_keeps_it_from_beginning(at: Office) -> None:
    one = ended(at)
    held = Held(application(one), at[OFFICER], after(9), None)
    enter(held, Kind.REVIEW_APPLIED)
    with pytest.raises(Refused, match="尚未审结"):
        actions.propose_anonymising(application_id=one, by=at[OFFICER], at=LATER)
    enter(held, Kind.REVIEW_DECIDED)
    with pytest.raises(Refused, match="保管期限到2056年"):
        actions.propose_anonymising(application_id=one, by=at[OFFICER], at=LATER)
    assert over(at[OFFICER], LATER.date()) == []
    assert how_many_over(LATER.date()) == {}


def test_one_asks_and_another_does_it(at: Office) -> None:
    one = ended(at)
    with pytest.raises(Refused, match="还没有人请求"):
        actions.anonymise(application_id=one, by=at[HEAD], at=LATER)
    actions.propose_anonymising(application_id=one, by=at[HEAD], at=LATER)
    with pytest.raises(Refused, match="已经有人请求"):
        actions.propose_anonymising(application_id=one, by=at[OFFICER], at=LATER)
    with pytest.raises(Refused, match="应当是两个人"):
        actions.anonymise(application_id=one, by=at[HEAD], at=LATER)
    asked = asked_of(one)
    assert asked is not None
    actions.void(application_id=one, event_id=asked.event_id, reason="再看看", by=at[LEADER], at=LATER)
    with pytest.raises(Refused, match="还没有人请求"):
        actions.anonymise(application_id=one, by=at[LEADER], at=LATER)
    actions.propose_anonymising(application_id=one, by=at[HEAD], at=LATER)
    actions.anonymise(application_id=one, by=at[LEADER], at=LATER)
    told = Event.objects.get(application=one, kind=Doing.ANONYMISED)
    assert (told.details["rule"], told.details["proposed_by"]) == ("P404", at[HEAD].username)
    assert LogEntry.objects.filter(action="applications.anonymise", subject=f"application:{one}").count() == 1


def test_a_second_time_nothing_happens_and_nothing_new_comes_in(at: Office) -> None:
    one = ended(at)
    anonymised(at, one, LATER)
    events, logged = Event.objects.filter(application=one).count(), LogEntry.objects.count()
    actions.anonymise(application_id=one, by=at[HEAD], at=LATER + timedelta(days=1))
    assert (Event.objects.filter(application=one).count(), LogEntry.objects.count()) == (events, logged)
    with pytest.raises(PermissionDenied):
        actions.anonymise(application_id=one, by=at[OFFICER], at=LATER)
    with pytest.raises(Refused, match="个人信息已经去除"):
        actions.note(application_id=one, text="云小舟又来了", by=at[OFFICER], at=LATER)
    assert access.possible(at[HEAD], application(one)) == (Act.ARCHIVE,)


def test_whoever_is_killed_in_the_middle_leaves_nothing_half(
    at: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = ended(at)

    def broken(**_: object) -> None:
        raise KeyboardInterrupt

    actions.propose_anonymising(application_id=one, by=at[OFFICER], at=LATER)
    before = rows()
    monkeypatch.setattr(anonymising, "erase", broken)
    with pytest.raises(KeyboardInterrupt):
        actions.anonymise(application_id=one, by=at[HEAD], at=LATER)
    assert rows() == before


def test_it_is_found_by_no_other_case(at: Office) -> None:
    """Two who are anonymous are not the same applicant, and ask for nothing that could be told."""
    one, other = ended(at), ended(at)
    assert [each.id for each in repeats_of(at[OFFICER], one)] == [other]
    for each in (one, other):
        anonymised(at, each, LATER)
    assert repeats_of(at[OFFICER], one) == []
    assert waiting(at[OFFICER], LATER.date()) == []


def test_names_of_what_was_disclosed_stay_where_somebody_says_that_they_may(at: Office) -> None:
    one = ended(at)
    anonymised(at, one, LATER, keep_names=True)
    assert application(one).title == "虚构征地公告"
    thing = application(one).wanted.get()
    assert (thing.name, thing.description, thing.document_no, thing.key) == ("虚构征地公告", "", "", "")


def test_what_was_prepared_to_be_signed_says_nothing_any_more(at: Office) -> None:
    one = confirmed(at)
    signature = [{"id": "signature", "title": "签发", "role": "office_head"}]
    agency = at.agency.pk
    set_chain(agency_id=agency, kind="reason_request", steps=[signature], by=OPERATOR, at=after(1))
    said = {"what": "请说明水塘边的宅院"}
    made = actions.prepare(application_id=one, act=Act.ASK_REASONS, said=said, by=at[OFFICER], at=after(1))
    actions.submit_prepared(prepared_id=made, revision=1, by=at[OFFICER], at=after(1))
    actions.withdraw(application_id=one, by=at[OFFICER], at=after(2))
    assert "水塘边的宅院" in rows()
    anonymised(at, one, LATER)
    assert "水塘边的宅院" not in rows()


def test_messages_to_the_applicant_lose_their_address(at: Office) -> None:
    one = ended(at)
    theirs = Message.objects.filter(about=f"application:{one}", key__startswith="applicant:")
    assert theirs.exists()
    assert all(each.to for each in theirs)
    anonymised(at, one, LATER)
    assert [each.to for each in theirs.all() if each.to] == []


def test_what_is_over_is_listed_with_what_may_be_done(
    at: Office, django_assert_max_num_queries: object
) -> None:
    ended(at)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        (row,) = over(at[OFFICER], LATER.date())
    assert (row.asked, row.acts) == (None, (Act.PROPOSE_ANONYMISING,))
    assert over(office("b")[OFFICER], LATER.date()) == []
    actions.propose_anonymising(application_id=row.id, by=at[OFFICER], at=LATER)
    (row,) = over(at[LEADER], LATER.date())
    assert row.asked is not None
    assert (row.acts, row.own) == ((Act.ANONYMISE,), False)
    assert how_many_over(LATER.date()) == {at.agency.pk: 1}


def test_who_keeps_the_files_is_told_once_a_month_and_nothing_goes(at: Office) -> None:
    one = ended(at)
    User.objects.filter(username=at[HEAD].username).update(email="zhuren@example.cn")
    for days in (0, 1, 40):
        day = LATER + timedelta(days=days)
        remind_of_terms(at=day, prepared=to_remind(at=day))
    told = Message.objects.filter(key__startswith="terms:")
    assert [each.subject for each in told] == ["【提醒】1 件申请的案卷保管期限届满"] * 2
    assert application(one).anonymised_at is None
