"""The register of documents of the demo: an older list taken in, texts, changes by article, rules, a body merged, drafts."""

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from gongkai.agencies import actions as agency_actions
from gongkai.agencies import queries as agencies
from gongkai.demo.people import HOME
from gongkai.documents.articles import take_apart
from gongkai.documents.normative_sheets import CHANGES, DOCUMENTS, to_xlsx
from gongkai.law.normative import DocumentKind, Effect, Form, Step, StepResult
from gongkai.law.report.schema import Level
from gongkai.normative import actions
from gongkai.normative.actions import Altered, Described, Taken, Wanted, Written
from gongkai.normative.actions.importing import import_register
from gongkai.normative.actions.interpreting import plan
from gongkai.normative.queries.card import of_number
from gongkai.normative.queries.interpretations import tasks_of
from gongkai.records.access import OPERATOR

NAME = "云岭县规范性文件登记簿（虚构示例）.xlsx"
REFORM = "县机构改革方案（虚构示例）"
FIRST = "云政规〔2021〕1号"
MERGED = ("yunling-xcj", "yunling-nyj", date(2025, 1, 1))
"""The documents of one body went over to another."""
CITY: dict[str, Any] = {
    "slug": "yunchuan",
    "name": "云川市人民政府",
    "level": Level.PREFECTURE,
    "region": "虚构省",
    "remark": "虚构示例",
}
"""A city with districts, which may make rules; nobody works there."""
_RELATIVE = re.compile(r"\{(in|ago|year):(\d+)\}")


@transaction.atomic
def load(now: datetime) -> None:
    """Take in the register, unless that was done before."""
    if of_number(FIRST):
        return
    told = tomllib.loads(files("gongkai.demo").joinpath("normative.toml").read_text("utf-8"))
    said = _words(localtime(now).date())
    home = agencies.by_slugs([HOME.slug])[HOME.slug].id
    agency_actions.register(**CITY, by=OPERATOR, at=now)
    import_register(
        agency_id=home,
        data=to_xlsx({DOCUMENTS: [_line(each, said) for each in told["document"]], CHANGES: told["change"]}),
        name=NAME,
        by=OPERATOR,
        at=now,
        despite=True,
    )
    for each in told["text"]:
        _text(each, now)
    for each in told["altered"]:
        _alter(each, now)
    there = agencies.by_slugs([*MERGED[:2], *(each.get("at", HOME.slug) for each in told["draft"])])
    for each in told["filed"]:
        _file(each, now)
    of, to, on = MERGED
    actions.move_documents(of_id=there[of].id, to_id=there[to].id, on=on, by=OPERATOR, at=now, reason=REFORM)
    for each in told["draft"]:
        _draft(each, there[each.get("at", HOME.slug)].id, now)


def _words(today: date) -> Callable[[str], str]:
    """Days that are told from today on, as dates."""

    def day(found: re.Match[str]) -> str:
        many = timedelta(int(found[2]))
        on = today + many if found[1] == "in" else today - many
        return str(on.year) if found[1] == "year" else on.isoformat()

    return lambda text: _RELATIVE.sub(day, text)


def _line(document: dict[str, str], said: Callable[[str], str]) -> dict[str, str]:
    """A row of the list; published on the day of its issue."""
    line = {key: said(value) for key, value in document.items()}
    return {"published_on": line["issued_on"], **line}


def _text(told: dict[str, str], now: datetime) -> None:
    articles = [Written(each.number, each.text, each.heading) for each in take_apart(told["text"]).articles]
    actions.set_articles(document_id=_of(told["number"]), articles=articles, by=OPERATOR, at=now)


def _alter(told: dict[str, Any], now: datetime) -> None:
    wanted = Wanted(
        effect=Effect(told["effect"]),
        of_id=_of(told["of"]),
        cause_id=_of(told["cause"]),
        on=date.fromisoformat(told["on"]),
        articles=tuple(
            Altered(each["number"], each.get("text"), each.get("after")) for each in told["articles"]
        ),
    )
    actions.enter_change(wanted=wanted, by=OPERATOR, at=now, reason="演示数据")


def _file(told: dict[str, str], now: datetime) -> None:
    """A rule is filed with the bodies above.   依据：规章制定程序条例第三十四条"""
    taken = Taken(
        step=Step.FILE,
        on=date.fromisoformat(told["on"]),
        number=told["paper"],
        place="国务院、省人民代表大会常务委员会、省人民政府（虚构示例）",
    )
    actions.record_step(document_id=_of(told["number"]), taken=taken, by=OPERATOR, at=now, reason="演示数据")


def _draft(told: dict[str, Any], agency_id: int, now: datetime) -> None:
    """A document on its way, as far as it has come."""
    begun = now - timedelta(max(days for _, days, _ in told["steps"]) + 1)
    described = Described(title=told["title"], kind=DocumentKind.NORMATIVE, market=told.get("market", False))
    document_id = actions.take_up(agency_id=agency_id, described=described, by=OPERATOR, at=begun)
    _plan(document_id, begun)
    for step, days, result in told["steps"]:
        at = now - timedelta(days)
        taken = Taken(step=Step(step), on=localtime(at).date(), result=StepResult(result))
        actions.record_step(document_id=document_id, taken=taken, by=OPERATOR, at=at, reason="演示数据")


def _plan(document_id: int, at: datetime) -> None:
    """The plan of its interpretation, which goes with the draft into legality review."""
    for task_id in tasks_of(document_id):
        plan(
            interpretation_id=task_id,
            forms=[Form.TEXT],
            due_on=None,
            responsible="起草科室负责人",
            by=OPERATOR,
            at=at,
        )


def _of(number: str) -> int:
    return of_number(number)[0]
