"""Telephone numbers of people: sealed, masked wherever they are read, shown whole by one logged action."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from pytest_django import Settings

from gongkai.accounts import actions, queries
from gongkai.accounts.actions import Number
from gongkai.accounts.models import Contact
from gongkai.accounts.queries import ContactRow
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.models import LogEntry
from gongkai.sealing import rotating
from gongkai.sealing.rotating.columns import Column, columns
from tests.sealing.people import NEW, OLD

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MOBILE, OFFICE = "13900001234", "000-00001234-5"


def holder(role: Role, *reach: int, user_id: int = 900) -> Actor:
    return Actor("guan", "管示例", user_id, (Duty(role, reach[0], frozenset(reach)),))


def oneself(user_id: int) -> Actor:
    return Actor("zhang", "张示例", user_id)


@pytest.fixture
def zhang() -> int:
    user_id = actions.open_account(username="zhang", name="张示例", agency_id=7, by=OPERATOR, at=AT)
    actions.write_contact(user_id=user_id, mobile=MOBILE, office_phone=OFFICE, by=oneself(user_id), at=AT)
    return user_id


def reveal(user_id: int, by: Actor, reason: str = "核实身份", number: Number = Number.MOBILE) -> str:
    return actions.reveal_contact(user_id=user_id, number=number, reason=reason, by=by, at=AT)


def everything() -> str:
    """What all tables hold, as the database gives it."""
    with connection.cursor() as cursor:
        said = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database
            said += [str(row) for row in cursor.fetchall()]
    return "\n".join(said)


def test_numbers_are_sealed_in_the_database_and_masked_when_read(zhang: int) -> None:
    assert queries.contacts([zhang], viewer=OPERATOR) == {zhang: ContactRow("139****1234", "***-5", 7)}
    assert "zhang" in everything()
    assert not [number for number in (MOBILE, OFFICE) if number in everything()]


def test_log_names_what_changed_and_no_number(zhang: int) -> None:
    entry = LogEntry.objects.get(action="accounts.write_contact")
    assert (entry.actor, entry.subject, entry.agency_id) == ("zhang", f"account:{zhang}", 7)
    assert entry.details == {"what": ["手机", "办公电话"]}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"mobile": "+86 139-0000-1234"}, MOBILE),
        ({"mobile": "139 0000 1234 "}, MOBILE),
        ({"office_phone": "（000）00001234"}, "00000001234"),
        ({"office_phone": "000－00001234"}, "000-00001234"),
        ({"office_phone": "8012"}, "8012"),
    ],
)
def test_number_is_kept_in_one_form(zhang: int, given: dict[str, str], kept: str) -> None:
    actions.write_contact(user_id=zhang, **given, by=OPERATOR, at=AT)
    (column,) = given
    assert getattr(Contact.objects.get(), column) == kept


@pytest.mark.parametrize(
    "given",
    [
        {"mobile": "1390000123"},
        {"mobile": "23900001234"},
        {"mobile": "139000012345"},
        {"mobile": "１３９００００１２３４x"},
        {"office_phone": "没有"},
        {"office_phone": "00-1"},
        {"mobile": MOBILE, "office_phone": "1'; DROP"},
    ],
)
def test_what_is_no_number_is_refused_without_repeating_it(zhang: int, given: dict[str, str]) -> None:
    before = LogEntry.objects.count()
    with pytest.raises(actions.Refused) as refused:
        actions.write_contact(user_id=zhang, **given, by=OPERATOR, at=AT)
    assert not [text for text in given.values() if text in str(refused.value)]
    assert LogEntry.objects.count() == before


def test_one_number_is_changed_or_removed_and_the_other_stays(zhang: int) -> None:
    actions.write_contact(user_id=zhang, mobile="", by=oneself(zhang), at=AT)
    assert queries.contacts([zhang], viewer=OPERATOR)[zhang] == ContactRow("", "***-5", 7)
    before = LogEntry.objects.count()
    actions.write_contact(user_id=zhang, by=oneself(zhang), at=AT)
    assert LogEntry.objects.count() == before


@pytest.mark.parametrize("role", Role)
def test_nobody_else_writes_them(zhang: int, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        actions.write_contact(user_id=zhang, mobile=MOBILE, by=holder(role, 7), at=AT)


def test_masks_are_for_those_who_reach_the_agency(zhang: int) -> None:
    assert queries.contacts([zhang], viewer=holder(Role.HANDLER, 7)).keys() == {zhang}
    assert queries.contacts([zhang], viewer=oneself(zhang)).keys() == {zhang}
    assert queries.contacts([zhang], viewer=holder(Role.SUPERVISOR, 8)) == {}
    assert queries.contacts([zhang], viewer=oneself(zhang + 1)) == {}


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR])
def test_revealing_is_logged_with_who_whose_what_and_why(zhang: int, role: Role) -> None:
    assert reveal(zhang, holder(role, 8, 7), "通知更换密码") == MOBILE
    entry = LogEntry.objects.get(action="records.reveal")
    assert (entry.actor, entry.role, entry.subject) == ("guan", role, f"account:{zhang}")
    assert (entry.agency_id, entry.reason, entry.details) == (7, "通知更换密码", {"what": "手机"})
    assert reveal(zhang, holder(role, 7), number=Number.OFFICE_PHONE) == OFFICE
    assert not [number for number in (MOBILE, OFFICE) if number in everything()]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR}))
def test_no_other_role_reveals(zhang: int, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        reveal(zhang, holder(role, 7))
    assert not LogEntry.objects.filter(action="records.reveal").exists()


def test_nobody_reveals_at_another_agency_or_of_accounts_of_none(zhang: int) -> None:
    lonely = actions.open_account(username="li", name="李示例", by=OPERATOR, at=AT)
    for user_id in (zhang, lonely):
        with pytest.raises(PermissionDenied):
            reveal(user_id, holder(Role.SYSTEM_ADMINISTRATOR, 8))


def test_oneself_needs_no_reason_and_is_logged_too(zhang: int) -> None:
    assert reveal(zhang, oneself(zhang), "") == MOBILE
    assert LogEntry.objects.get(action="records.reveal").reason == "本人查看"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_is_shown(zhang: int, reason: str) -> None:
    with pytest.raises(actions.Refused, match="事由"):
        reveal(zhang, holder(Role.SYSTEM_ADMINISTRATOR, 7), reason)
    assert not LogEntry.objects.filter(action="records.reveal").exists()


def test_number_in_the_reason_is_masked_in_the_log(zhang: int) -> None:
    reveal(zhang, holder(Role.SYSTEM_ADMINISTRATOR, 7), f"来电显示 {MOBILE}，核对")
    assert LogEntry.objects.get(action="records.reveal").reason == "来电显示 139****1234，核对"
    assert MOBILE not in everything()


def test_what_is_not_there_is_told(zhang: int) -> None:
    actions.write_contact(user_id=zhang, mobile="", by=OPERATOR, at=AT)
    with pytest.raises(actions.Refused, match="没有登记手机"):
        reveal(zhang, OPERATOR)


def test_lost_key_takes_no_list_away_and_no_login(zhang: int, settings: Settings) -> None:
    settings.SEALING_KEYS = NEW
    assert queries.to_log_in(zhang).username == "zhang"
    assert queries.contacts([zhang], viewer=OPERATOR)[zhang].mobile == "（无法解密）"
    with pytest.raises(actions.Refused, match="密钥"):
        reveal(zhang, OPERATOR)
    assert not LogEntry.objects.filter(action="records.reveal").exists()
    settings.SEALING_KEYS = ""
    with pytest.raises(actions.Refused, match="密钥"):
        actions.write_contact(user_id=zhang, mobile=MOBILE, by=OPERATOR, at=AT)


def of_contacts() -> list[Column]:
    return [column for column in columns() if column.name.startswith("accounts_contact.")]


def test_both_columns_are_sealed_again_with_a_new_key(settings: Settings) -> None:
    settings.SEALING_KEYS = OLD
    given: dict[str, Any] = {"by": OPERATOR, "at": AT}
    user_id = actions.open_account(username="li", name="李示例", agency_id=7, **given)
    actions.write_contact(user_id=user_id, mobile=MOBILE, office_phone=OFFICE, **given)
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    assert [column.name for column in of_contacts()] == [
        *("accounts_contact.mobile", "accounts_contact.office_phone")
    ]
    assert [column.behind() for column in of_contacts()] == [1, 1]
    assert {place.name for place in rotating.places()} >= {column.name for column in of_contacts()}
    assert [part.done for column in of_contacts() for part in rotating.rotate(column)] == [1, 1]
    settings.SEALING_KEYS = NEW
    assert reveal(user_id, OPERATOR) == MOBILE
    assert reveal(user_id, OPERATOR, number=Number.OFFICE_PHONE) == OFFICE
