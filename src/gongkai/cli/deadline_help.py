"""What a document for `gongkai deadline` may say: every kind of event with its fields, every setting with its default."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from gongkai.cli.answers import columns
from gongkai.documents.deadlines.question import QUESTION_KEYS
from gongkai.law.deadlines.choices import CHOICES, LENGTHS
from gongkai.law.deadlines.settings import Settings
from gongkai.law.ledger import FIELDS, Kind

EXAMPLE = (
    '{"received_on": "2026-09-01", "channel": "internet", "as_of": "2026-10-20",',
    ' "settings": {"pause_from": "same_day"},',
    ' "events": [{"kind": "confirmed", "on": "2026-09-02"},',
    '            {"kind": "extended", "on": "2026-09-20", "working_days": 20}]}',
)

# Each key of an event besides kind and on.
KEYS = {
    "who": "征求意见的对象；确认收到时写 agency（本机关）或 applicant（申请人），双方都确认的不写",
    "received_on": "对方收到的日期",
    "to": "截止或者延迟到的日期",
    "working_days": "工作日数；延长答复期限时必须写",
    "days": "自然日数",
    "result": "复议、诉讼的结果",
    "excused": "true 表示逾期补正有正当理由",
}


def epilog_lines() -> Iterator[str]:
    """The part of the help below the options."""
    yield ""
    yield f"文件的样子（键有 {'、'.join(QUESTION_KEYS)}，只有 received_on 必须写）:"
    yield from (f"  {line}" for line in EXAMPLE)
    yield ""
    yield "事实（events，每项都写 kind 和 on；中间是还可以写的键）:"
    yield from _indented([(kind.value, "、".join(FIELDS.get(kind, ())), kind.label) for kind in Kind])
    yield ""
    yield "事实的键:"
    yield from _indented(list(KEYS.items()))
    yield ""
    yield "设置（settings，法律没有写明或者各地做法不同之处）:"
    yield from _settings()


def _settings() -> Iterator[str]:
    usual = {field.name: str(field.default) for field in fields(Settings)}
    for choice in CHOICES:
        yield f"  {choice.name}  {choice.label}"
        default = usual[choice.name].lower()
        rows = [
            (value, meaning + ("（默认）" if value == default else "")) for value, meaning in choice.answers
        ]
        yield from (f"  {line}" for line in _indented(rows))
    rows = [(length.name, f"{length.label}；默认 {usual[length.name]}") for length in LENGTHS]
    yield from _indented(rows)


def _indented(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    return (f"  {line}" for line in columns(rows))
