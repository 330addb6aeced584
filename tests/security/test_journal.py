"""The journal says how the machine fares, and nothing about people."""

import io
import json
import logging
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from gongkai.guard.http.journal import JsonLines
from tests.security.addresses import addresses

pytestmark = pytest.mark.django_db
NAME, NUMBER, MOBILE, EMAIL, PASSWORD = (
    "欧阳诗甲",
    "11010519491231002X",
    "13800001234",
    "jia@example.org",
    "Pa55-wort-xyz",
)
MARKERS = (NAME, NUMBER, MOBILE, EMAIL, PASSWORD)
EVERYTHING = " ".join(MARKERS)


def lines(journal: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in journal.getvalue().splitlines()]


def test_line_of_a_request(journal: io.StringIO) -> None:
    answer = Client().get("/wza/?q=x")
    (line,) = [line for line in lines(journal) if line["logger"] == "gongkai.requests"]
    assert {"time", "level", "logger", "request_id", "message", "method", "path", "status", "ms"} == set(line)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/wza/", 200)
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["time"].endswith("+00:00")


def test_user_is_named_where_a_page_asked_who_it_is(journal: io.StringIO, django_user_model: Any) -> None:
    from django.utils import timezone

    user = django_user_model.objects.create(username="zhang", name=NAME, created_at=timezone.now())
    client = Client()
    client.force_login(user, "gongkai.desk.session.backend.OpenAccounts")
    client.get("/desk/zhanghao")
    (line,) = [line for line in lines(journal) if line["logger"] == "gongkai.requests"]
    assert line["user"] == "zhang"


def test_health_is_not_written_down_and_all_can_be_silenced(journal: io.StringIO, settings: Settings) -> None:
    Client().get("/healthz")
    settings.REQUEST_LOG = False
    Client().get("/wza/")
    assert "gongkai.requests" not in journal.getvalue()


@pytest.mark.parametrize("address", addresses())
def test_nothing_that_anybody_typed_is_written_down(address: str, journal: io.StringIO) -> None:
    client = Client(
        headers={"referer": f"http://testserver/{EMAIL}", "user-agent": EMAIL, "x-forwarded-for": EMAIL}
    )
    client.cookies["note"] = EMAIL
    fields = {
        **dict.fromkeys(("login", "username", "text", "name", "q", "next", "report"), EVERYTHING),
        "password": PASSWORD,
    }
    client.get(address, fields)
    client.post(address, fields)
    client.post(address, {**fields, "file": SimpleUploadedFile(f"{NAME}{NUMBER}.txt", EVERYTHING.encode())})
    client.post(f"{address}?{NUMBER}", EVERYTHING, content_type="application/json")
    assert lines(journal) or address == "/healthz"
    assert [marker for marker in MARKERS if marker in journal.getvalue()] == []


def test_nothing_in_a_path(journal: io.StringIO, settings: Settings) -> None:
    for marker in (NUMBER, MOBILE, EMAIL):
        Client().get(f"/nobody/{marker}/")
    settings.ROOT_URLCONF = "tests.security.urls"
    Client().get("/open/K7Q2-secret")
    text = journal.getvalue()
    assert [word for word in (NUMBER, MOBILE, EMAIL, "K7Q2") if word in text] == []
    assert "/open/…" in text


@pytest.mark.parametrize("address", ["/fault", "/row"])
def test_nothing_in_what_a_fault_says(address: str, journal: io.StringIO, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.security.urls"
    Client(raise_request_exception=False).post(address, {"name": EVERYTHING})
    faults = [line for line in lines(journal) if "error" in line]
    assert faults
    assert any("tests/security/urls.py" in place for place in faults[0]["where"])
    assert [marker for marker in (NAME, NUMBER, MOBILE, EMAIL) if marker in journal.getvalue()] == []


def test_one_event_is_one_line(journal: io.StringIO) -> None:
    logging.getLogger("gongkai.any").warning("a\nb %s", '"}\r\n{"level": "FORGED"')
    (line,) = lines(journal)
    assert line["level"] == "WARNING"


def test_formatter_is_the_one_in_use(settings: Settings) -> None:
    assert settings.LOGGING["formatters"]["json"]["()"] == f"{JsonLines.__module__}.{JsonLines.__name__}"
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "json"
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []  # no mail with what was typed
