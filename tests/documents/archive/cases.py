"""A case that never was (虚构), with everything that the file of one may have."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from gongkai.documents.archive.folder import (
    Approval,
    Entry,
    Folder,
    Kind,
    LogLine,
    Removal,
    Retention,
    Search,
    Step,
    Term,
)
from gongkai.documents.archive.packing import packed
from gongkai.documents.paper import Paper
from gongkai.sealing.chain import START, Link, hash_of
from gongkai.sealing.chain import Entry as Logged
from gongkai.sealing.extracts import Cut, lines

MADE_AT = datetime(2026, 8, 3, 1, 2, 4, tzinfo=UTC)
FILES = {
    "申请表.PDF": b"%PDF-1.7 application",
    "回执.docx": b"PK letter",
    "照片": b"\x00\x01\x02 no ending",
}


def chain(count: int) -> list[tuple[Logged, str]]:
    """A log of so many entries, each with its hash."""
    made: list[tuple[Logged, str]] = []
    for seq in range(1, count + 1):
        entry = Logged(
            seq=seq,
            at=MADE_AT + timedelta(seconds=seq),
            actor="banli",
            action="application.registered",
            subject=f"application:{seq % 3}",
            details={"number": seq},
            previous=made[-1][1] if made else START,
        )
        made.append((entry, hash_of(entry)))
    return made


def cuts(log: list[tuple[Logged, str]], places: list[int]) -> list[Cut]:
    """The entries at these places, counted from 1."""
    return [Cut(*log[place - 1], following=log[place][1] if place < len(log) else "") for place in places]


def extract(count: int = 12, places: tuple[int, ...] = (1, 4, 5, 7, 12)) -> tuple[str, ...]:
    log = chain(count)
    return lines(cuts(log, [*places]), head=Link(count, log[-1][1]))


def printed_lines(count: int = 12, places: tuple[int, ...] = (1, 4, 5, 7, 12)) -> tuple[LogLine, ...]:
    log = chain(count)
    return tuple(
        LogLine(
            place=place,
            at=log[place - 1][0].at,
            who="办理员（虚构）",
            role="承办人",
            what="登记申请",
            hash=log[place - 1][1],
            previous=log[place - 1][0].previous,
        )
        for place in places
    )


def folder(**more: Any) -> Folder:
    names = [*FILES]
    entries = (
        Entry(
            kind=Kind.APPLICATION,
            title="政府信息公开申请表",
            on=date(2026, 7, 1),
            content=FILES[names[0]],
            name=names[0],
            pages=2,
        ),
        Entry(
            kind=Kind.LETTER,
            title="登记回执",
            on=date(2026, 7, 2),
            content=FILES[names[1]],
            name=names[1],
            pages=1,
        ),
        Entry(
            kind=Kind.EVIDENCE,
            title="现场照片",
            on=date(2026, 7, 3),
            content=lambda: BytesIO(FILES[names[2]]),
            name=names[2],
        ),
        Entry(kind=Kind.SERVICE, title="送达回证", on=date(2026, 7, 20), note="纸质件存档案柜"),
    )
    known: dict[str, Any] = {
        "agency": "云岭县民政局（虚构）",
        "number": "YL-MZ-2026-0007",
        "title": "关于2025年临时救助发放情况的政府信息公开申请",
        "applicant": "王珺喆（虚构）",
        "received_on": date(2026, 7, 1),
        "closed_on": date(2026, 7, 20),
        "result": "予以部分公开",
        "handler": "办理员（虚构）",
        "made_at": MADE_AT,
        "entries": entries,
        "retention": Retention(
            years=10, since=date(2026, 7, 20), until=date(2036, 7, 20), rule="保管期限通行做法"
        ),
        "steps": (
            Step(at=date(2026, 7, 1), what="收到申请", who="收发室"),
            Step(at=MADE_AT, what="送达答复", who="办理员（虚构）", note="邮寄"),
        ),
        "terms": (
            Term(what="答复期限", since=date(2026, 7, 1), due=date(2026, 7, 29), done=date(2026, 7, 20)),
        ),
        "approvals": (
            Approval(
                at=MADE_AT,
                who="主任（虚构）",
                role="签发人",
                what="答复书",
                result="同意",
                opinion="照此答复",
            ),
        ),
        "searches": (
            Search(
                at=MADE_AT,
                who="办理员（虚构）",
                where="业务系统、档案室",
                words="临时救助 2025",
                found="找到1件",
            ),
        ),
        "log": printed_lines(),
        "log_extract": extract(),
    }
    return Folder(**known | more)


def anonymised() -> Folder:
    """The same case after its term: the application form is gone, and it says why."""
    whole = folder()
    first, *others = whole.entries
    gone = replace(first, content=None, note="已去除个人信息")
    removal = Removal(
        what="申请人姓名、联系方式、申请表原件",
        at=MADE_AT,
        who="档案员（虚构）",
        role="档案管理人",
        rule="个人信息保护法第四十七条",
        why="保管期限届满",
    )
    return replace(whole, applicant="自然人（已去除）", entries=(gone, *others), removed=(removal,))


def plain_printer(sheets: Paper) -> bytes:
    """Stands in for the PDF where what is printed does not matter."""
    return f"%PDF {sheets.title}".encode()


def archive(of: Folder | None = None, *, sm3: bool = False) -> bytes:
    target = BytesIO()
    packed(of or folder(), target, sm3=sm3, printer=plain_printer)
    return target.getvalue()
