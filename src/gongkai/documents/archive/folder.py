"""What the file of one case consists of (一案一档), as plain values: somebody else gathers them, `packed` makes the archive.

依据：条例第四十五条
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

Source = bytes | Path | Callable[[], BinaryIO]
"""Where the bytes of a file are: at hand, in a file, or behind a function that opens them anew."""


class Kind(StrEnum):
    """What a piece in the file of a case is. The value stands in names and in the manifest, `label` on paper."""

    APPLICATION = "application"
    IDENTITY = "identity"
    RECEIPT = "receipt"
    RECTIFICATION = "rectification"
    EXTENSION = "extension"
    CONSULTATION = "consultation"
    SEARCH = "search"
    EVIDENCE = "evidence"
    APPROVAL = "approval"
    LETTER = "letter"
    DISCLOSED = "disclosed"
    REDACTION = "redaction"
    FEE = "fee"
    SERVICE = "service"
    REMEDY = "remedy"
    LOG = "log"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.APPLICATION: "申请书",
    Kind.IDENTITY: "身份证明",
    Kind.RECEIPT: "登记回执",
    Kind.RECTIFICATION: "补正材料",
    Kind.EXTENSION: "延期材料",
    Kind.CONSULTATION: "征求意见材料",
    Kind.SEARCH: "检索记录",
    Kind.EVIDENCE: "证据",
    Kind.APPROVAL: "审批材料",
    Kind.LETTER: "文书",
    Kind.DISCLOSED: "公开的信息",
    Kind.REDACTION: "区分处理说明",
    Kind.FEE: "收费材料",
    Kind.SERVICE: "送达回证",
    Kind.REMEDY: "复议诉讼材料",
    Kind.LOG: "日志",
    Kind.OTHER: "其他材料",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A piece of the file, in the order in which it is bound.

    `content`: None where there are no bytes: the piece is kept on paper only, or it was removed; `note` says which.
    `name`: what the file was called, for its ending and for the manifest; left out where the case was anonymised and it says
    who somebody is. `digest`: the SHA-256 that was written down when
    the file was stored; where the bytes differ now, the archive says so and is made all the same.
    """

    kind: Kind
    title: str
    on: date | None = None
    content: Source | None = None
    name: str = ""
    digest: str = ""
    pages: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the timeline (办理经过): what happened at an instant or on a day, who did it."""

    at: datetime | date
    what: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A deadline of the case: from when it ran, where that is known, until when, when what it asks for was done."""

    what: str
    since: date | None = None
    due: date
    done: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A step of a sign-off (审批): who in which role, on what, with which result; `digest` of what was approved."""

    at: datetime
    who: str
    role: str
    what: str
    result: str
    opinion: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search for the information (检索): where, with which words, what was found."""

    at: datetime
    who: str
    where: str
    words: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """An entry of the action log as it is printed: its place in the chain, its hash and that of the entry before it."""

    place: int
    at: datetime
    who: str
    role: str
    what: str
    hash: str
    previous: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What was removed from the case when it was anonymised: by whom, under which rule."""

    what: str
    at: datetime
    who: str
    role: str
    rule: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long the file is kept. `years` None: permanently; `until`: the last day; `since` None: the term has not begun."""

    years: int | None
    since: date | None
    until: date | None
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The file of one case.

    `applicant`: as it is to be printed. `made_at`: when the archive is made; with the same values the archive is the same
    to the byte. `log`: for paper; `log_extract`: the lines of log.jsonl, as `gongkai.sealing.extracts.lines` writes them, of
    the same entries in the same order: a check compares the two.
    """

    agency: str
    number: str
    title: str
    applicant: str
    received_on: date
    made_at: datetime
    entries: Sequence[Entry]
    retention: Retention
    closed_on: date | None = None
    result: str = ""
    handler: str = ""
    steps: Sequence[Step] = ()
    terms: Sequence[Term] = ()
    approvals: Sequence[Approval] = ()
    searches: Sequence[Search] = ()
    log: Sequence[LogLine] = ()
    log_extract: Sequence[str] = ()
    removed: Sequence[Removal] = ()
