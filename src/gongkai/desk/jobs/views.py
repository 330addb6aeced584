"""Background jobs for the system administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timesince import timesince
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.jobs.forms import AsideForm
from gongkai.records.actions import jobs as actions
from gongkai.records.queries import jobs as queries


@require_safe
def jobs(request: DeskRequest) -> HttpResponse:
    """How much waits, and what failed for good."""
    queue = queries.queue_at(request.at)
    context = {
        "queue": queue,
        "waited": timesince(request.at - queue.oldest, request.at) if queue.oldest else "",
        "dead": queries.dead_jobs(request.actor),
    }
    return render(request, "desk/jobs/list.html", context)


@require_POST
def run_again(request: DeskRequest, job_id: int) -> HttpResponse:
    """Give a job that failed for good another round of tries."""
    try:
        actions.run_again(dead_job_id=job_id, by=request.actor, at=request.at)
        messages.success(request, "已重新排队，稍后运行。")
    except actions.Settled as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:jobs")


@require_POST
def put_aside(request: DeskRequest, job_id: int) -> HttpResponse:
    """Take a job off the list without running it; the reason is kept."""
    form = AsideForm(request.POST)
    if not form.is_valid():
        messages.error(request, "搁置任务要写明理由。")
        return redirect("desk:jobs")
    try:
        actions.put_aside(
            dead_job_id=job_id, reason=form.cleaned_data["reason"], by=request.actor, at=request.at
        )
        messages.success(request, "已搁置，理由已记入操作日志。")
    except actions.Settled as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:jobs")
