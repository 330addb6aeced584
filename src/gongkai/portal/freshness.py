"""Public pages are kept by browsers, and asked after each time: what has not changed is not sent again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page

View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """The view, with an ETag of what it says. The page in large type is another one, which a cookie tells."""
    judged = conditional_page(view)

    def fresh(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = judged(request, *args, **kwargs)
        if "Cache-Control" not in response:
            patch_cache_control(response, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
        return response

    return fresh
