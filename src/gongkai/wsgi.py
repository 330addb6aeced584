"""The application for web servers: `granian --interface wsgi gongkai.wsgi:application`."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from gongkai.documents.holidays import installed_calendar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")


def _application() -> WSGIHandler:
    """Start Django; fail at once, and not at some page, for whatever must not go into service.

    That is: no GONGKAI_SECRET_KEY, a holiday notice that cannot be used, accounts with published passwords.
    """
    made = get_wsgi_application()
    from django.conf import settings  # noqa: PLC0415 - settings are read only once their module is named

    _ = settings.SECRET_KEY
    installed_calendar()
    _refuse_published_passwords()
    return made


def _refuse_published_passwords() -> None:
    """ImproperlyConfigured for accounts of the demo outside of it, and for a demo that would be taken for the real thing.

    Without a database, or before its tables are made, there is nobody to let in.
    """
    from django.conf import settings  # noqa: PLC0415 - as above
    from django.db import DatabaseError, connection  # noqa: PLC0415

    from gongkai.accounts.queries import has_demo_accounts  # noqa: PLC0415

    if settings.DEMO and settings.HTTPS:
        raise ImproperlyConfigured(
            "演示模式（GONGKAI_DEMO）不能与 GONGKAI_HTTPS 同时使用：演示账号的密码是公开的。"
        )
    if settings.DEMO:
        return
    try:
        found = has_demo_accounts()
    except DatabaseError:
        return
    finally:
        connection.close()
    if found:
        raise ImproperlyConfigured(
            "数据库里有演示账号，密码是公开的。请关闭这些账号，或者换用没有演示数据的数据库。"
        )


application = _application()
