"""What people read, word for word: every message of the written cases, and some explanations from the first day to the last.

After a wording was changed on purpose: `TOLD=write make test ARGS=tests/law/deadlines/test_told.py`, then read the difference.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines.answer import Clock
from gongkai.law.deadlines.clock import clock
from gongkai.law.deadlines.explain import explain
from tests.law.deadlines.case_ledgers import CASES, ledger_of, settings_of

HERE = Path(__file__).parent / "told"
READABLE = {name: case for name, case in CASES.items() if "D905" not in case["rules"]}
# Every kind of fact, every reason why a day does not count, each way to end.
EXPLAINED = (
    "correction: 补正以后在新的期限内答复。",
    "correction: 第3个工作日告知补正，次日起不计期限，没有到期日，在等申请人。",
    "fee: 缴费跨国庆，缴清之日起重新数，10月11日调休上班算一天。",
    "overlap: 第三方和共同制作机关同时征求，短的被长的盖住。",
    "reasons: 理由合理，确定5月30日前答复，到期日就是5月30日。",
    "receipt: 网上提交，机关6月4日确认，申请人6月6日确认，以后一个为准。",
    "redo: 判决责令15日内重新答复，最后一天是星期日，顺延到星期一。",
    "redo: 视为放弃的决定被撤销，责令答复，从收到决定之日起算。",
    "redo: 旧的一轮还在等第三方意见就收到责令答复的决定，旧的征求不再占用新的期限。",
    "settings: 缴费以后接着算：以前的延长仍然有效。",
    "third_party: 第三方逾期不答复，第16个工作日起恢复计算，由机关自行决定。",
)


def told(name: str) -> Clock:
    case = READABLE[name]
    return clock(ledger_of(case), case["as_of"], official(), settings_of(case))


def every_message() -> Iterator[str]:
    for name in READABLE:
        for finding in told(name).findings:
            yield f"{name}\n    {finding.rule} {finding.severity} {finding.where} {finding.basis}\n    {finding.message}\n"


def every_word() -> Iterator[str]:
    for name in EXPLAINED:
        case, said = READABLE[name], told(name)
        yield f"== {name}\n"
        yield f"{said.state.label} {said.due_on} {said.used}/{said.left}\n"
        for wait in said.waits:
            yield f"等 {wait.who.label} {wait.name} {wait.what} {wait.until} {wait.rule.id}\n"
        for limit in said.limits:
            yield f"限 {limit.id} {limit.what} {limit.who.label} {limit.by} {limit.done_on} {limit.rule.id}\n"
        for pause in said.pauses:
            yield f"停 {pause.first} {pause.last} {pause.why} {pause.open} {pause.rule.id}\n"
        for step in explain(ledger_of(case), said, official(), settings_of(case)):
            cited = " ".join(f"{basis.instrument.key}{basis.article}" for basis in step.bases)
            yield f"{step.day} {'计' if step.counted else '　'} {step.n:2} {step.why} 〔{cited}〕\n"


@pytest.mark.parametrize(
    ("file", "written"), [("messages.txt", every_message), ("explained.txt", every_word)]
)
def test_wording(file: str, written: Callable[[], Iterator[str]]) -> None:
    text = "".join(written())
    if os.environ.get("TOLD") == "write":
        (HERE / file).write_text(text, encoding="utf-8")
    assert (HERE / file).read_text(encoding="utf-8") == text
