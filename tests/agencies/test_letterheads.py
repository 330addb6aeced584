"""How the letters of an agency look: who settles it, what is refused, what stays of earlier versions."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.actions import Refused, Stationery, set_letterhead
from gongkai.agencies.models import Letterhead
from gongkai.agencies.queries import letterhead, letterheads
from gongkai.documents.letters.written import Form
from gongkai.records.models import LogEntry
from tests.applications.office import CLERK, HEAD, NOON, OFFICER, Office, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def settle(at: Office, stationery: Stationery, base: int | None = None) -> int:
    return set_letterhead(agency_id=at.agency.pk, stationery=stationery, by=at[HEAD], at=NOON, base=base)


def test_an_agency_that_settled_nothing_writes_in_letter_form(at: Office) -> None:
    now = letterhead(at.agency.pk)
    assert (now.version, now.form, now.head, now.template) == (0, Form.LETTER, "", None)


def test_each_change_is_a_version_and_the_newest_counts(at: Office) -> None:
    assert settle(at, Stationery(court=" 虚构市中级人民法院 ")) == 1
    assert settle(at, Stationery(form=Form.RED, fonts={"text": "仿宋", "title": ""})) == 2
    now = letterhead(at.agency.pk)
    assert (now.version, now.form, now.court, now.fonts) == (2, Form.RED, "", {"text": "仿宋"})
    assert [each.court for each in letterheads(at.agency.pk)] == ["", "虚构市中级人民法院"]
    assert LogEntry.objects.filter(action="agencies.set_letterhead").count() == 2


@pytest.mark.parametrize(
    ("stationery", "says"),
    [
        (Stationery(head="局" * 61), "发文机关标志"),
        (Stationery(court="院" * 121), "人民法院"),
        (Stationery(fonts={"text": "宋" * 41}), "正文字体"),
        (Stationery(fonts={"footer": "宋体"}), "没有这种字体用途"),
        (Stationery(form=Form.ITEM), "没有这种版头格式"),
    ],
)
def test_what_is_too_long_or_unknown_is_refused(at: Office, stationery: Stationery, says: str) -> None:
    with pytest.raises(Refused, match=says):
        settle(at, stationery)
    assert not Letterhead.objects.exists()


def test_no_change_and_an_older_page_are_refused(at: Office) -> None:
    settle(at, Stationery(head="云岭县a局办公室"), base=0)
    with pytest.raises(Refused, match="没有变化"):
        settle(at, Stationery(head="云岭县a局办公室"))
    with pytest.raises(Refused, match="第1版"):
        settle(at, Stationery(head="云岭县a局"), base=0)


def test_only_those_who_head_the_office_settle_it(at: Office) -> None:
    other = office("b")
    for who in (at[OFFICER], at[CLERK], other[HEAD]):
        with pytest.raises(PermissionDenied):
            set_letterhead(agency_id=at.agency.pk, stationery=Stationery(head="局"), by=who, at=NOON)
