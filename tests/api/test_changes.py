"""What is told of documents, reports, records and whole lists: in the order of the log, with nothing of what never was public."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from gongkai.law.normative import Effect
from gongkai.normative import actions as normative
from gongkai.records.access import OPERATOR
from gongkai.records.queries.proofs import head
from gongkai.registers import actions as registers
from tests.annual_reports.stored import take_in
from tests.api.world import MARK, YEAR, Small
from tests.law.report.reports import balanced_2021
from tests.normative.register import changed, entered, taken_up
from tests.publication.office import NOON
from tests.registers.world import PENALTY

pytestmark = pytest.mark.django_db
MORE = "kind=document&kind=report&kind=record&kind=list"


def asked(path: str) -> Any:
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    assert MARK not in answer.content.decode()
    return json.loads(answer.content)


def since(after: int, kinds: str = MORE) -> list[tuple[str, str, list[Any], bool]]:
    """What was told behind an entry; each address answers as the row says."""
    rows = asked(f"changes?{kinds}&after={after}&limit=100")["rows"]
    for row in rows:
        status = Client().get(row["url"]).status_code
        assert (status == 200) is row["public"], row
        assert row["public"] or status in (404, 410)
    return [(row["kind"], row["change"], row["key"], row["public"]) for row in rows]


def test_what_there_was_from_the_first_entry_on(small: Small) -> None:
    told = since(0)
    assert ("report", "published", ["yunling", YEAR], True) in told
    assert ("document", "published", [small.document], True) in told
    assert ("list", "replaced", [f"registers/{PENALTY}/records"], True) in told
    assert ("list", "replaced", ["agencies"], True) in told
    documents = [change for kind, change, key, _ in told if kind == "document"]
    assert documents[0] == "published", "nothing of the time before it was public"
    assert not [each for each in told if each[0] == "item"]
    assert {each[0] for each in since(0, "")} == {"item"}, "who asks for nothing else gets items, as ever"
    assert {each[0] for each in since(0, "kind=report")} == {"report"}


def test_pages_of_several_kinds_lose_nothing(small: Small) -> None:  # noqa: ARG001 - what is asked for is there
    everything = f"{MORE}&kind=item"
    whole = asked(f"changes?{everything}&limit=100")
    assert not whole["more"]
    small_pages, after, more = [], 0, True
    while more:
        page = asked(f"changes?{everything}&limit=1&after={after}")
        small_pages += page["rows"]
        assert page["next"] > after
        after, more = page["next"], page["more"]
    assert small_pages == whole["rows"]
    assert [row["sequence"] for row in whole["rows"]] == sorted(row["sequence"] for row in whole["rows"])


def test_documents_that_are_changed_and_taken_back(small: Small) -> None:
    begun = head()
    old = entered(small.at, "云虚发〔2024〕1号", date(2024, 1, 2))
    new = entered(small.at, "云虚发〔2025〕1号", date(2025, 1, 2))
    change = changed(Effect.REPEALED, old, new, date(2025, 2, 2))
    taken_up(small.at)
    assert since(begun) == [
        ("document", "published", [old], True),
        ("document", "published", [new], True),
        ("document", "replaced", [old], True),
        ("document", "replaced", [new], True),
    ]
    begun = head()
    why: dict[str, Any] = {"by": OPERATOR, "at": NOON + timedelta(hours=1), "reason": "登记重复"}
    normative.void_change(change_id=change, **why)
    normative.void_document(document_id=old, **why)
    assert since(begun) == [
        ("document", "replaced", [old], False),
        ("document", "replaced", [new], True),
        ("document", "withdrawn", [old], False),
    ]


def test_records_that_are_taken_down_and_brought_back(small: Small) -> None:
    begun, at = head(), NOON + timedelta(days=1)
    why: dict[str, Any] = {"record_id": small.record, "by": OPERATOR, "at": at}
    key = [PENALTY, small.record]
    registers.correct(cells={"fine": "6000.00"}, reason="金额有误", **why)
    registers.pull(on=date(2026, 3, 1), reason=f"{MARK}复议撤销", **why)
    assert since(begun) == [("record", "replaced", key, False), ("record", "withdrawn", key, False)]
    registers.restore(reason="误操作", **why)
    assert since(begun)[-1] == ("record", "restored", key, True)


def test_a_corrected_report_is_told_once_more(small: Small) -> None:  # noqa: ARG001 - whose report is there
    begun = head()
    report = balanced_2021()
    take_in(replace(report, title=f"{report.title}（更正）"), "yunling")
    assert since(begun) == [("report", "replaced", ["yunling", YEAR], True)]


def test_an_answer_that_stays_the_same_is_not_sent_again(small: Small) -> None:
    address = f"/api/v1/changes?{MORE}&limit=100"
    first = Client().get(address)
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    entered(small.at, "云虚发〔2024〕9号", date(2024, 1, 2))
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("wrong", ["kind=x", "kind=item&after=-1", f"kind=item&after={10**30}", "of=item"])
def test_what_cannot_be_asked(wrong: str) -> None:
    assert Client().get(f"/api/v1/changes?{wrong}").status_code == 400
