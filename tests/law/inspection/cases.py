"""Putting the cases of tests/cases/inspection to the law: facts from TOML in, faults and the conclusion out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongkai.law.calendar.workdays import official
from gongkai.law.duties.publication import Validity
from gongkai.law.inspection import grounds
from gongkai.law.inspection.facts import (
    AccountFact,
    Alone,
    ColumnFact,
    ColumnKind,
    DocumentFact,
    Facts,
    FileFact,
    GuideFact,
    ItemFact,
    LinkFact,
    MessageFact,
)
from gongkai.law.inspection.faults import View
from gongkai.law.inspection.settings import Settings
from gongkai.law.inspection.verdict import Assessment, assess
from gongkai.law.normative import Interpretation

Case = Mapping[str, Any]
SOUND: dict[str, Any] = {"organ": True}


def facts(told: Case) -> Facts:
    """The facts of a case: sound but for what it tells; a home page that was updated the day before."""
    given = dict(told.get("facts", {}))
    on = told["on"]
    columns = [
        ColumnFact(**{**column, "kind": ColumnKind(column["kind"]), "id": place})
        for entry in given.get("columns", ())
        for place, column in _times(entry)
    ]
    return Facts(
        home_on=given.get("home_on") if "home_on" in given or given.get("bare") else on,
        columns=tuple(columns),
        items=tuple(_item(each, on) for each in given.get("items", ())),
        documents=tuple(
            DocumentFact(id=1, told=Interpretation(agency="云岭县人民政府", **told), task=task)
            for task, told in ((each.pop("task", 0), each) for each in map(dict, given.get("documents", ())))
        ),
        alone=tuple(Alone(item=1, title="解读", **each) for each in given.get("alone", ())),
        links=tuple(LinkFact(item=1, title="信息", **each) for each in given.get("links", ())),
        files=tuple(FileFact(id=1, item=1, title="信息", **each) for each in given.get("files", ())),
        accounts=tuple(AccountFact(id=1, name="公众号", **each) for each in given.get("accounts", ())),
        messages=tuple(MessageFact(id=1, title="留言", **each) for each in given["messages"])
        if "messages" in given
        else None,
        guide=GuideFact(**{"since": on, **given.get("guide", {})})
        if given.get("guide") != {}
        else GuideFact(since=None),
        organ=given.get("organ", True),
        services=given.get("services", True),
    )


def _times(entry: Case) -> list[tuple[int, dict[str, Any]]]:
    """A column, or so many alike, each with its number."""
    column = {key: value for key, value in entry.items() if key not in ("times", "id")}
    first = entry.get("id", 1)
    return [
        (first + place, {"title": f"栏目{first + place}", **column}) for place in range(entry.get("times", 1))
    ]


def _item(told: Case, on: Any) -> ItemFact:
    whole = {
        "id": 1,
        "title": "信息",
        "index_no": "x/2026-1",
        "summary": "概述",
        "first_on": on,
        "written_on": on,
    }
    named = {
        key: Validity(value) if key in ("validity", "register") else value
        for key, value in told.items()
        if key != "without"
    }
    item = {**whole, **named}
    return ItemFact(**{key: value for key, value in item.items() if key not in told.get("without", ())})


def settings(told: Case) -> Settings:
    points = {key: (Decimal(each), Decimal(cap)) for key, (each, cap) in told.get("points", {}).items()}
    return Settings(told.get("numbers", {}), points)


def asked(told: Case) -> Assessment:
    """What the law says of a case."""
    view = View(told["on"], official(), settings(told.get("settings", {})))
    return assess(facts(told), view, Decimal(str(told.get("awarded", 0))))


def carried(found: Assessment) -> set[str]:
    """The rules that a result carries: those of the conclusion, of what is judged and at fault, of what is near."""
    rules = {rule.id for rule in found.verdict.rules}
    rules |= {each.indicator.rule.id for each in found.results if each.faults}
    return rules | ({grounds.SOON.id} if found.soon else set())
