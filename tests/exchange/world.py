"""A system that is let in at an agency, and a machine that is told what happens there; all names are invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event as Flag
from threading import Thread
from typing import Any

from gongkai.exchange import actions
from gongkai.exchange.models import Event, Scope
from gongkai.exchange.models.kinds import CHOSEN
from gongkai.guard.http.outward import Manner
from gongkai.records.access import OPERATOR
from tests.publication.office import NOON
from tests.signoff.office import Office

ALL = tuple(Scope)
WHERE = {"address": "192.0.2.7", "request_id": "r"}


def system(at: Office, *, scopes: tuple[Scope, ...] = ALL, name: str = "审批系统", **limits: Any) -> int:
    given: dict[str, Any] = {"by": OPERATOR, "at": NOON, **limits}
    return actions.open_system(agency_id=at.agency.pk, name=name, scopes=scopes, **given)


def token(system_id: int, *, days: int = 30, at: Any = NOON) -> str:
    return actions.make_token(system_id=system_id, days=days, by=OPERATOR, at=at)


def admitted(secret: str, scope: Scope = Scope.WRITE, *, at: Any = NOON) -> Any:
    return actions.admit(secret, scope, asked="POST drafts", at=at, **WHERE)


@dataclass
class Receiver:
    """What came in, head by head; what is answered next."""

    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    headed: dict[str, str] = field(default_factory=dict)
    hold: Flag | None = None
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/hook"

    @property
    def manner(self) -> Manner:
        return Manner("Gongkai-Webhook", frozenset({f"localhost:{self.port}"}), 5.0)


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A machine of our own network that is told."""
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if made.hold is not None:
                made.hold.wait(20)
            self.send_response(made.answers.pop(0) if made.answers else 204)
            for name, value in made.headed.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        if made.hold is not None:
            made.hold.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def webhook(
    at: Office, there: Receiver, *, events: tuple[Event, ...] = CHOSEN, **more: Any
) -> tuple[int, str]:
    """The receiver asks to be told; the fixture of the tests lets it be one of the inner network."""
    given: dict[str, Any] = {"name": "上级平台", "by": OPERATOR, "at": NOON, **more}
    return actions.open_webhook(agency_id=at.agency.pk, address=there.address, events=events, **given)


def later(**passed: float) -> Any:
    return NOON + timedelta(**passed)
