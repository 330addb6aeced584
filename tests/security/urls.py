"""Addresses that behave badly, for tests alone."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.context_processors import csrf
from django.urls import include, path

from gongkai.guard.http.uploads import takes_files

LIMIT = 1000


def plain(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("plain")


def nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined] # set by django-csp


def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse(f"{sorted(request.POST)} {sorted(request.FILES)}")
    return HttpResponse(Template("{% csrf_token %}").render(Context(csrf(request))))


@takes_files(files=1, largest=lambda: LIMIT)
def kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.FILES)))


def fault(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"cannot make sense of {request.POST.get('name')!r}")


def refused_row(request: HttpRequest) -> HttpResponse:
    """The database refuses a value and would quote it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(%s AS integer) + 1 / 0 FROM no_such_table", [request.POST["name"]])
    return HttpResponse()


def secret(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("ok")


urlpatterns = [
    path("plain", plain),
    path("nonce", nonce),
    path("form", form),
    path("kept", kept),
    path("fault", fault),
    path("row", refused_row),
    path("open/<str:token>", secret),
    path("", include("gongkai.urls")),
]
handler500 = "gongkai.portal.pages.errors.broken"
handler400 = "gongkai.portal.pages.errors.bad_request"
