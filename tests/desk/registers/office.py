"""A county and a township of it, each with an officer, and one who supervises; what workers do is done at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Event
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import reverse

from gongkai.agencies.queries import AgencyRow
from gongkai.jobs import worker
from gongkai.law.registers import definition
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.registers import actions
from tests.desk.rolls import PENALTY
from tests.desk.world import NOW, appoint, body, browser
from tests.records.jobs.sample import HOLD
from tests.registers.world import as_csv


@dataclass(frozen=True)
class Office:
    """The two agencies, and browsers of those who work there."""

    xian: AgencyRow
    zhen: AgencyRow
    officer: Client
    township: Client
    supervisor: Client


def office() -> Office:
    xian = body("xian", "云岭县人民政府", level=Level.COUNTY)
    zhen = body("zhen", "云岭县青禾镇人民政府", "xian", Level.TOWNSHIP)
    people = [
        appoint(name, agency, role)
        for name, agency, role in (
            ("officer", xian, Role.DISCLOSURE_OFFICER),
            ("township", zhen, Role.DISCLOSURE_OFFICER),
            ("supervisor", xian, Role.SUPERVISOR),
        )
    ]
    return Office(xian, zhen, *map(browser, people))


def source(agency: AgencyRow, register: str = PENALTY, **more: Any) -> int:
    given = {"name": "执法平台", "by": OPERATOR, "at": NOW, **more}
    return actions.open_source(agency_id=agency.id, register=register, **given)


def hand_in(client: Client, source_id: int, data: bytes, name: str = "处罚.csv", **more: str) -> Any:
    """A file handed in: the page of the mapping, or the form with what is wrong."""
    address = reverse("desk:registers_import", args=[source_id])
    return client.post(address, {"file": SimpleUploadedFile(name, data), **more})


def mapped(client: Client, source_id: int, page: Any, **changes: str) -> Any:
    """The mapping sent as it was shown, but for some headings by their place."""
    chosen = {f"to-{row.place}": row.chosen for row in page.context["rows"]} | changes
    address = reverse("desk:registers_import_map", args=[source_id])
    return client.post(address, {"preview": page.context["token"], **chosen})


def brought(client: Client, source_id: int, rows: Iterable[Mapping[str, str]]) -> str:
    """Rows handed in, mapped and read; the address of their delivery."""
    answer = mapped(client, source_id, hand_in(client, source_id, as_csv(rows, PENALTY)))
    assert answer.status_code == 302, answer.content.decode()
    work()
    return str(answer["Location"])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def work() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "close_old_connections", lambda: None)
        patch.setattr(BaseDatabaseWrapper, "close", lambda _: None)
        worker.work(worker="甲", hold=HOLD, stop=Event(), once=True, clock=lambda: NOW)


def labels(register: str = PENALTY) -> dict[str, str]:
    return {field.key: field.label for field in definition(register).fields}
