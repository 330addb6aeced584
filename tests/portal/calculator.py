"""What the tests of 办理期限计算器 share: one plain case, and how it is asked."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

CASE = {"received_on": "2026-09-22", "channel": "in_person", "as_of": "2026-10-15"}


def ask(address: str = "/qx/", **said: str) -> "Answer":
    """What the calculator answers; `e1_kind` stands for the parameter `e1-kind`."""
    sent = {re.sub(r"^(e\d+)_", r"\1-", name): value for name, value in said.items()}
    return Client().get(f"{address}?{urlencode(sent)}")
