"""Addresses under /api/v1/: what the routers declare, in the order of the routers, and nothing else."""

from django.urls import URLPattern, path, re_path

from gongkai.api.answering import nowhere, operated
from gongkai.api.document import openapi, root
from gongkai.api.mounted import ROUTERS, api
from gongkai.api.writing import around


def _patterns() -> list[URLPattern]:
    made = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    reads = {
        f"api_{operation.view_func.__name__}"
        for router in ROUTERS
        for view in router.path_operations.values()
        for operation in view.operations
    }
    for one in made:
        one.callback = operated(around(one.name or "", one.callback), reads=one.name in reads)
    return made


urlpatterns = [
    path("", operated(root, reads=True), name="api_root"),
    path("openapi.json", operated(openapi, reads=True), name="api_openapi"),
    *_patterns(),
    re_path("", nowhere, name="api_nowhere"),
]
