"""A business system with its token, and how its requests are answered; all names are invented."""

import json
from typing import Any

from django.test import Client

from gongkai.records.models import LogEntry
from tests.exchange.world import system, token
from tests.signoff.office import Office

DRAFTS = "/api/v1/drafts"
TEXT: dict[str, Any] = {
    "title": "关于开展虚构检查的通知",
    "body": '<p onclick="x()">各单位：</p><script>alert(1)</script><p>请做好准备。</p>',
    "column": "tzgg",
    "summary": "通知各单位开展虚构检查。",
    "written_on": "2026-02-27",
    "issuing_body": "云岭县a局",
    "topic": "other",
    "genre": "通知",
    "number": "SP-2026-17",
}


class Caller:
    """A business system with its token."""

    def __init__(self, at: Office, **more: Any) -> None:
        self.number = system(at, **more)
        self.secret = token(self.number)
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=True)

    def ask(self, method: str, path: str = "", body: Any = None, **heads: str) -> Any:
        given = {
            "Authorization": f"Bearer {self.secret}",
            **{name.replace("_", "-"): v for name, v in heads.items()},
        }
        data = body if isinstance(body, bytes) else json.dumps(body if body is not None else {}).encode()
        send = getattr(self.client, method)
        if method in ("get", "delete"):
            return send(f"{DRAFTS}{path}", headers=given)
        return send(f"{DRAFTS}{path}", data, content_type="application/json", headers=given)

    def files(self, path: str, fields: dict[str, Any], **heads: str) -> Any:
        given = {
            "Authorization": f"Bearer {self.secret}",
            **{name.replace("_", "-"): v for name, v in heads.items()},
        }
        return self.client.post(f"{DRAFTS}{path}", fields, headers=given)

    def hand_in(self, **changes: Any) -> int:
        answer = self.ask("post", "", {**TEXT, **changes})
        assert answer.status_code == 201, answer.content.decode()
        return int(answer.json()["id"])


def problem(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    assert not answer.cookies
    assert len(answer.content) < 10_000
    said = answer.json()
    assert said["status"] == status
    return str(said["detail"])


def logged(action: str) -> list[dict[str, Any]]:
    return list(LogEntry.objects.filter(action=action).order_by("seq").values_list("details", flat=True))
