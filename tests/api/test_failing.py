"""What goes wrong below /api/ is told to programs in the form that they read, whatever it is; elsewhere people get a page."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from gongkai.api.reading import organs, searching
from gongkai.guard.http.journal import JsonLines
from tests.api.calling import DRAFTS, problem

pytestmark = pytest.mark.django_db
WHAT = "cannot reach db.inner.example as gk_owner"
ID = "X-Request-ID"


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    held = io.StringIO()
    handler = logging.StreamHandler(held)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield held
    logging.getLogger().removeHandler(handler)


def fails(*_: object, **__: object) -> Any:
    raise RuntimeError(WHAT)


@pytest.fixture
def calm() -> Client:
    """A client that is answered as a program is: faults do not reach the test."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_fault_is_a_problem_document_with_the_number_under_which_it_is_logged(
    method: str, calm: Client, journal: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organs, "agency", fails)
    answer = getattr(calm, method)("/api/v1/agencies/any")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    number = answer[ID]
    if method == "get":
        said = answer.json()
        assert (said["status"], said["request_id"]) == (500, number)
        assert number in said["detail"]
        assert not [word for word in (WHAT, "RuntimeError", "Traceback", ".py") if word in str(said)]
    (fault,) = [line for line in map(json.loads, journal.getvalue().splitlines()) if "error" in line]
    assert fault["request_id"] == number
    assert "RuntimeError" in fault["error"]
    assert any("reading/organs.py" in place for place in fault["where"])


def test_a_refusal_that_nobody_put_into_words_is_one_too(
    calm: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbids(*_: object, **__: object) -> None:
        raise PermissionDenied

    monkeypatch.setattr(searching, "understood", forbids)
    assert problem(calm.get("/api/v1/search"), 403)


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing", "/api/v1/items/", "/api/v2/items", "/api/x", "/api//"]
)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_what_there_is_not(calm: Client, address: str, method: str) -> None:
    assert problem(getattr(calm, method)(address), 404)


@pytest.mark.parametrize("address", ["", "openapi.json", "items", "changes", "statistics", "drafts/1"])
def test_a_method_that_there_is_not(calm: Client, address: str) -> None:
    answer = calm.generic("PATCH", f"/api/v1/{address}")
    assert problem(answer, 405)
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize("address", ["", "openapi.json", "items", "nothing"])
def test_too_much_for_an_address_that_takes_nothing(calm: Client, address: str) -> None:
    answer = calm.post(
        f"/api/v1/{address}", b"{}", content_type="application/json", headers={"Content-Length": "9" * 12}
    )
    assert problem(answer, 413)
    odd = calm.post(f"/api/v1/{address}", b"", content_type="text/plain", headers={"Content-Length": "x"})
    assert odd.status_code in (400, 413)
    assert odd["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("address", ["/api/v1/items", "/api/v2/", DRAFTS])
def test_a_foreign_host_name(calm: Client, address: str) -> None:
    assert problem(calm.get(address, HTTP_HOST="evil.example"), 400)


@pytest.mark.parametrize("address", ["/nothing", "/apix/", "/desk/api/v1/items"])
def test_people_get_a_page(calm: Client, address: str) -> None:
    answer = calm.get(address)
    assert answer["Content-Type"].startswith("text/html")
    assert answer[ID] in answer.content.decode()
