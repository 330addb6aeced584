"""The addresses of the platform, and one that writes a number, logs it and queues a job for it, as actions do."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai import urls
from gongkai.desk.session.acting import actor_of
from gongkai.records.actions.jobs import queue
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import next_number


@require_POST
@login_required
def write(request: HttpRequest) -> HttpResponse:
    """Take the next number; its job counts up under that number, once."""
    at = timezone.now()
    with transaction.atomic():
        number = next_number("written")
        log("tests.write", f"written:{number}", by=actor_of(request), at=at)
        queue("tests.sturdy", key=f"{number}", at=at, number=number, milliseconds=number % 7 * 4)
    return redirect(f"/written/{number}/")


urlpatterns = [path("write/", write), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
