"""Sources: the systems that deliver, with the key of their pushes, which is shown once."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.registers.doing import done, known, living
from gongkai.desk.registers.forms import Because, NewSource, Nothing, SetRhythm
from gongkai.desk.rights import may_open
from gongkai.law.registers import Definition, definitions
from gongkai.registers import actions
from gongkai.registers.access import IMPORTERS, require_keeping
from gongkai.registers.actions.sources import AS_OF, OF_AGENCY
from gongkai.registers.queries.deliveries import SourceRow, deliveries, source, sources

SAID = {
    "rhythm": "已修改报送频次。",
    "forget": "已清除列名的对应，下次导入重新核对。",
    "end-key": "密钥已停用，不能再推送。",
    "close": "已停用。以前报送的内容不受影响。",
}

ACTS: dict[str, Callable[..., Any]] = {
    "rhythm": actions.map_source,
    "forget": actions.map_source,
    "end-key": actions.end_key,
    "close": actions.close_source,
}


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The sources of the agencies in reach."""
    register = request.GET.get("register", "")
    register = register if register in definitions() else ""
    found = sources(request.actor, register=register, closed=request.GET.get("closed") == "1")
    context = {
        "rows": found,
        "made": definitions().get(register),
        "closed": request.GET.get("closed") == "1",
        "may_keep": may_open(request.actor, "registers_source_new"),
        "importable": request.actor.reach(IMPORTERS),
    }
    return render(request, "desk/registers/sources.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """A source is entered."""
    register = request.GET.get("register", "")
    rhythm = definitions()[register].update if register in definitions() else None
    initial = {"register": register, "rhythm": rhythm}
    form = NewSource(request.POST or None, agencies=living(request), initial=initial)
    if form.is_bound and form.is_valid():
        kept: list[int] = []

        def act(**wanted: Any) -> None:
            kept.append(actions.open_source(**wanted))

        given = form.cleaned_data
        wanted = {
            "agency_id": given["agency"],
            **{name: given[name] for name in ("register", "name", "rhythm")},
        }
        if done(request, form, f"已登记数据来源“{given['name']}”。", act, **wanted):
            return redirect("desk:registers_source", kept[0])
    context = {"form": form}
    return render(request, "desk/registers/source_new.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: DeskRequest, source_id: int) -> HttpResponse:
    """A source with its mapping, its key and what it delivered."""
    return _shown(request, seen_source(request, source_id))


@require_POST
def do(request: DeskRequest, source_id: int, what: str) -> HttpResponse:
    """Make or end its key, set its rhythm, forget its mapping, close it."""
    row = seen_source(request, source_id)
    require_keeping(request.actor, row.agency_id)
    if what == "key":
        return _key(request, row)
    if what not in SAID:
        raise Http404
    form = _form(what, request, row)
    if form.is_valid():
        given: dict[str, Any] = {"source_id": row.id, **form.cleaned_data}
        if what in ("rhythm", "forget"):
            given.setdefault("rhythm", row.rhythm)
            given["mapping"] = {} if what == "forget" else row.mapping
        if done(request, form, SAID[what], ACTS[what], **given):
            return redirect("desk:registers_source", row.id)
    return _shown(request, row, forms={what: form})


def _form(what: str, request: DeskRequest, row: SourceRow) -> Form:
    """What was sent for a deed."""
    if what == "rhythm":
        return SetRhythm(request.POST, listed=known(row.register).whole)
    return Because(request.POST) if what == "close" else Nothing(request.POST)


def seen_source(request: DeskRequest, source_id: int) -> SourceRow:
    """The source, if the viewer reaches it; one that they do not is not there for them."""
    found = source(request.actor, source_id)
    if found is None:
        raise Http404
    return found


def _key(request: DeskRequest, row: SourceRow) -> HttpResponse:
    """Make a key and show it in this answer alone: it is nowhere to be read again."""
    kept: list[str] = []

    def act(**wanted: Any) -> None:
        kept.append(actions.renew_key(**wanted))

    form = Nothing(request.POST)
    said = "密钥已生成，只显示这一次。" + ("原来的密钥已失效。" if row.pushes else "")
    if not done(request, form, said, act, source_id=row.id):
        return _shown(request, row, forms={"key": form})
    return _shown(request, seen_source(request, row.id), told=kept[0])


def _shown(
    request: DeskRequest, row: SourceRow, *, told: str = "", forms: Mapping[str, Form] | None = None
) -> HttpResponse:
    """A source; `told`: its key, just made; `forms`: what was sent and is wrong, by deed."""
    forms = forms or {}
    made = known(row.register)
    wrong = next((form for form in forms.values() if form.errors), None)
    context = {
        "row": row,
        "made": made,
        "mapping": [(heading, _label(made, key)) for heading, key in sorted(row.mapping.items())],
        "deliveries": deliveries(request.actor, source_id=row.id)[:20],
        "may": request.actor.holds(IMPORTERS, row.agency_id) is not None and row.closed_at is None,
        "rhythm": forms.get("rhythm")
        or SetRhythm(initial={"rhythm": row.rhythm, "whole": row.whole}, listed=made.whole),
        "close": forms.get("close") or Because(),
        "told": told,
        "address": request.build_absolute_uri(reverse("register_push", args=[row.register])),
        "form": wrong,
    }
    return render(request, "desk/registers/source.html", context, status=422 if wrong else 200)


def _label(made: Definition, key: str) -> str:
    beside = {AS_OF: "数据时间", OF_AGENCY: "所属机关", "": "不读"}
    return made.by_key[key].label if key in made.by_key else beside.get(key, key)
