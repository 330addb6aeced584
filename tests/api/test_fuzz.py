"""Whatever is asked of the interface, the answer is one that its document knows, and never a 500."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from pytest_django import Settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gongkai.api.document import described
from tests.api.world import Small
from tests.exchange.world import system
from tests.exchange.world import token as a_token

pytestmark = pytest.mark.django_db
EXAMPLES = 6
"""For each operation, beside the ones that bend each parameter in every way: few seconds in all."""
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)


@schemathesis.serializer("application/jsonl")
def _lines(_context: object, value: Any) -> bytes:
    """Rows of a push: whatever it is, as a line."""
    return value if isinstance(value, bytes) else json.dumps(value, default=str).encode()


api = schemathesis.openapi.from_dict(described())
AGAIN = "put"
"""It takes the same text as what hands in, of which every field is bent already: some examples are enough."""
SETTINGS: dict[str, Any] = {"max_examples": EXAMPLES, "suppress_health_check": list(HealthCheck)}
HANDLER = WSGIHandler()


def served(environ: dict[str, Any], start: Any) -> list[bytes]:
    """As a server does it: the answer is closed, and with it what was uploaded."""
    answer = HANDLER(environ, start)
    try:
        return list(answer)
    finally:
        answer.close()


@pytest.fixture
def token(small: Small) -> str:
    """Of a business system that may do whatever systems may."""
    return a_token(system(small.at, per_hour=10_000, per_day=100_000), at=timezone.now())


@pytest.fixture(autouse=True)
def _much(settings: Settings, small: Small) -> None:  # noqa: ARG001 - what is asked for is there
    settings.API_PER_HOUR = settings.PUSHES_PER_HOUR = 10_000_000


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """That of the test, with what it has not committed: as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@api.exclude(operation_id=AGAIN).parametrize()
@settings(phases=[Phase.explicit, Phase.generate], **SETTINGS)
def test_every_answer_is_one_that_the_document_knows(case: Any, token: str) -> None:
    judge(case, token)


@api.include(operation_id=AGAIN).parametrize()
@settings(phases=[Phase.generate], **SETTINGS)
def test_what_takes_the_same_text_again(case: Any, token: str) -> None:
    judge(case, token)


def judge(case: Any, token: str) -> None:
    """Ask, with a good token where one is needed: without it everything ends at the door."""
    if "/drafts" in case.operation.path:
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
    response = case.call(app=served)
    case.validate_response(response, checks=CHECKS)
    if response.status_code >= 400:
        assert response.headers["content-type"][0].startswith("application/problem+json")
