"""The list of applications: filters in the address, batches, export."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.applications.access import OFFICERS, WATCHERS
from gongkai.applications.queries.listing import Filter, Group, all_applications, applications
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications.asked import asked
from gongkai.desk.applications.batches import BATCHES, Assign, Remind, done, read
from gongkai.desk.lamps import Shown
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.law.outcomes.catalogue import outcomes

HEAD = (
    *("登记编号", "申请内容", "申请人", "申请人类别", "机关", "收件途径", "收到日期", "答复期限", "时限情况"),
    *("状态", "办理结果", "承办人", "办结日期"),
)


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page of the applications, those that came last first; what it is limited to stands in its address."""
    return _page(request)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All that the filters find, as CSV with the applicants masked; only so many such files in an hour."""
    return as_csv(f"依申请公开{request.on:%Y%m%d}.csv", _lines(request, asked(request).wanted))


@require_POST
def batch(request: DeskRequest) -> HttpResponse:
    """Do one thing with each of several applications; what was done and what was refused is told one by one."""
    what = read(request)
    if what is None:
        messages.error(request, "请点要办理的事项的按钮：分办、催办或者归档。")
        return redirect(reverse("desk:applications"))
    if not what.chosen:
        messages.error(request, "没有勾选申请，请先勾选要办理的申请。")
        return redirect(f"{reverse('desk:applications')}?{what.back}")
    if what.form is not None and not what.form.is_valid():
        problems = " ".join(
            f"{what.form.fields[name].label}：{message}"
            for name, found in what.form.errors.items()
            for message in found
        )
        messages.error(request, problems)
        return redirect(f"{reverse('desk:applications')}?{what.back}")
    results = done(request, what)
    context = {
        "label": BATCHES[what.what],
        "results": results,
        "done": sum(1 for result in results if not result.refused),
        "refused": sum(1 for result in results if result.refused),
        "back": what.back,
    }
    return render(request, "desk/applications/list_batch.html", context)


def _page(request: DeskRequest) -> HttpResponse:
    limits = asked(request)
    page = applications(request.actor, limits.wanted, request.on, before=request.GET.get("before", ""))
    officer = bool(request.actor.reach(OFFICERS))
    urges = bool(request.actor.reach(WATCHERS))
    context = {
        "asked": limits,
        "page": page,
        "rows": [(row, Shown(row.light.value, row.says)) for row in page.rows],
        "tab": limits.wanted.group,
        "tabs": list(Group),
        "first": "before" not in request.GET,
        "many": "agency" in limits.form.fields,
        "officer": officer,
        "urges": urges,
        "assign": Assign.offered(request) if officer and page.rows else None,
        "remind": Remind(auto_id="id_remind_%s") if urges else None,
    }
    return render(request, "desk/applications/list.html", context)


def _lines(request: DeskRequest, wanted: Filter) -> Iterator[tuple[object, ...]]:
    names = {each.id: each.name for each in outcomes().values()}
    yield HEAD
    for row in all_applications(request.actor, wanted, request.on):
        yield (
            *(row.number, row.title, row.applicant, row.kind.label, row.agency, row.way.label),
            *(row.arrived_on, row.due_on or "", row.says, row.state.label),
            *(names.get(row.row, ""), row.handler, row.closed_on or ""),
        )
