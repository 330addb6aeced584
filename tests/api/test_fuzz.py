"""Whatever is asked of the interface, the answer is one that its document knows, and never a 500."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
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

pytestmark = pytest.mark.django_db
EXAMPLES = 6
"""For each operation: enough that each parameter is bent in every way in the long run, and few seconds in all."""
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
APP = WSGIHandler()


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


@api.parametrize()
@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_knows(case: Any) -> None:
    response = case.call(app=APP)
    case.validate_response(response, checks=CHECKS)
    if response.status_code >= 400:
        assert response.headers["content-type"][0].startswith("application/problem+json")
