"""Around every operation: what is asked how, how often, by whom, and whether it changed since."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from gongkai.api import problems
from gongkai.guard.http.uploads import Room

View = Callable[..., HttpResponse]


READING = "GET, HEAD"
PREFLIGHT = {
    "Allow": READING,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": READING,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


def operated(view: View, *, reads: bool = False) -> View:
    """A view of the library, as the house answers: HEAD like GET, other methods with a problem document. No cookie, no form.

    `reads`: scripts of other sites may ask it, and ask beforehand whether they may.
    """

    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = request.method
        if reads and asked == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        if asked == "HEAD":
            request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.method = asked
        if response.status_code == 405 and not response.get("Content-Type", "").startswith(
            problems.MEDIA_TYPE
        ):
            return problems.not_allowed(READING if reads else response["Allow"])
        return response

    room: Room | None = getattr(view, "room", None)
    if room is not None:
        answer.room = room  # type: ignore[attr-defined] # read by BodyLimit
    return csrf_exempt(answer)


@csrf_exempt
def nowhere(_request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """Below /api/v1/ what there is not is answered as everything else is."""
    return problems.nowhere()
