"""The topics that somebody sees, as a list and as a file; a new one."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.compilations.access import COMPOSERS
from gongkai.compilations.actions import Refused, begin_topic
from gongkai.compilations.queries.topics import TopicRow, topics
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.desk.topics import forms

HEAD = ("专题", "类型", "机关", "状态", "网址代号", "公开时间", "内容条数", "其中公众已看不到", "扫码次数")


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """All of them in their order."""
    form = forms.TopicFilter(request.GET)
    context = {
        "form": form,
        "rows": _found(request, form),
        "filters": request.GET.urlencode(),
        "may_write": may_open(request.actor, "topic_new"),
    }
    return render(request, "desk/topics/list.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """The same as CSV."""
    found = _found(request, forms.TopicFilter(request.GET))
    return as_csv(f"专题{request.on:%Y%m%d}.csv", [HEAD, *map(_line, found)])


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """A new topic, which the public does not see yet."""
    offered = [row for row in rows(request.actor, COMPOSERS).values() if row.lives_on(request.on)]
    form = forms.NewTopic(request.POST or None, agencies=offered)
    if form.is_bound and form.is_valid():
        try:
            made = begin_topic(**form.cleaned_data, by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "专题已建好，公众还看不到。请先增加分栏，再加入信息。")
            return redirect("desk:topic", made)
    status = 422 if form.errors else 200
    return render(request, "desk/topics/new.html", {"form": form}, status=status)


def _found(request: DeskRequest, form: forms.TopicFilter) -> list[TopicRow]:
    form.is_valid()
    said = form.cleaned_data
    return topics(request.actor, state=said.get("state"), words=said.get("q") or "")


def _line(row: TopicRow) -> tuple[object, ...]:
    opened = localtime(row.opened_at).isoformat(" ", "minutes") if row.opened_at else ""
    return (
        row.title,
        row.kind.label,
        row.agency,
        row.state.label,
        row.slug,
        opened,
        row.places,
        row.gone,
        row.scans,
    )
