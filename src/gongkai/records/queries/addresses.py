"""Reads: addresses of pages as e-mails name them: whole, where the installation knows the name that it is reached by."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def whole(name: str, *given: object) -> str:
    """The whole address of a page; without `GONGKAI_SITE_DOMAIN` the part that follows the name of the host."""
    try:
        path = reverse(name, args=given)
    except NoReverseMatch:
        path = reverse("home")
    if not settings.SITE_DOMAIN:
        return path
    return f"{'https' if settings.HTTPS else 'http'}://{settings.SITE_DOMAIN}{path}"
