"""The side of the office under load, in a process of its own: fills a database, then publishes and takes back at a steady pace.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import http.client
import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from gongkai.copies.actions.building import build
from gongkai.copies.backends.nginx import configuration
from gongkai.publication import actions
from gongkai.publication.models import Item, Why
from tests.publication.office import OFFICER, approved, column, edition, office
from tests.signoff.office import Office
from tools.bench.items import imported

HOST = "127.0.0.1"
SAMPLE = 400  # item pages that readers go round
PATIENCE = 60.0  # seconds after which a page counts as never come
WORDS = ("检查", "虚构检查", "办法", "通知", "工作透明度", "第17次")


def main() -> None:
    """Fill the database and the folder; then, for each line `port` on standard input, publish or take back one, and tell of it."""
    size, many, file = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    settings.REQUEST_LOG = False
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    column()
    at = office()
    imported(at, size)
    waiting = iter([approved(at) for _ in range(many)])
    build(processes=os.cpu_count() or 1)
    file.write_text(
        "\n".join(f"{kind} {address}" for kind, found in _addresses(at).items() for address in found)
    )
    _tell(
        {
            "items": Item.objects.exclude(index_no="").count(),
            "configuration": configuration(upstream=f"{HOST}:@UPSTREAM", listen=f"{HOST}:@LISTEN"),
        }
    )
    out: list[tuple[int, str]] = []
    for number, line in enumerate(sys.stdin):
        if number % 3 == 2:
            item_id, address = out.pop(0)
            actions.withdraw(
                item_id=item_id,
                why=Why.OTHER,
                told="内容已经过时。",
                note="过时",
                by=at[OFFICER],
                at=datetime.now(UTC),
            )
            _tell({"gone": _until(int(line), address, http.client.GONE)})
        else:
            edition_id = next(waiting)
            index_no = actions.publish(edition_id=edition_id, by=at[OFFICER], at=datetime.now(UTC))
            address = reverse("item", args=[index_no])
            out.append((edition(edition_id).item_id, address))
            begun = time.perf_counter()
            there = _until(int(line), address, http.client.OK)
            listed = _until(int(line), reverse("items"), http.client.OK, text=address, begun=begun)
            _tell({"page": there, "list": listed})


def _until(port: int, address: str, status: int, *, text: str = "", begun: float = 0.0) -> float:
    """Seconds until an address answers so, and with this text in it."""
    begun = begun or time.perf_counter()
    while (spent := time.perf_counter() - begun) < PATIENCE:
        try:
            caller = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
            caller.request("GET", address, headers={"Host": "localhost"})
            answer = caller.getresponse()
            body = answer.read()
            caller.close()
        except (OSError, http.client.HTTPException):
            continue
        if answer.status == status and text.encode() in body:
            return time.perf_counter() - begun
        time.sleep(0.05)
    return spent


def _addresses(at: Office) -> dict[str, list[str]]:
    """What readers ask for, by kind. The first query of each filtered list is not a file: the platform answers it."""
    slug = at.agency.slug
    numbers = Item.objects.exclude(index_no="").order_by("pk").values_list("index_no", flat=True)
    step = max(1, numbers.count() // SAMPLE)
    lists = [reverse("home"), reverse("items"), reverse("policies"), reverse("organs")]
    lists += [reverse("organ", args=[slug]), reverse("organ_fdzdgk", args=[slug])]
    return {
        "page": [reverse("item", args=[each]) for each in numbers[::step]],
        "list": [*lists, f"{reverse('items')}?nf=2016"],
        "feed": [reverse("items_file", args=["rss.xml"]), reverse("statutory_file", args=[slug, "rss.xml"])],
        "map": [reverse("sitemap"), reverse("robots")],
        "file": [f"{settings.STATIC_URL}{name}" for name in _styles()],
        "search": [f"{reverse('search')}?q={quote(word)}" for word in WORDS],
        "api": [f"/api/v1/search?q={quote(word)}" for word in WORDS],
        "form": [reverse("apply"), reverse("deadline")],
    }


def _styles() -> list[str]:
    top = Path(settings.STATIC_ROOT)
    return [path.relative_to(top).as_posix() for path in sorted(top.glob("css/*.*.css"))]


def _tell(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)
