"""The telephone numbers of the demo's people stand plain on no page, in no file, in no row of the database."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client, override_settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from gongkai.accounts.models import Contact, User
from gongkai.demo import people, publication, samples
from gongkai.desk.urls import app_name
from gongkai.law.roles import Role
from tests.desk.addresses import names
from tests.records.databases import world

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PLAIN = re.compile(r"1390000\d{4}|000-0000\d{4}")
MASKED = "139****"
EACH = 2
"""So many pages of one kind are looked at for each person."""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def files(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The folder of the files of the demo, loaded once."""
    folder = tmp_path_factory.mktemp("files")
    with (
        world(django_db_blocker),
        override_settings(DEMO=True, FILES=folder),
        pytest.MonkeyPatch.context() as at,
    ):
        at.setattr(timezone, "now", lambda: NOW)
        samples.load()
        people.load(NOW)
        publication.load(NOW)
        yield folder


@pytest.fixture(autouse=True)
def _demo(settings: Settings, monkeypatch: pytest.MonkeyPatch, files: Path) -> None:
    settings.DEMO = True
    settings.FILES = files
    settings.SECOND_FACTOR_ROLES = []
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def text_of(answer: HttpResponseBase) -> str:
    streamed = isinstance(answer, StreamingHttpResponse)
    data = b"".join(answer.streaming_content) if streamed else answer.content  # type: ignore[attr-defined]
    return data.decode("utf-8", "replace") + str(answer.headers)


def name_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


def walked(client: Client) -> Iterator[tuple[str, str]]:
    """Every page that links lead to from the start page of the desk, a few of each kind."""
    waiting, known, seen = deque(["/desk/", "/"]), {"/desk/", "/"}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        kind = name_of(address)
        if seen[kind] >= EACH or not kind:
            continue
        seen[kind] += 1
        text = text_of(client.get(address))
        yield kind, text
        for link in re.findall(r'href="([^"#]+)', text):
            found = urljoin(address, unescape(link))
            if found.startswith("/") and not found.startswith(("/static/", "//")) and found not in known:
                known.add(found)
                waiting.append(found)


def test_every_person_of_the_demo_has_numbers_that_nobody_has() -> None:
    assert Contact.objects.count() == User.objects.count()
    assert all(PLAIN.fullmatch(each.mobile.unsealed()) for each in Contact.objects.all())


def test_no_table_holds_one() -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database
            assert not [row for row in cursor.fetchall() if PLAIN.search(str(row))], table


LOOKING = (
    *(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR),
    *(Role.SUPERVISOR, Role.OFFICE_HEAD),
)


def test_no_page_shows_one() -> None:
    for role in LOOKING:
        client = Client()
        client.force_login(User.objects.get(username=people.NAMES[role]))
        pages = list(walked(client))
        assert [kind for kind, text in pages if PLAIN.search(text)] == [], role
        assert MASKED in "".join(text for _, text in pages), role
        kinds = {kind for kind, _ in pages}
        assert {f"{app_name}:{name}" for name in ("home", "me", "members", "agency")} <= kinds, role
        if role.runs_the_system:
            assert {f"{app_name}:{name}" for name in ("accounts", "account", "locked")} <= kinds, role
        assert len(kinds & {f"{app_name}:{name}" for name in names()}) > 10, role
