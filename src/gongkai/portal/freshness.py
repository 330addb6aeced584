"""Public pages are kept by browsers, and asked after each time: what has not changed is not sent again."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page

from gongkai.portal.pages.languages import HANS, language

View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """The view, with an ETag of what it says. What it says in another language is another page, which a cookie tells."""

    def named(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        spoken = language(request)
        if (
            spoken != HANS and not response.streaming
        ):  # the view's answer is written otherwise only after it was judged
            response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}-{spoken}"'
        return response

    judged = conditional_page(named)

    def fresh(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = judged(request, *args, **kwargs)
        if "Cache-Control" not in response:
            patch_cache_control(response, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
        return response

    return fresh
