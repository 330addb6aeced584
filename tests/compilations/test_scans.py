"""Scans are sums by code and day: exact when many scan at once, and nothing is known of who did."""

from pathlib import Path

import pytest

from gongkai.compilations import actions
from gongkai.compilations.models import Code, Scans
from gongkai.compilations.queries import scans
from tests.compilations.composed import key_of, topic
from tests.compilations.process import CROWD, TIMES
from tests.publication.office import MONDAY, OFFICER, later, office
from tests.records.databases import left_by


def test_many_at_once_are_all_counted(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.compilations.process")
    assert left["codes"] == [0] * CROWD
    assert left["counts"] == [CROWD * (TIMES // 2), CROWD * (TIMES - TIMES // 2)]


@pytest.mark.django_db
def test_days_and_codes_add_up() -> None:
    a = office()
    made = topic(a)
    whole, section = Code.objects.get(key=key_of(made)), Code.objects.get(section__topic=made)
    for code, on, times in ((whole, MONDAY, 3), (section, MONDAY, 2), (whole, later(-24 * 40).date(), 4)):
        for _ in range(times):
            actions.count_scan(code_id=code.pk, on=on)
    found = scans.scanned(made, a[OFFICER], last=MONDAY)
    assert found is not None
    assert (found.days, found.total) == (5, 9)
    assert dict(found.by_day)[MONDAY] == 5
    assert len(found.by_day) == scans.DAYS
    assert [(row.label, row.days, row.total) for row in found.codes] == [
        ("整个专题", 3, 7),
        ("分栏：补贴", 2, 2),
    ]
    assert sum(line[3] for line in scans.lines(made, a[OFFICER])) == found.total


def test_nothing_is_kept_but_code_day_and_count() -> None:
    assert {field.name for field in Scans._meta.get_fields()} == {"id", "code", "on", "count"}
