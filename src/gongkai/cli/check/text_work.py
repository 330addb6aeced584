"""What a worker process does with one file of `gongkai check text`: check it, put the remarks into words or JSON."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from click import style, unstyle

from gongkai.cli.jobs import Done, Job
from gongkai.cli.screen import printable, wrap
from gongkai.cli.view import COLOURS
from gongkai.documents.checking.remarks import Place, Remark
from gongkai.documents.checking.rules import RULES
from gongkai.documents.checking.wording import Dictionary, read_dictionary, shipped
from gongkai.documents.file_check import CheckedFile, check_file
from gongkai.documents.loading import read_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import dumps
from gongkai.law.findings import Severity

SHOWN = 5  # places that are named one by one
LONGEST = 60  # characters of what was found


@cache
def load_dictionary(path: Path) -> Dictionary:
    """The shipped dictionary with that of a file on top. Raises Unreadable, BadDictionary."""
    return shipped().with_(read_dictionary(read_bytes(path), path.name))


def check_text(job: Job) -> Done:
    """The remarks on a file, as JSON or as text for a terminal."""
    try:
        dictionary = load_dictionary(job.dictionary) if job.dictionary else None
        checked = check_file(read_bytes(job.path), job.shown, dictionary)
    except Unreadable as error:
        failed = {"file": job.shown, "error": str(error)}
        return Done(_line(failed, job) if job.json else b"", unreadable=str(error))
    counts = Counter(remark.severity.value for remark in checked.remarks)
    if job.json:
        document = {
            "file": job.shown,
            "title": checked.title,
            "remarks": [remark_json(remark) for remark in checked.remarks],
        }
        return Done(_line(document, job), counts=counts)
    said = "\n".join(_lines(checked, job)) + "\n"
    return Done(said if job.colour else unstyle(said), counts=counts)


def _line(document: dict[str, Any], job: Job) -> bytes:
    return dumps(document, indent=job.indent) + b"\n"


def remark_json(remark: Remark) -> dict[str, Any]:
    """A remark as docs/commands.md describes it."""
    return {
        "rule": remark.rule,
        "severity": remark.severity.value,
        "message": remark.message,
        "found": remark.found,
        "fix": remark.fix,
        **_place_json(remark.place),
        "also": [_place_json(place) for place in remark.also],
    }


def _place_json(place: Place) -> dict[str, Any]:
    return {"part": place.part, "place": place.label, "start": place.start, "end": place.end}


def _lines(checked: CheckedFile, job: Job) -> Iterator[str]:
    yield style(printable(checked.title) or "（没有认出标题）", bold=True)
    yield style("  " + printable(job.shown), dim=True)
    for severity in Severity:
        group = [remark for remark in checked.remarks if remark.severity is severity]
        if group:
            yield ""
            yield style(f"{severity.label} {len(group)} 项", fg=COLOURS[severity], bold=True)
        for remark in group:
            yield from _remark(remark, job.columns)
    if not checked.remarks:
        yield style("  没有发现问题。", fg="green")


def _remark(remark: Remark, columns: int) -> Iterator[str]:
    rule = style(remark.rule, fg=COLOURS[remark.severity])
    what = RULES.get(remark.rule, "")
    yield f"  {rule}  {style(printable(' '.join(filter(None, (_where(remark), what)))), bold=True)}"
    said = f"原文“{_short(remark.found)}”" if remark.found.strip() else ""
    ought = f"应为“{_short(remark.fix)}”" if remark.fix else "应删去" if remark.fix == "" else ""
    for line in filter(None, (" → ".join(filter(None, (said, ought))), remark.message)):
        for part in wrap(printable(line), max(columns - 8, 20)):
            yield " " * 8 + part


def _where(remark: Remark) -> str:
    """The first places, and how many there are: 第3段、第5段等（共 12 处）."""
    labels = list(dict.fromkeys(place.label for place in (remark.place, *remark.also)))
    others = "等" if len(labels) > SHOWN else ""
    count = f"（共 {len(remark.also) + 1} 处）" if remark.also else ""
    return "、".join(labels[:SHOWN]) + others + count


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= LONGEST else joined[: LONGEST - 1] + "…"
