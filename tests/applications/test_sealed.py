"""Nothing about applicants lies open anywhere, and nothing that was noted inside reaches them."""

import json
import logging
from pathlib import Path

import pytest
from django.db import connection

from gongkai.applications import actions
from gongkai.applications.actions import Question, Refused, Task, Unfit
from gongkai.applications.models import Application, Event
from gongkai.applications.queries.case import case
from gongkai.applications.queries.filing import Thing
from gongkai.applications.queries.listing import Filter, all_applications
from gongkai.applications.queries.status import status
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Party
from gongkai.records.queries.chain import faults
from tests.applications.office import (
    CLERK,
    HANDLER,
    NOON,
    OFFICER,
    SUPERVISOR,
    Office,
    after,
    company,
    confirmed,
    decided,
    filing,
    office,
    registered,
    submitted,
)
from tests.records.databases import left_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


HELP = "视力不好，请用大字。"
PLAIN = (
    *("云小舟", "11010519491231002X", "13900009876", "zhou@example.cn", "云溪路1号", "云大川", "山代理"),
    HELP,
)


def test_nothing_about_an_applicant_lies_open(at: Office, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever happens to a case: no table, no entry of the log and no journal has a name, a number or an address."""
    caplog.set_level(logging.DEBUG)
    things = (Thing("虚构规划"), Thing("虚构预算"))
    receipt = submitted(at, agent="山代理", help_needed=HELP, things=things)
    one = receipt.application_id
    actions.confirm(application_id=one, by=at[CLERK], at=NOON)
    for field in ("name", "identity_no", "telephone", "email", "address", "agent", "help_needed"):
        plain = actions.reveal_applicant(
            application_id=one, field=field, reason="电话核实", by=at[OFFICER], at=NOON
        )
        assert any(value in plain for value in PLAIN)
    part = actions.split(application_id=one, positions=[2], by=at[OFFICER], at=after(1))
    assert Application.objects.get(pk=part).help_needed == HELP
    actions.merge(application_id=part, into_id=one, reason="一并答复", by=at[OFFICER], at=after(1))
    actions.notify_fee(application_id=one, method=Method.BY_PAGE, pages=60, by=at[OFFICER], at=after(1))
    actions.record_payment(application_id=one, by=at[OFFICER], at=after(2))
    task = Task("查找", after(4).date(), person_id=at[HANDLER].user_id)
    actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(2))
    actions.remind(application_id=one, text="请抓紧", by=at[SUPERVISOR], at=after(2))
    actions.renew_code(application_id=one, reason="当面核对证件", by=at[CLERK], at=after(2))
    decided(at, one, "granted", "provided", when=after(3))
    registered(at, form=company())
    with pytest.raises(Unfit):
        submitted(at, form=filing(identity_no="110105194912310021"))
    assert receipt.code not in dump()
    assert_masked(dump() + caplog.text)
    assert_masked(repr(case(at[OFFICER], one, after(3).date())))
    assert_masked(repr(list(all_applications(at[OFFICER], Filter(), after(3).date()))))
    assert_masked(repr(status(one, after(3).date())))
    assert list(faults()) == []


def test_help_that_lay_open_is_sealed_and_can_go_back(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.applications.before_sealing", empty=True)
    assert left == {"open": [], "empty": 1, "same": True, "many": 502}


def test_nobody_needs_help_where_none_is_asked_for(at: Office) -> None:
    one = confirmed(at)
    held = case(at[OFFICER], one, NOON.date())
    assert held is not None
    assert (held.help_needed, "help_needed" in held.person.revealable) == ("", False)
    with pytest.raises(Refused, match="没有填写需要的帮助"):
        actions.reveal_applicant(
            application_id=one, field="help_needed", reason="准备大字", by=at[OFFICER], at=NOON
        )


def assert_masked(text: str) -> None:
    assert [plain for plain in PLAIN if plain in text] == []


def dump() -> str:
    """Every row of every table."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names of our own tables
            said += [
                json.dumps([str(value) for value in row], ensure_ascii=False) for row in cursor.fetchall()
            ]
    assert any("虚构规划" in line for line in said)
    return "\n".join(said)


def test_whose_words_are_not_read_back(at: Office) -> None:
    """The page of the citizen tells nothing of what was noted inside the agency."""
    one = confirmed(at)
    actions.note(application_id=one, text="内部意见", by=at[OFFICER], at=after(1))
    question = Question(Party.THIRD_PARTY, "云岭虚构公司", "内部征求")
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(1))
    said = repr(status(one, after(1).date()).passed)
    assert "内部" not in said
    assert "云岭虚构公司" not in said
    assert Event.objects.filter(application=one).count() == 4
