"""A mail server in this process: it takes messages over a real connection, refuses addresses, or says nothing at all."""

import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class Mailbox:
    """What arrived. `refused`: codes by address; `silent`: nothing is answered, as by a server that hangs.

    `lost`: so many times the message is taken, and the connection gone before the sender hears of it. `stops_at`: the stage
    at which the next sender is kept waiting, once (`reached`), until the test lets it go on (`going`).
    """

    port: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    silent: bool = False
    lost: int = 0
    arrived: list[tuple[str, EmailMessage]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    stops_at: str = ""
    reached: threading.Event = field(default_factory=threading.Event)
    going: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> dict[str, Any]:
        """As the settings name it."""
        return {"host": "127.0.0.1", "port": self.port, "timeout": 2}

    def at(self, stage: str) -> None:
        """One sender has come so far: called, addressed, taken (not yet answered), answered."""
        if self.stops_at == stage:
            self.stops_at = ""
            self.reached.set()
            self.going.wait(20)


class _Caller(socketserver.StreamRequestHandler):
    """One connection. The few commands that a sender says."""

    def handle(self) -> None:
        box: Mailbox = self.server.box  # type: ignore[attr-defined]
        if box.silent:
            box.released.wait(20)
            return
        box.at("called")
        self._say("220 mailbox")
        to = ""
        while line := self.rfile.readline().decode().strip():
            word = line.split(":", 1)[0].upper()
            if word == "QUIT":
                self._say("221 bye")
                return
            if word.startswith("RCPT"):
                to = line.partition("<")[2].partition(">")[0]
                box.at("addressed")
                code = box.refused.get(to, 250)
                self._say(f"{code} {to}")
            elif word == "DATA":
                self._say("354 go on")
                box.arrived.append((to, self._message()))
                if box.lost:
                    box.lost -= 1
                    return
                box.at("taken")
                self._say("250 taken")
                box.at("answered")
            else:
                self._say("250 mailbox")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return message_from_bytes(b"".join(lines), policy=policy.default)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A sender that is gone in the middle is what the tests are about."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A server on a port of its own, until the end of the test."""
    box = Mailbox()
    with _Server(("127.0.0.1", 0), _Caller) as server:
        server.box = box  # type: ignore[attr-defined]
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield box
        finally:
            box.released.set()
            server.shutdown()
