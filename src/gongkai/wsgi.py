"""The application for web servers: `granian --interface wsgi gongkai.wsgi:application`."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")


def _application() -> WSGIHandler:
    """Start Django; without GONGKAI_SECRET_KEY fail at once, not at the first form."""
    made = get_wsgi_application()
    from django.conf import settings  # noqa: PLC0415 - settings are read only once their module is named

    _ = settings.SECRET_KEY
    return made


application = _application()
