"""What every answer says to browsers, beside what Django, django-csp and django-permissions-policy say."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class Headers:
    """Middleware: no other site may embed our answers; what officers and visitors see of their own is stored nowhere.

    The paths of the latter are `settings.PRIVATE_PATHS`. An answer that says itself how it may be kept there is
    overruled.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path_info.startswith(settings.PRIVATE_PATHS):
            response.headers["Cache-Control"] = "no-store, private"
        return response
