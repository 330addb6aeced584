"""A worker that is killed: `python -m tests.exchange.process killed` prints what is in the database and what the other side got."""

import base64
import json
import os
import signal
import sys
from functools import partial
from typing import Any

import django
from django.conf import settings

from tests.records.process import ended, fork


def sends(says: int, number: int, port: int) -> None:
    """Send a message, say so once the other side has it, and go on to note it."""
    from gongkai.exchange import actions
    from gongkai.exchange.actions import delivering
    from gongkai.guard.http import outward
    from tests.publication.office import NOON

    def posted(*given: Any) -> outward.Reply:
        reply = outward.post(*given)
        os.write(says, b"sent\n")
        signal.pause()
        return reply

    vars(delivering)["post"] = posted
    manner = outward.Manner("Gongkai-Webhook", frozenset({f"localhost:{port}"}), 5.0)
    actions.send_due(webhook_id=number, at=NOON, manner=manner)


def killed() -> dict[str, Any]:
    """Between sending and noting; then another worker comes."""
    from gongkai.exchange import actions
    from gongkai.exchange.models import Delivery
    from gongkai.records.access import OPERATOR
    from tests.exchange.world import later, receiver, webhook
    from tests.publication.office import NOON, office

    with receiver() as there:
        settings.WEBHOOKS_INNER = [f"localhost:{there.port}"]
        number, _ = webhook(office(), there)
        for _ in range(2):
            actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
        child, pipe = fork(partial(sends, number=number, port=there.port))
        pipe.readline()
        os.kill(child, signal.SIGKILL)
        ended(child, pipe)
        between = Delivery.objects.filter(due_at__isnull=False).count()
        soon = actions.send_due(webhook_id=number, at=later(seconds=1), manner=there.manner)
        arrived = actions.send_due(webhook_id=number, at=later(minutes=2), manner=there.manner)
        return {
            "between": between,
            "soon": soon,
            "arrived": arrived,
            "waiting": Delivery.objects.filter(due_at__isnull=False).count(),
            "keys": list(Delivery.objects.order_by("pk").values_list("key", flat=True)),
            "got": [heads["webhook-id"] for heads, _ in there.got],
        }


def main(scenario: str) -> None:
    django.setup()
    settings.SEALING_KEYS = "test:" + base64.b64encode(bytes(32)).decode()
    scenarios = {"killed": killed}
    sys.stdout.write(json.dumps(scenarios[scenario]()))


if __name__ == "__main__":
    main(*sys.argv[1:])
