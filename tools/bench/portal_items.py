"""Our side of the bench of the portal: items in a database, static files; tells the addresses and what one page asks.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.publication.models import Item
from tests.publication.office import column, office
from tools.bench.items import imported


def main(size: int) -> None:
    """Fill the database, and print what the bench needs to know."""
    settings.REQUEST_LOG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    column()
    imported(office(), size)
    numbers = Item.objects.order_by("pk").values_list("index_no", flat=True)
    addresses = [reverse("item", args=[number]) for number in numbers]
    with CaptureQueriesContext(connection) as captured:
        Client().get(addresses[-1])
    print(json.dumps({"addresses": addresses, "queries": len(captured)}))
