"""Several codes of one agency: each has numbers of its own, in order, never one twice."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.normative.actions import Issued, Refused, number_and_issue
from gongkai.normative.actions.code_series import set_series
from gongkai.normative.models import CodeSeries
from gongkai.normative.queries.code_series import numbered, series_of
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.numbers import set_pattern
from tests.normative.register import TODAY, decided
from tests.publication.office import NOON, OFFICER, SUPERVISOR, office
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def series(at: Office, code: str, *, running: bool = True, after: int = 0, by: Actor = OPERATOR) -> None:
    set_series(agency_id=at.agency.pk, code=code, running=running, after=after, by=by, at=NOON)


def numbered_by(at: Office, code: str = "", number: str = "") -> str:
    return number_and_issue(
        document_id=decided(at), issued=Issued(on=TODAY, code=code, number=number), by=at[OFFICER], at=NOON
    )


def test_each_code_has_its_own_series(at: Office) -> None:
    set_pattern(
        "document_no",
        agency_id=at.agency.pk,
        from_year=2026,
        text="{code}〔{year}〕{n}号",
        parts={"code": "云虚发"},
        by=OPERATOR,
        at=NOON,
    )
    series(at, "云虚函", after=7)
    series(at, "云虚办")
    assert numbered(at.agency.pk, 2026) == ("云虚发", "云虚函", "云虚办")
    with pytest.raises(Refused, match="请选择用哪个代字编号：云虚发、云虚函、云虚办"):
        numbered_by(at)
    found = [numbered_by(at, code) for code in ("云虚函", "云虚发", "云虚办", "云虚函", "云虚发")]
    assert found == [
        "云虚函〔2026〕8号",
        "云虚发〔2026〕1号",
        "云虚办〔2026〕1号",
        "云虚函〔2026〕9号",
        "云虚发〔2026〕2号",
    ]
    assert {row.code: row.given for row in series_of([at.agency.pk], 2026)} == {"云虚函": 9, "云虚办": 1}
    with pytest.raises(Refused, match="把文号留空"):
        numbered_by(at, number="云虚办〔2026〕5号")


def test_a_single_code_needs_no_choice_and_can_be_ended(at: Office) -> None:
    series(at, "云虚函")
    assert numbered_by(at) == "云虚函〔2026〕1号"
    series(at, "云虚函", running=False)
    with pytest.raises(Refused, match="请填写文号"):
        numbered_by(at)
    assert numbered_by(at, number="云虚函〔2026〕2号") == "云虚函〔2026〕2号"
    assert CodeSeries.objects.count() == 2


@pytest.mark.parametrize(("code", "says"), [("2026", "不是机关代字"), ("云虚发", "已经在“编号规则”中设定")])
def test_what_cannot_be_a_series_is_refused(at: Office, code: str, says: str) -> None:
    set_pattern(
        "document_no",
        agency_id=at.agency.pk,
        from_year=2026,
        text="{code}〔{year}〕{n}号",
        parts={"code": "云虚发"},
        by=OPERATOR,
        at=NOON,
    )
    with pytest.raises(Refused, match=says):
        series(at, code)


def test_twice_and_by_whom(at: Office) -> None:
    series(at, "云虚函", by=at[SUPERVISOR])
    with pytest.raises(Refused, match="已经由本平台依次编号"):
        series(at, "云虚函")
    with pytest.raises(Refused, match="没有由本平台编号"):
        series(at, "云虚办", running=False)
    numbered_by(at)
    series(at, "云虚函", running=False)
    with pytest.raises(Refused, match="已经开始编号"):
        series(at, "云虚函", after=9)
    with pytest.raises(PermissionDenied):
        series(at, "云虚字", by=at[OFFICER])
