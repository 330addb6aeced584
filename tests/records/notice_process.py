"""Several processes and a holiday notice: `python -m tests.records.notice_process SCENARIO` prints what came of it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

from tests.records.process import AT, ended, fork

MANY = 4
YEAR = 2027
ASKS = (
    "from gongkai.documents.holidays import installed_calendar; "
    f"print({YEAR} in installed_calendar().settled_years)"
)


def keeper(number: int) -> Any:
    """Somebody who may enter and approve, at an agency with none above it."""
    from gongkai.law.roles import Role
    from gongkai.records.access import Actor, Duty

    duty = Duty(Role.SYSTEM_ADMINISTRATOR, 1, frozenset({1}), top=True)
    return Actor(f"keeper-{number}", "虚构示例", number, (duty,))


def entered() -> int:
    """A notice of a year that has none, handed in by the first of them."""
    from gongkai.records.actions.notices import enter_notice
    from tests.desk.notices import text_of

    return enter_notice(text=text_of(YEAR), by=keeper(1), at=AT)


def approve(says: int, notice_id: int, number: int) -> None:
    from gongkai.records.actions.notices import approve_notice
    from gongkai.records.actions.refused import Refused

    try:
        approve_notice(notice_id=notice_id, by=keeper(number), at=AT)
        os.write(says, b"approved\n")
    except Refused:
        os.write(says, b"refused\n")


def all_at_once(errands: list[Callable[[int], None]]) -> tuple[list[str], list[int]]:
    """What processes said that ran side by side, and how they ended."""
    running = [fork(errand) for errand in errands]
    said = [line.decode().strip() for _, pipe in running for line in pipe]
    return said, [ended(number, pipe) for number, pipe in running]


def crowd() -> dict[str, Any]:
    """Many approve the same notice at the same time."""
    notice_id = entered()
    said, codes = all_at_once([partial(approve, notice_id=notice_id, number=n + 2) for n in range(MANY)])
    return {"said": said, "codes": codes}


def twins() -> dict[str, Any]:
    """Many enter a notice of the same year at the same time."""
    said, codes = all_at_once([enter for _ in range(MANY)])
    return {"said": said, "codes": codes}


def enter(says: int) -> None:
    from gongkai.records.actions.refused import Refused

    try:
        entered()
        os.write(says, b"entered\n")
    except Refused:
        os.write(says, b"refused\n")


def seen() -> dict[str, Any]:
    """Another process approves; this one, which had its calendar already, and one that starts without Django, see it."""
    from gongkai.documents import holidays

    notice_id, clock = entered(), time.monotonic
    before = knows()
    _, codes = all_at_once([partial(approve, notice_id=notice_id, number=2)])
    holidays.monotonic = lambda: clock() + holidays.FRESH  # type: ignore[attr-defined] # a second later
    plain = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    bare = subprocess.run([sys.executable, "-c", ASKS], env=plain, capture_output=True, text=True, check=True)
    return {"codes": codes, "before": before, "after": knows(), "bare": bare.stdout.strip()}


def racing() -> dict[str, Any]:
    """One takes the notice back while others put the folder right, again and again: what is left is what the table says."""
    from gongkai.records.actions.notices import take_back_notice

    notice_id = entered()
    all_at_once([partial(approve, notice_id=notice_id, number=2)])

    def take_back(_says: int) -> None:
        take_back_notice(notice_id=notice_id, reason="抄录有误", by=keeper(3), at=AT)

    _, codes = all_at_once([*([mend] * MANY), take_back, *([mend] * MANY)])
    return {"codes": codes, "left": [file.name for file in folder().iterdir()]}


def mend(_says: int) -> None:
    from gongkai.records.actions.notices import install_notices

    for _ in range(5):
        install_notices()


def knows() -> bool:
    from gongkai.documents.holidays import installed_calendar

    return YEAR in installed_calendar().settled_years


def folder() -> Any:
    from gongkai.documents.holidays import entered_folder

    return entered_folder()


def main(scenario: str) -> None:
    django.setup()
    from gongkai.records.models import HolidayNotice, LogEntry, NoticeStep
    from gongkai.records.queries.chain import faults

    said = globals()[scenario]()
    found = {
        "stages": list(HolidayNotice.objects.order_by("pk").values_list("stage", flat=True)),
        "steps": list(NoticeStep.objects.order_by("pk").values_list("stage", flat=True)),
        "logged": list(LogEntry.objects.order_by("seq").values_list("action", flat=True)),
        "faults": [fault.what for fault in faults()],
    }
    sys.stdout.write(json.dumps({**found, **said}))


if __name__ == "__main__":
    main(*sys.argv[1:])
