"""One side of the bench of the desk, in a process of its own: makes a database, then opens each page that is named.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import sys
import time
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency, Membership
from gongkai.law.roles import Role
from gongkai.signoff.models.kinds import declare
from tests.signoff import office
from tools.bench.desk import PAGES
from tools.bench.inboxes import populate


def browsers() -> dict[str, Client]:
    """Somebody of one agency, and the supervisor of all of them, logged in."""
    top = office.agency("top")
    Agency.objects.exclude(pk=top.pk).update(parent=top)
    supervisor = office.user("above")
    made = {
        "officer": logged_in(User.objects.get(username="n3-secrecy_reviewer"), Role.SECRECY_REVIEWER, "n3")
    }
    return {**made, "supervisor": logged_in(supervisor, Role.SUPERVISOR, "top")}


def logged_in(user: User, role: Role, slug: str) -> Client:
    """The browser of somebody who has a role at an agency."""
    agency = Agency.objects.get(slug=slug)
    Membership.objects.create(user=user, agency=agency, role=role, begins_on=date(2025, 1, 1))
    user.set_unusable_password()  # none to be changed first
    user.save()
    client = Client()
    client.force_login(user)
    client.get("/desk/me/")  # the first page of a session notes it
    return client


def taken(client: Client, address: str) -> tuple[float, int]:
    """The milliseconds of a page, and its queries."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    queries = len(captured)  # the next request forgets them
    started = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - started), queries


def main(agencies: int) -> None:
    """Make the database; then, for each name of a page on standard input, print what it takes."""
    settings.REQUEST_LOG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    declare(office.TRIAL)
    call_command("migrate", verbosity=0)
    populate(agencies)
    known = browsers()
    for line in sys.stdin:
        address, who = PAGES[line.strip()]
        print(json.dumps(taken(known[who], address)), flush=True)
