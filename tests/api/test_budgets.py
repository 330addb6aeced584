"""How many queries each list of the interface takes: the same with some rows as with many."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.api.document import described
from gongkai.law.normative import Form
from gongkai.normative.actions import interpreting, releasing
from gongkai.normative.queries.interpretations import task
from gongkai.publication.models import Column
from tests.annual_reports.stored import register, take_in
from tests.api.world import Small
from tests.compilations.composed import issued, topic
from tests.law.report.reports import balanced_2021
from tests.normative.interpreting import ready, task_of
from tests.normative.register import entered
from tests.normative.test_interpreted import ASKED, sign_fit
from tests.portal.registers.world import brought, penalty
from tests.publication.bodies import entry
from tests.publication.importing import brought_in, listed, old
from tests.publication.office import HANDLER, NOON, OFFICER, later, office
from tests.registers.world import PENALTY

pytestmark = pytest.mark.django_db
CHANGES = "changes?kind=item&kind=document&kind=report&kind=record&kind=list"
BUDGETS = {
    "agencies": 9,
    "agencies/a/columns": 9,
    "agencies/a/catalogue": 9,
    "items": 9,
    "documents": 9,
    "interpretations": 9,
    "questions": 9,
    "topics": 9,
    "gazettes": 9,
    "registers": 9,
    f"registers/{PENALTY}/records": 9,
    "reports": 9,
    "statistics": 30,
    "search": 19,
    "harvest/items": 9,
    CHANGES: 12,
}
"""The most that each may take, the count of requests and the state of the data among them."""
ADDED = 4


def more(small: Small, folder: Path) -> None:
    """Some rows more of everything."""
    at = small.at
    for number in range(ADDED):
        register(f"xian-{number}", f"第{number}县人民政府")
        take_in(balanced_2021(), f"xian-{number}")
        entered(at, f"云虚发〔2024〕{number + 1}号", date(2024, 1, 2))
        topic(at, slug=f"zhuanti{number}", title=f"第{number}专题", opened=True)
        entry(f"x{number}", at.agency)
        Column.objects.create(
            key=f"lan{number}", title=f"第{number}栏目", kind="news", begins_on=date(2020, 1, 1)
        )
    brought_in(listed(folder, *(old(f"b{number}") for number in range(ADDED))), at.agency.pk)
    brought(folder, at.agency, [penalty(number) for number in range(11, 11 + ADDED)])
    issued(office("b"))
    for number in range(2):
        asked(small, number)


def asked(small: Small, number: int) -> None:
    """A document with its interpretation and a question."""
    at = small.at
    document_id, _, _ = ready(at, f"第{number}号虚构办法", f"云府发〔2026〕{20 + number}号")
    task_id = task_of(document_id)
    made = interpreting.draft_form(interpretation_id=task_id, form=Form.QUESTIONS, by=at[HANDLER], at=NOON)
    one = task(at[HANDLER], task_id, NOON.date())
    assert one is not None
    interpreting.ask(
        rendering_id=one.shapes[-1].id, document_id=document_id, by=at[HANDLER], at=NOON, **ASKED
    )
    sign_fit(made, at)
    releasing.release(document_id=document_id, by=at[OFFICER], at=later(5))


def taken(address: str) -> tuple[int, int]:
    """How many queries an answer takes, and how many rows it has."""
    mark = "&" if "?" in address else "?"
    limit = (
        "" if address in ("registers", "statistics", "search", "agencies/a/columns") else f"{mark}limit=100"
    )
    path = f"/api/v1/{address}{limit}"
    Client().get(path)
    with CaptureQueriesContext(connection) as captured:
        answer: Any = Client().get(path).json()
    return len(captured), len(answer.get("rows", answer.get("hits", answer.get("datasets", ()))))


def test_each_list_takes_so_many_queries_however_many_rows(small: Small, tmp_path: Path) -> None:
    few = {address: taken(address) for address in BUDGETS}
    more(small, tmp_path)
    many = {address: taken(address) for address in BUDGETS}
    still = {"registers", "statistics", "search"}  # as many rows as ever; what is in them is counted
    assert [one for one in BUDGETS if many[one][1] <= few[one][1] and one not in still] == []
    import_of_more = {CHANGES: 1}  # a block of an import is read by itself
    expected = {one: queries + import_of_more.get(one, 0) for one, (queries, _) in few.items()}
    assert {one: queries for one, (queries, _) in many.items()} == expected
    assert {one: queries for one, queries in expected.items() if queries > BUDGETS[one]} == {}


def test_no_list_is_left_out() -> None:
    lists = {
        path.removeprefix("/api/v1/").replace("{slug}", "a").replace("{key}", PENALTY)
        for path, methods in described()["paths"].items()
        for each in methods.get("get", {}).get("parameters", ())
        if each["name"] == "limit"
    }
    assert lists <= {one.partition("?")[0] for one in BUDGETS}
