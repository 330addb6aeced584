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

handler400 = "gongkai.portal.pages.errors.bad_request"
handler403 = "gongkai.portal.pages.errors.forbidden"
handler404 = "gongkai.portal.pages.errors.not_found"
handler500 = "gongkai.portal.pages.errors.broken"
