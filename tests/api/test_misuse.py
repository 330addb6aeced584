"""Requests that do not fit, are too much, or bring no good token: refused, written down, and nothing is kept."""

import json
import logging
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gongkai.exchange import actions
from gongkai.exchange.models import Scope, System, Token
from gongkai.publication.models import Item
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.api.calling import DRAFTS, TEXT, Caller, logged, problem
from tests.publication.office import (
    NOON,
    office,
)
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files", "_at_noon")]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 5_000, b'{"title": NaN}']
)
def test_broken_json_is_refused(caller: Caller, body: bytes) -> None:
    problem(caller.ask("post", "", body), 400)


def test_too_much_is_refused_before_it_is_read(caller: Caller, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000
    problem(caller.ask("post", "", {**TEXT, "body": "长" * 1_000}), 413)
    settings.FILE_MEGABYTES = 0
    large = {"file": SimpleUploadedFile("大.txt", b"x" * 4_000_000)}
    problem(caller.files("/1/files", large), 413)
    heads = {"Authorization": f"Bearer {caller.secret}", "Content-Length": "9" * 30}
    problem(caller.client.post(DRAFTS, b"{}", content_type="application/json", headers=heads), 413)


def test_broken_forms_are_refused(caller: Caller) -> None:
    heads = {"Authorization": f"Bearer {caller.secret}"}
    for kind, body in (
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=a", b"--a\r\nContent-Disposition: form-data"),
        ("text/plain", b"x"),
    ):
        answer = caller.client.generic("POST", f"{DRAFTS}/word", body, content_type=kind, headers=heads)
        problem(answer, 400)


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Basic eDp5",
        "Bearer",
        "Bearer ",
        "Bearer gk_1",
        "Bearer {secret}x",
        "bearer  {secret}\u00e9",
        "{secret}",
    ],
)
def test_who_brings_no_good_token_is_not_let_in(caller: Caller, heading: str) -> None:
    heads = {"Authorization": heading.format(secret=caller.secret)} if heading else {}
    answer = caller.client.post(DRAFTS, json.dumps(TEXT), content_type="application/json", headers=heads)
    problem(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"
    assert not Item.objects.exists()
    assert len(logged("exchange.refuse")) == 1


def test_a_token_in_the_address_is_none(caller: Caller) -> None:
    answer = caller.client.post(f"{DRAFTS}?token={caller.secret}&access_token={caller.secret}")
    problem(answer, 401)


def test_misuse_is_refused_and_written_down(
    caller: Caller, at: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = caller.hand_in()
    other = Caller(office("b"), name="别的系统")
    problem(other.ask("get", f"/{number}"), 404)
    problem(other.ask("delete", f"/{number}"), 404)
    problem(other.ask("put", f"/{number}", TEXT, If_Match='"e1r1"'), 404)
    problem(caller.ask("get", f"/{10**30}"), 404)
    reader = Caller(at, scopes=(Scope.READ,), name="只读")
    assert "不能用来" in problem(reader.ask("post", "", TEXT), 403)
    assert "只接受" in problem(caller.ask("put", "", TEXT), 405)
    over = Caller(at, per_hour=1, name="少")
    over.hand_in()
    answer = over.ask("post", "", TEXT)
    problem(answer, 429)
    assert answer["Retry-After"] == "3600"
    actions.end_token(token_id=Token.objects.get(system=caller.number).pk, by=OPERATOR, at=NOON)
    assert "停用" in problem(caller.ask("get", f"/{number}"), 401)
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=31))
    assert "过期" in problem(over.ask("post", "", TEXT), 401)
    refused = {
        entry.details.get("status", entry.reason[:4])
        for entry in LogEntry.objects.filter(action="exchange.refuse")
    }
    assert 404 in refused
    assert {"这个令牌", "本小时的"} <= refused


def test_the_secret_is_in_no_line_of_the_journal(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        caller.hand_in()
        caller.ask("post", "", b"{")
    lines = [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    assert not [line for line in lines if caller.secret in line]


def test_a_name_of_a_file_cannot_write_a_head(caller: Caller) -> None:
    number = caller.hand_in()
    file = BytesIO(b"text")
    file.name = "a\r\nX-More: 1.txt"
    answer = caller.files(f"/{number}/files", {"file": file}, Idempotency_Key="k")
    assert answer.status_code in (201, 400, 422)
    assert "X-More" not in answer
    assert System.objects.count() == 1
    assert reverse("api_drafts") == DRAFTS
