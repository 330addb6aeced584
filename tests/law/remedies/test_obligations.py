"""What the end of a review or a suit obliges to, by the cases of tests/cases/remedies."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines.settings import Settings
from gongkai.law.ledger import Fact, Kind
from gongkai.law.remedies.obligations import Consequences, Ordered, obligations
from gongkai.law.remedies.results import Column, Forum, Result, described, result_of
from tests.law.case_files import cases

CASES = {name: case for name, case in cases("remedies").items() if "obliges" in case}


def consequences(case: dict[str, Any]) -> Consequences:
    return obligations(
        Result(case["result"]),
        Forum(case["forum"]),
        case["served_on"],
        official(),
        Ordered(**case.get("ordered", {})),
        Settings(**case.get("settings", {})),
    )


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    found = consequences(case)
    assert {one.id: one.by or "" for one in found.obligations} == case["obliges"]
    assert (found.column or "") == case["column"]
    redo = Fact(Kind.REDO_ORDERED, case["served_on"])
    assert found.redo == (replace(redo, **case["redo"]) if "redo" in case else None)
    assert set(case["rules"]) <= {one.rule.id for one in found.obligations}


def test_a_forum_cannot_come_to_every_result() -> None:
    with pytest.raises(ValueError, match="remanded is no result of review"):
        obligations(Result.REMANDED, Forum.REVIEW, date(2024, 7, 10), official())


@pytest.mark.parametrize("result", Result)
def test_every_result_is_described(result: Result) -> None:
    about = described()[result]
    assert result.label == about.label
    assert about.forums
    assert about.redo <= (about.column is Column.CORRECTED)
    assert (about.column is None) is (result is Result.APPEAL_REJECTED)


@pytest.mark.parametrize("result", Result)
@pytest.mark.parametrize("forum", Forum)
def test_counts_where_the_result_says(result: Result, forum: Forum) -> None:
    if result_of(result.value, forum) is None:
        assert forum not in described()[result].forums
        return
    found = obligations(result, forum, date(2024, 7, 10), official())
    last = found.obligations[-1]
    assert last.id == "table_four"
    assert found.column is None or found.column.label in last.what
    assert (found.redo is not None) is ("redo" in [one.id for one in found.obligations])


def test_labels_differ() -> None:
    for labels in ({c.label for c in Column}, {f.label for f in Forum}, {r.label for r in Result}):
        assert all(labels)
    assert len({r.label for r in Result}) == len(Result)
    assert len({c.label for c in Column}) + len({f.label for f in Forum}) == len(Column) + len(Forum)
