"""All addresses. The whole platform can be mounted under a path (GONGKAI_PREFIX)."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("gongkai.desk.session.urls")),
    path("desk/", include("gongkai.desk.urls")),
    path("desk/rili/", include("gongkai.desk.applications.feed")),
    path("api/v1/", include("gongkai.api.urls")),
    path("", include("gongkai.api.pages")),
    path("", include("gongkai.portal.urls")),
]

handler400 = "gongkai.api.failing.bad_request"
handler403 = "gongkai.api.failing.forbidden"
handler404 = "gongkai.api.failing.not_found"
handler500 = "gongkai.api.failing.broken"
