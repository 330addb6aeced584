"""The journal on standard error: JSON, one line for each event, without personal data and without secrets.

What people did is in the log of actions; the journal says how the machine fares. Neither bodies, queries nor cookies are
written. Texts that come with a fault are masked, since nobody knows what is in them.
"""

import json
import logging
import re
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from time import monotonic
from types import TracebackType
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponseBase

from gongkai.guard.http.requests import request_id
from gongkai.sealing.masks import scrubbed

_requests = logging.getLogger("gongkai.requests")

# In what a fault says, code is ASCII; what people typed is Chinese or a long number.
_FOREIGN = re.compile(r"[^\x00-\x7f]+|\d{6,}")
_DEEP = 12  # frames of a traceback, the innermost ones
_QUIET = frozenset({"healthz"})

# Keyword arguments of addresses that open something by themselves.
SECRET_ARGUMENTS = frozenset({"token", "code", "key", "secret", "uidb36", "uidb64"})


class JsonLines(logging.Formatter):
    """time, level, logger, request_id, message; what `extra={"fields": {…}}` gives; error and where, for a fault."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id(),
            "message": scrubbed(record.getMessage()),
        }
        fields: Mapping[str, Any] = getattr(record, "fields", {})
        line.update(fields)
        if record.exc_info and record.exc_info[1]:
            line.update(_fault(record.exc_info[1], record.exc_info[2]))
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False)


class Journal:
    """Middleware, next after RequestId: one line for each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = monotonic()
        response = self.get_response(request)
        if settings.REQUEST_LOG and request.path_info.strip("/") not in _QUIET:
            fields = {
                "method": request.method,
                "path": scrubbed(_path(request)),
                "status": response.status_code,
                "ms": round((monotonic() - begun) * 1000),
                "user": _user(request),
            }
            _requests.info("request", extra={"fields": fields})
        return response


def _path(request: HttpRequest) -> str:
    """The path without its query, and without arguments that are secrets."""
    path, match = request.path, request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if name in SECRET_ARGUMENTS and str(value):
            path = path.replace(str(value), "…")
    return path


def _user(request: HttpRequest) -> str:
    """The user name, if anything asked who it is; the journal itself asks nobody."""
    user = getattr(request, "_cached_user", None)
    return user.get_username() if user is not None and user.is_authenticated else ""


def _fault(error: BaseException, trace: TracebackType | None) -> dict[str, Any]:
    frames = traceback.extract_tb(trace)[-_DEEP:]
    return {
        "error": _said(error),
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _said(error: BaseException) -> str:
    """The kind of a fault and what it says. Databases quote the row that they refuse: of those only what they blame."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    diagnosis = getattr(error.__cause__, "diag", None) if isinstance(error, Error) else None
    if diagnosis is not None:
        blamed = (diagnosis.sqlstate, diagnosis.table_name, diagnosis.column_name, diagnosis.constraint_name)
        return f"{kind}: {' '.join(part for part in blamed if part)}"
    return f"{kind}: {_FOREIGN.sub('…', scrubbed(str(error)))}"[:500]
