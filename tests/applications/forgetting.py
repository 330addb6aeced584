"""Officers who are killed while they take out who applied: `python -m tests.applications.forgetting` prints what is left then.

Each is a fork that ends itself by SIGKILL, so that neither Python nor the database has a chance to tidy up.
"""

import base64
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection, transaction

from tests.records.process import ended, fork

STAGES = (
    "_forget_wishes",
    "_forget_applicant",
    "_forget_course",
    "_forget_answers",
    "enter",
    "erase",
    "told",
)
"""What is done, one after the other, in one transaction: somebody is killed right after each."""


def die_after(says: int, module: Any, name: str, errand: Callable[[], None], before: list[str]) -> None:
    """Do an errand; be killed as soon as this part of it is done, and say whether tables had changed by then."""
    part = getattr(module, name)

    def fatal(*given: Any, **named: Any) -> None:
        part(*given, **named)
        os.write(says, b"changed" if table_rows() != before else b"same")
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, fatal)
    errand()


def only(_says: int, errand: Callable[[], None]) -> None:
    """Do an errand to its end."""
    errand()


def run(errand: Callable[[int], None]) -> tuple[int, str]:
    """What a process said, and how it ended."""
    number, pipe = fork(errand)
    said = pipe.read().decode()
    return ended(number, pipe), said


def table_rows() -> list[str]:
    """Every row there is, in an order that does not depend on where the database keeps it."""
    from tests.applications.test_anonymising import rows

    return sorted(rows().splitlines())


def killed_at_each_stage(anonymise: Callable[[], None]) -> list[dict[str, Any]]:
    from gongkai.applications.actions import anonymising
    from gongkai.records.queries.chain import faults

    told = []
    for stage in STAGES:
        before = table_rows()
        code, said = run(partial(die_after, module=anonymising, name=stage, errand=anonymise, before=before))
        whole = table_rows() == before and list(faults()) == []
        told.append({"stage": stage, "code": code, "said": said, "whole": whole})
    return told


def bytes_go(remove: Callable[[], None]) -> dict[str, Any]:
    """The job that removes the bytes is killed after the first file; then it runs again, and once more."""
    from gongkai.records.actions import files

    stored = Path(settings.FILES)

    def left() -> int:
        return sum(path.is_file() for path in stored.rglob("*"))

    before, at_first = table_rows(), left()
    code, said = run(partial(die_after, module=files, name="_removed", errand=remove, before=before))
    half = {"code": code, "said": said, "whole": table_rows() == before, "gone": at_first - left()}
    codes = [run(partial(only, errand=remove))[0]]
    gone = at_first - left()
    codes.append(run(partial(only, errand=remove))[0])
    return {"killed": half, "codes": codes, "gone": gone, "again": at_first - left() - gone}


def scenario() -> dict[str, Any]:
    from gongkai.applications import actions
    from gongkai.applications.models import Application, Doing, Event
    from gongkai.records.actions.previews import remove_bytes
    from gongkai.records.models import LogEntry, StoredFile
    from gongkai.records.queries.chain import faults
    from tests.applications import closing
    from tests.applications.office import HEAD, OFFICER, office
    from tests.applications.test_anonymising import LATER, everything

    at = office()
    with transaction.atomic():
        one = closing.ended(at)
    actions.propose_anonymising(application_id=one, by=at[OFFICER], at=LATER)
    anonymise = partial(actions.anonymise, application_id=one, by=at[HEAD], at=LATER)
    known = everything(settings)  # type: ignore[arg-type]  # the settings themselves, not the fixture
    told = {"readable": [each for each in closing.PERSONAL if each in known]}
    killed = killed_at_each_stage(anonymise)
    codes = [run(partial(only, errand=anonymise))[0] for _ in range(2)]
    erased = StoredFile.objects.filter(erased_at__isnull=False)
    digests = sorted({*erased.values_list("digest", flat=True)})
    removed = bytes_go(partial(remove_bytes, digests=digests, at=LATER + timedelta(days=2)))
    left = everything(settings)  # type: ignore[arg-type]  # as above
    return told | {
        "vendor": connection.vendor,
        "killed": killed,
        "codes": codes,
        "digests": len(digests),
        "removed": removed,
        "left": [each for each in closing.PERSONAL if each in left],
        "done": Application.objects.filter(pk=one, anonymised_at__isnull=False).count(),
        "events": Event.objects.filter(application=one, kind=Doing.ANONYMISED).count(),
        "logged": LogEntry.objects.filter(action="applications.anonymise").count(),
        "faults": [fault.what for fault in faults()],
    }


def main() -> None:
    django.setup()
    settings.SEALING_KEYS = "test:" + base64.b64encode(bytes(32)).decode()
    sys.stdout.write(json.dumps(scenario()))


if __name__ == "__main__":
    main()
