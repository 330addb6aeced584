"""What is to be passed on: the list of one's agency, a new task, one that is dropped; the rules that make tasks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.channels.access import KEEPERS, POSTERS
from gongkai.channels.actions import drop_task, end_rule, give_task, set_rule
from gongkai.channels.queries import tasks as queries
from gongkai.channels.queries.carriers import CarrierRow, open_carriers
from gongkai.channels.queries.tasks import State
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.channels.doing import done
from gongkai.desk.channels.forms import DropTask, GiveTask, NewRule, RuleAgency
from gongkai.desk.channels.posts import seen_item
from gongkai.desk.rights import may_open
from gongkai.publication.queries.columns import columns
from gongkai.records.actions.refused import Refused


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page of the tasks, what is due first first."""
    state = next((state for state in State if state.value == request.GET.get("tab")), None)
    number = _number(request.GET.get("page", ""))
    page = queries.tasks(request.actor, state, request.on, first=(number - 1) * queries.PAGE)
    actor = request.actor
    context = {
        "page": page,
        "number": number,
        "tab": state.value if state and state is not State.OPEN else "open",
        "tabs": [(each.value, each.label) for each in State],
        "counts": queries.counts(actor, request.on),
        "may_post": bool(actor.reach(POSTERS)),
        "may_rule": may_open(actor, "channel_rules"),
    }
    return render(request, "desk/channels/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: DeskRequest, item_id: int) -> HttpResponse:
    """An item is to be passed on to a carrier."""
    item = seen_item(request, item_id)
    carriers = open_carriers(request.actor.reach(KEEPERS))
    form = GiveTask(request.POST or None, carriers=carriers, initial={"due_on": request.on})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        wanted = {
            "item_id": item.id,
            "carrier_id": given["carrier"],
            "due_on": given["due_on"],
            "note": given["note"],
        }
        if done(request, form, "已布置转发任务。", give_task, **wanted):
            return redirect("desk:item_channels", item.id)
    context = {"form": form, "item": item, "none": not carriers}
    return render(request, "desk/channels/task_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: DeskRequest, task_id: int) -> HttpResponse:
    """A task is not done, with the reason."""
    task = queries.one_task(request.actor, task_id, request.on)
    if task is None:
        raise Http404
    form = DropTask(request.POST or None)
    if form.is_bound and form.is_valid():
        given = {"task_id": task_id, **form.cleaned_data}
        if done(request, form, "已登记不转发。", drop_task, **given):
            return redirect("desk:channel_tasks")
    context = {"form": form, "task": task}
    return render(request, "desk/channels/task_drop.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: DeskRequest) -> HttpResponse:
    """The rules in force, and a new one: of an agency that is chosen first, since each has columns of its own."""
    agencies = {row.id: row for row in rows(request.actor, KEEPERS).values() if row.lives_on(request.on)}
    carriers = open_carriers(request.actor.reach(KEEPERS))
    agency = _of_rule(request, agencies)
    form = _rule_form(request, agency, carriers) if agency else None
    if form is not None and form.is_bound and form.is_valid():
        given = form.cleaned_data
        wanted = {
            "agency_id": given["agency"],
            "carrier_id": given["carrier"],
            "within": given["within"],
            "below": given["below"],
            **form.chosen(),
        }
        if done(request, form, "规则已保存，从现在起发布的信息按它布置任务。", set_rule, **wanted):
            return redirect("desk:channel_rules")
    context = {
        "form": form,
        "agency": agency,
        "choosing": RuleAgency(agencies=agencies.values()) if len(agencies) > 1 else None,
        "rules": queries.rules(request.actor),
        "none": not carriers,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "desk/channels/rules.html", context, status=status)


def _of_rule(request: DeskRequest, agencies: dict[int, AgencyRow]) -> AgencyRow | None:
    """The agency that was chosen, or the only one."""
    asked = request.POST.get("agency") or request.GET.get("agency", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 18:
        return agencies.get(int(asked))
    return next(iter(agencies.values())) if len(agencies) == 1 else None


def _rule_form(request: DeskRequest, agency: AgencyRow, carriers: list[CarrierRow]) -> NewRule:
    held = columns(agency.id, request.on)
    return NewRule(request.POST or None, agency=agency, columns=held, carriers=carriers)


@require_POST
def end(request: DeskRequest, rule_id: int) -> HttpResponse:
    """A rule ends."""
    if rule_id not in {rule.id for rule in queries.rules(request.actor)}:
        raise Http404
    try:
        end_rule(rule_id=rule_id, by=request.actor, at=request.at)
        messages.success(request, "规则已停用，已经布置的任务照常办理。")
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("desk:channel_rules")


def _number(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1
