"""Telephones as real processes: `python -m tests.compilations.process` prints what was counted when many scan at once."""

import json
import os
import sys
from functools import partial

import django
from django.db import connection

from tests.records.process import ended, fork

CROWD, TIMES = 8, 25


def scans(says: int, code_id: int) -> None:
    """Scan one code again and again, over midnight."""
    from gongkai.compilations.actions import count_scan
    from tests.publication.office import MONDAY, later

    for turn in range(TIMES):
        count_scan(code_id=code_id, on=MONDAY if turn % 2 else later(24).date())
    os.write(says, b"done\n")


def main() -> None:
    django.setup()
    from gongkai.compilations.models import Code, Scans
    from tests.compilations.composed import key_of, topic
    from tests.publication.office import office

    code = Code.objects.get(key=key_of(topic(office())))
    started = [fork(partial(scans, code_id=code.pk)) for _ in range(CROWD)]
    codes = [ended(number, pipe) for number, pipe in started]
    rows = Scans.objects.filter(code=code).order_by("on").values_list("count", flat=True)
    sys.stdout.write(json.dumps({"vendor": connection.vendor, "codes": codes, "counts": list(rows)}))


if __name__ == "__main__":
    main()
