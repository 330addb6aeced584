"""机关代字: who registers them, what is refused, against whose a document number is held."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.actions.codes import set_document_codes
from gongkai.publication.models import DocumentCodes
from gongkai.publication.queries.checks import check_edition
from gongkai.publication.queries.codes import codes_in_use, codes_of
from gongkai.records.models import LogEntry
from tests.publication.office import NOON, OFFICER, draft, edition, later, office, over
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
KEEPERS = {Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR}


@pytest.fixture
def at() -> Office:
    return office()


def register(at: Office, *codes: str) -> tuple[str, ...]:
    return set_document_codes(agency_id=at.agency.pk, codes=codes, by=at[OFFICER], at=NOON)


def test_newest_takes_the_place_of_those_before(at: Office) -> None:
    assert register(at, "云政发", " 云政办发 ", "", "云政发") == ("云政发", "云政办发")
    register(at, "云政函")
    assert codes_in_use([at.agency.pk])[at.agency.pk].codes == ("云政函",)
    assert DocumentCodes.objects.count() == 2
    entry = LogEntry.objects.filter(action="publication.set_document_codes").latest("seq")
    assert entry.details == {"before": ["云政发", "云政办发"], "codes": ["云政函"]}


def test_none_takes_them_out_of_use(at: Office) -> None:
    register(at, "云政发")
    assert register(at) == ()
    assert codes_in_use([at.agency.pk]) == {}


def test_the_same_again_changes_nothing(at: Office) -> None:
    register(at)
    register(at, "云政发")
    register(at, "云政发")
    assert DocumentCodes.objects.count() == 1
    assert LogEntry.objects.filter(action="publication.set_document_codes").count() == 1


@pytest.mark.parametrize(
    "wrong", ["云", "云政发〔2026〕3号", "YZF", "长" * 13, "云岭县人民政府令", "云政 发"]
)
def test_what_can_be_no_code_is_refused(at: Office, wrong: str) -> None:
    register(at, "云政发")
    with pytest.raises(actions.Refused, match="不是机关代字"):
        register(at, "云政办发", wrong)
    assert codes_in_use([at.agency.pk])[at.agency.pk].codes == ("云政发",)


def test_too_many_are_refused(at: Office) -> None:
    with pytest.raises(actions.Refused, match="最多登记"):
        register(at, *(f"云政{chr(0x4E00 + number)}" for number in range(51)))


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_only_keepers_register(role: Role) -> None:
    at, other = office("a"), office("b")
    with pytest.raises(PermissionDenied):
        set_document_codes(agency_id=at.agency.pk, codes=["云政发"], by=other[role], at=NOON)
    if role in KEEPERS:
        assert set_document_codes(agency_id=at.agency.pk, codes=["云政发"], by=at[role], at=NOON)
    else:
        with pytest.raises(PermissionDenied):
            set_document_codes(agency_id=at.agency.pk, codes=["云政发"], by=at[role], at=NOON)


def test_supervisor_registers_for_bodies_below() -> None:
    above, below = office("a"), office("b")
    made = set_document_codes(agency_id=below.agency.pk, codes=["云住建发"], by=over(above, below), at=NOON)
    assert made == ("云住建发",)


def rules(at: Office, number: str, body: str) -> list[str]:
    edition_id = draft(at, document_no=number, issuing_body=body)
    return [check.rule for check in check_edition(edition(edition_id), later(1)) if check.rule[0] == "N"]


def test_number_is_held_against_the_codes_of_whoever_issued_it() -> None:
    own, other = office("a"), office("b")
    register(own, "云甲发", "云甲办发")
    set_document_codes(agency_id=other.agency.pk, codes=["云乙发"], by=other[OFFICER], at=NOON)
    for body, fits, does_not in (
        ("云岭县a局", "云甲发", "云乙发"),
        ("", "云甲办发", "云乙发"),
        ("云岭县a局办公室", "云甲办发", "云乙发"),
        ("云岭县b局", "云乙发", "云甲发"),
        ("云岭县a局、云岭县b局", "云甲发", "云乙发"),
        ("云岭县b局 云岭县a局", "云乙发", "云甲发"),
    ):
        assert rules(own, f"{fits}〔2026〕3号", body) == []
        assert rules(own, f"{does_not}〔2026〕3号", body) == ["N003"]
    assert rules(own, "国办发〔2026〕3号", "国务院办公厅") == []


def test_without_codes_nothing_is_said(at: Office) -> None:
    assert rules(at, "随便发〔2026〕3号", "云岭县a局") == []


def test_bodies_of_one_name_cannot_be_told_apart(at: Office) -> None:
    first, second = office("b"), office("c")
    for each in (first, second):
        each.agency.name = "虚构办公室"
        each.agency.save()
        register(each, "云乙发")
    assert codes_of("虚构办公室", at.agency) == frozenset()
    assert codes_of("虚构办公室", second.agency) == {"云乙发"}
