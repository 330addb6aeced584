"""Asks ClamAV, if there is one: the protocol INSTREAM of clamd, over its local or its network socket."""

import socket
import struct
from typing import IO

from django.conf import settings

SECONDS = 60
_BLOCK = 1 << 18
_ANSWER = 4_096


class ScannerSilent(Exception):
    """The scanner is configured and does not answer as it should; the message is its answer, or what went wrong."""


def threat(stream: IO[bytes]) -> str:
    """The name of what the scanner found in a file; "" if it found nothing, or if there is no scanner.

    Raises ScannerSilent if a scanner is configured and gives no clear answer.
    """
    if not settings.CLAMD:
        return ""
    try:
        answer = _ask(stream)
    except OSError as error:
        raise ScannerSilent(str(error)) from error
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer != "stream: OK":
        raise ScannerSilent(answer)
    return ""


def _ask(stream: IO[bytes]) -> str:
    stream.seek(0)
    with _connected() as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for block in iter(lambda: stream.read(_BLOCK), b""):
            clamd.sendall(struct.pack("!L", len(block)) + block)
        clamd.sendall(struct.pack("!L", 0))
        answer = b""
        while len(answer) < _ANSWER and (part := clamd.recv(_ANSWER)):
            answer += part
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected() -> socket.socket:
    """A connection to the address in the settings: a path, or host and port."""
    if settings.CLAMD.startswith("/"):
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(SECONDS)
        try:
            clamd.connect(settings.CLAMD)
        except OSError:
            clamd.close()
            raise
        return clamd
    host, _, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
