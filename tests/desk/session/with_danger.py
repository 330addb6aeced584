"""The addresses of the platform, and a page that does something dangerous."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from gongkai.desk.session.freshness import fresh

done: list[str] = []


@fresh(5)
def danger(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        done.append(request.POST["what"])
    return HttpResponse("危险")


urlpatterns = [path("desk/danger", danger, name="danger"), path("", include("gongkai.urls"))]
