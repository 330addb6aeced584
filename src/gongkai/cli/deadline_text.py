"""An answer about a deadline in words: what is due first, then day by day, then what to look at again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from click import style

from gongkai.cli.answers import columns, folded
from gongkai.cli.view import COLOURS
from gongkai.cli.words import with_weekday
from gongkai.law.deadlines.answer import State
from gongkai.law.findings import Severity
from gongkai.law.ledger import Party

Answer = dict[str, Any]


def told(said: Answer) -> Iterator[str]:
    """The answer of `gongkai.documents.deadlines.answer` as lines, always styled."""
    yield from _summary(said)
    yield from _limits(said["limits"], "期限")
    if said["remedies"]:
        yield from _limits(said["remedies"]["limits"], "复议和诉讼")
    yield from _days(said)
    yield from _findings(said)


def _summary(said: Answer) -> Iterator[str]:
    due = _day(said["due_on"]) if said["due_on"] else _no_due_day(said)
    provisional = "（暂定，以公布的放假安排为准）" if said["provisional"] else ""
    rows = [
        ("到期日", f"{due}{provisional}"),
        ("状态", said["state_label"] + ("，已超期" if said["overdue"] else "")),
        ("已用", f"{said['used']} 个工作日"),
        ("剩余", _left(said["left"])),
        ("等谁", _waits(said)),
        ("截至", _day(said["as_of"])),
    ]
    first, *more = columns(rows)
    yield style(first, bold=True)
    yield from more


def _no_due_day(said: Answer) -> str:
    if said["state"] == State.INVALID:
        return "不能计算"
    return "没有" if said["closed_on"] else "还不能确定"


def _left(left: int | None) -> str:
    if left is None:
        return "—"
    return f"{left} 个工作日" if left >= 0 else f"已超过 {-left} 个工作日"


def _waits(said: Answer) -> str:
    waits = [
        Party(wait["who"]).label
        + (f"“{wait['name']}”" if wait["name"] else "")
        + f"：{wait['what']}"
        + (f"（最迟到{_day(wait['until'])}）" if wait["until"] else "")
        for wait in said["waits"]
    ]
    return "；".join(waits) or (
        "—" if said["closed_on"] or said["state"] == State.INVALID else Party.AGENCY.label
    )


def _limits(limits: list[Answer], what: str) -> Iterator[str]:
    if not limits:
        return
    yield ""
    rows = [
        (limit["what"], Party(limit["who"]).label, limit["by"], limit["done_on"] or "—") for limit in limits
    ]
    yield from _table([(what, "谁", "最后一日", "完成"), *rows])


def _days(said: Answer) -> Iterator[str]:
    if not said["trace"]:
        return
    yield ""
    rows = [(step["day"], str(step["n"]) if step["counted"] else "—", step["why"]) for step in said["trace"]]
    yield from _table([("日期", "第几日", "说明"), *rows])
    yield ""
    for basis in dict.fromkeys(one for step in said["trace"] for one in step["basis"].split("；") if one):
        yield from (style(line, dim=True) for line in folded(f"依据：{basis}"))


def _findings(said: Answer) -> Iterator[str]:
    for severity in Severity:
        for finding in said["findings"]:
            if finding["severity"] == severity:
                yield ""
                yield style(f"{severity.label}  {finding['rule']}", fg=COLOURS[severity], bold=True)
                yield from folded(finding["message"])
                yield from (style(line, dim=True) for line in folded(f"依据：{finding['basis']}"))


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    head, *more = columns(rows)
    yield style(head, bold=True)
    yield from more


def _day(written: str) -> str:
    return with_weekday(date.fromisoformat(written))
