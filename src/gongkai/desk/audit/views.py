"""The log with filters, as a file, and whether its chain is whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.audit.forms import LogFilter
from gongkai.desk.rights import AUDITORS
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.records.actions import checks
from gongkai.records.queries import chain
from gongkai.records.queries.checks import last_check
from gongkai.records.queries.log import LogRow, Page, Wanted, entries

SHOWN_FAULTS = 20
EXPORTED = 1000
"""Entries read at a time for a file."""
HEAD = (
    *("序号", "时间", "用户名", "代行", "角色", "机关", "操作", "操作代码", "事项", "版本", "理由", "详情"),
    *("网络地址", "请求编号", "哈希"),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What an auditor may look through: the agencies in reach and the people who work for them."""

    agencies: dict[int, AgencyRow]
    people: frozenset[str]


@require_safe
def log(request: DeskRequest) -> HttpResponse:
    """One page of entries, newest first; `before` is the number that the last page ended with."""
    scope = _scope(request)
    form = LogFilter(request.GET, agencies=list(scope.agencies.values()))
    found = _read(request, scope, form.wanted(), before=_before(request), size=50)
    kept = request.GET.copy()
    kept.pop("before", None)
    context = {
        "form": form,
        "page": found,
        "rows": [(row, _agency(scope, row)) for row in found.rows],
        "filters": kept.urlencode(),
        "first": "before" not in request.GET,
        "ends": chain.ends(),
        "check": last_check(request.actor),
    }
    return render(request, "desk/audit/log.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All entries that the filters find, as CSV; only so many such files in an hour."""
    scope = _scope(request)
    wanted = LogFilter(request.GET, agencies=list(scope.agencies.values())).wanted()
    name = f"操作日志{request.on:%Y%m%d}.csv"
    return as_csv(name, _lines(request, scope, wanted))


@require_POST
def verify(request: DeskRequest) -> HttpResponse:
    """Read the whole chain, to say whether an entry was changed, removed or inserted."""
    checks.check_log(by=request.actor, at=request.at)
    return redirect("desk:audit_check")


@require_safe
def check(request: DeskRequest) -> HttpResponse:
    """What the last check of the chain found, or how far it has come."""
    found = last_check(request.actor)
    context = {
        "check": found,
        "still": found is not None and found.stands_still(request.at),
        "shown": found.told[:SHOWN_FAULTS] if found else (),
    }
    return render(request, "desk/audit/check.html", context)


def _scope(request: DeskRequest) -> Scope:
    """Those who worked there before count too: what they did stays in the log."""
    staff = agencies.members(viewer=request.actor, on=request.on, former=True)
    return Scope(rows(request.actor, AUDITORS), frozenset(row.username for row in staff))


def _read(request: DeskRequest, scope: Scope, wanted: Wanted, *, before: int | None, size: int) -> Page:
    return entries(request.actor, wanted, people=scope.people, before=before, size=size)


def _before(request: DeskRequest) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _agency(scope: Scope, row: LogRow) -> str:
    found = scope.agencies.get(row.agency_id or 0)
    return found.name if found else ""


def _lines(request: DeskRequest, scope: Scope, wanted: Wanted) -> Iterator[tuple[object, ...]]:
    yield HEAD
    before: int | None = None
    while True:
        found = _read(request, scope, wanted, before=before, size=EXPORTED)
        yield from (_line(scope, row) for row in found.rows)
        if found.older is None:
            return
        before = found.older


def _line(scope: Scope, row: LogRow) -> tuple[object, ...]:
    return (
        row.seq,
        timezone.localtime(row.at).isoformat(),
        row.actor,
        row.acting_for,
        row.role_label,
        _agency(scope, row),
        row.action_label,
        row.action,
        row.subject,
        row.version,
        row.reason,
        json.dumps(row.details, ensure_ascii=False, sort_keys=True) if row.details else "",
        row.address,
        row.request_id,
        row.hash,
    )
