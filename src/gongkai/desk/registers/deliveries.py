"""Deliveries: a file is handed in, its headings are mapped, it is read, looked at, applied as a whole or dropped; the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.registers.doing import known, whole
from gongkai.desk.registers.forms import Upload
from gongkai.desk.registers.sources import seen_source
from gongkai.desk.tables import few_an_hour
from gongkai.documents.media.kinds import KINDS as FILE_KINDS
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.register_sheets.headings import folded
from gongkai.documents.register_sheets.peeking import Peeked, peek
from gongkai.guard.http.uploads import takes_files
from gongkai.law.registers import Definition
from gongkai.records.actions.files import FileRefused, Received, note_refusal, receive
from gongkai.records.queries.files import path_of
from gongkai.records.queries.numbers import CIVIL
from gongkai.registers import actions
from gongkai.registers.access import IMPORTERS, require_importing
from gongkai.registers.actions import Handed, Refused
from gongkai.registers.actions.delivering import KINDS
from gongkai.registers.actions.sources import AS_OF, LEFT_ASIDE, OF_AGENCY
from gongkai.registers.queries import deliveries as queries
from gongkai.registers.queries.deliveries import DeliveryRow, SourceRow

SALT = "desk.registers.import"
VALID = 3_600
STALE = "上传的文件已经过期，或者被改动。请重新上传。"
STAGING, READY = "staging", "ready"
BESIDE = {AS_OF: "（数据时间）", OF_AGENCY: "（所属机关）"}
DONE = {
    "confirm": "已确认，正在入库。可以离开这一页。",
    "drop": "已放弃这次报送，没有写入任何内容。",
    "again": "已重新开始读取，从上次停下的地方继续。",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading on the page of the mapping. `chosen`: the field that it is read as, "" for none."""

    place: int
    heading: str
    sample: str
    chosen: str


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """What was delivered, the newest first."""
    found = queries.deliveries(request.actor, before=whole(request.GET.get("before", "")))
    context = {
        "rows": found,
        "first": "before" not in request.GET,
        "next": found[-1].id if len(found) == queries.PAGE else None,
    }
    return render(request, "desk/registers/deliveries.html", context)


@takes_files(files=1, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: DeskRequest, source_id: int) -> HttpResponse:
    """A file is handed in; then the page on which its headings are mapped."""
    source = _importable(request, source_id)
    listed = known(source.register).whole
    form = Upload(request.POST or None, request.FILES or None, listed=listed, initial={"whole": source.whole})
    if form.is_bound and form.is_valid() and (answer := _taken(request, source, form)):
        return answer
    context = {
        "source": source,
        "made": known(source.register),
        "form": form,
        "megabytes": settings.FILE_MEGABYTES,
    }
    return render(request, "desk/registers/import.html", context, status=422 if form.errors else 200)


@require_POST
def import_map(request: DeskRequest, source_id: int) -> HttpResponse:
    """The headings are mapped, the mapping is kept for the source, and the file is read by the workers."""
    source = _importable(request, source_id)
    made = known(source.register)
    try:
        bound = _bound(request, source)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:registers_import", source.id)
    peeked = [Peeked(*each) for each in bound["headings"]]
    chosen = [request.POST.get(f"to-{place}", "")[:60] for place in range(len(peeked))]
    faults = _faults(made, peeked, chosen)
    if not faults:
        try:
            return redirect("desk:registers_delivery", _begun(request, source, bound, peeked, chosen))
        except Refused as refused:
            faults = list(refused.messages)
    return _mapping(request, source, bound, peeked, chosen, faults)


@require_safe
def one(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """A delivery: how far it is, what it comes to, its first rows or its mistakes."""
    row = _seen(request, delivery_id)
    made = known(row.register)
    waits = row.stage.value == READY and not row.confirmed
    context = {
        "row": row,
        "made": made,
        "waits": waits,
        "runs": row.stage.value == STAGING or (row.stage.value == READY and row.confirmed),
        "columns": [
            (made.by_key[key].label if key in made.by_key else BESIDE.get(key, key), heading)
            for key, heading in row.columns.items()
        ],
        "preview": queries.preview(request.actor, row.id) if waits else (),
        "faults": queries.faults(request.actor, row.id) if row.faults else (),
        "may": request.actor.holds(IMPORTERS, row.agency_id) is not None,
    }
    return render(request, "desk/registers/delivery.html", context)


@require_POST
def do(request: DeskRequest, delivery_id: int, what: str) -> HttpResponse:
    """Apply what was looked at, drop it, or go on reading."""
    row = _seen(request, delivery_id)
    acts: dict[str, Any] = {"confirm": actions.confirm, "drop": actions.drop, "again": actions.read_again}
    if what not in acts:
        raise Http404
    try:
        given = {"agreed": request.POST.get("agreed") == "on"} if what == "confirm" else {}
        acts[what](delivery_id=row.id, by=request.actor, at=request.at, **given)
        messages.success(request, DONE[what])
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("desk:registers_delivery", row.id)


@require_safe
@few_an_hour
def faults(request: DeskRequest, delivery_id: int) -> HttpResponseBase:
    """Every mistake of a delivery, as CSV."""
    row = _seen(request, delivery_id)
    lines = (line.encode() for line in queries.faults_csv(request.actor, row.id))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        content_disposition_header(True, f"错误清单{row.id}.csv") or "attachment"
    )
    return response


def _taken(request: DeskRequest, source: SourceRow, form: Upload) -> HttpResponse | None:
    """The page of the mapping; None with the reason on the form where the file is not taken in."""
    given = form.cleaned_data
    try:
        taken = receive(given["file"], given["file"].name, kinds=KINDS)
        peeked = peek(path_of(taken.digest), taken.name, known(source.register), source.mapping)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=source.agency_id)
        form.add_error("file", str(refused))
        return None
    except Unreadable as refused:
        form.add_error("file", str(refused))
        return None
    on = given["as_of"]
    if on and on > request.on:
        form.add_error("as_of", "数据截止日期在今天之后，请核对。")
        return None
    bound = {
        "file": [taken.digest, taken.name, taken.kind.name, taken.size, taken.threat],
        "headings": [[each.heading, each.sample, each.key] for each in peeked],
        "source": source.id,
        "who": request.actor.username,
        "as_of": on.isoformat() if on else "",
        "earlier": given["earlier"],
        "whole": bool(given.get("whole")),
    }
    return _mapping(request, source, bound, list(peeked), [each.key for each in peeked], [])


def _mapping(
    request: DeskRequest,
    source: SourceRow,
    bound: Mapping[str, Any],
    peeked: list[Peeked],
    chosen: list[str],
    faults: list[str],
) -> HttpResponse:
    made = known(source.register)
    places = zip(peeked, chosen, strict=True)
    context = {
        "source": source,
        "made": made,
        "name": bound["file"][1],
        "rows": [Heading(place, each.heading, each.sample, key) for place, (each, key) in enumerate(places)],
        "options": [(field.key, field.label, field.required) for field in made.fields],
        "beside": list(BESIDE.items()),
        "unknown": sum(not key for key in chosen),
        "faults": faults,
        "token": signing.dumps(dict(bound), salt=SALT, compress=True),
    }
    return render(request, "desk/registers/mapping.html", context, status=422 if faults else 200)


def _faults(made: Definition, peeked: list[Peeked], chosen: list[str]) -> list[str]:
    """What keeps a file from being read so."""
    found = []
    twice = {key for key in chosen if key and chosen.count(key) > 1}
    for key in twice:
        heads = "、".join(f"“{each.heading}”" for each, to in zip(peeked, chosen, strict=True) if to == key)
        label = made.by_key[key].label if key in made.by_key else BESIDE.get(key, key)
        found.append(f"{heads}都对应“{label}”，请只留一列。")
    lacking = [field.label for field in made.fields if field.required and field.key not in chosen]
    if lacking:
        found.append(f"必填的项目还没有对应的列：{'、'.join(lacking)}。请选择，或者在文件里补上。")
    return found


def _begun(
    request: DeskRequest,
    source: SourceRow,
    bound: Mapping[str, Any],
    peeked: list[Peeked],
    chosen: list[str],
) -> int:
    """Keep the mapping where it says something new, and begin the delivery."""
    wanted = dict(source.mapping)
    for each, key in zip(peeked, chosen, strict=True):
        if key != each.key:
            wanted = {head: to for head, to in wanted.items() if folded(head) != folded(each.heading)}
            wanted[each.heading] = key or LEFT_ASIDE
    if wanted != dict(source.mapping):
        actions.map_source(
            source_id=source.id, mapping=wanted, rhythm=source.rhythm, by=request.actor, at=request.at
        )
    digest, name, kind, size, threat = bound["file"]
    handed = Handed(
        name,
        digest,
        Received(digest, name, FILE_KINDS[kind], size, threat),
        as_of=_moment(bound["as_of"], request),
        earlier=bool(bound["earlier"]),
        whole=bool(bound.get("whole")),
    )
    return actions.begin(source_id=source.id, handed=handed, by=request.actor, at=request.at)


def _moment(day: str, request: DeskRequest) -> datetime | None:
    """The end of a day, or now if that has not come."""
    if not day:
        return None
    end = datetime.combine(datetime.fromisoformat(day), time(23, 59, 59), tzinfo=CIVIL)
    return min(end, request.at)


def _bound(request: DeskRequest, source: SourceRow) -> dict[str, Any]:
    """The file that was handed in. Refused for a form that was changed or is too old, and for bytes that are gone."""
    try:
        bound: dict[str, Any] = signing.loads(request.POST.get("preview", ""), salt=SALT, max_age=VALID)
    except signing.BadSignature as problem:
        raise Refused(STALE) from problem
    if bound["who"] != request.actor.username:
        raise PermissionDenied("这是其他人上传的文件，请自行上传。")
    if bound["source"] != source.id or not path_of(bound["file"][0]).is_file():
        raise Refused(STALE)
    return bound


def _importable(request: DeskRequest, source_id: int) -> SourceRow:
    source = seen_source(request, source_id)
    require_importing(request.actor, source.agency_id)
    if source.closed_at is not None:
        raise PermissionDenied("这个数据来源已经停用，不能再导入。")
    return source


def _seen(request: DeskRequest, delivery_id: int) -> DeliveryRow:
    row = queries.delivery(request.actor, delivery_id)
    if row is None:
        raise Http404
    return row
