"""A small server that speaks clamd's INSTREAM, for tests: it finds the test string of the anti-virus makers, as ClamAV does."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# In two pieces, so that no scanner takes this file for a virus.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FOUND = b"stream: Eicar-Test-Signature FOUND\0"
OK = b"stream: OK\0"


@contextmanager
def clamd(place: Path | None = None, *, answer: bytes = b"") -> Iterator[str]:
    """Serve at a path, or on a free port of this machine; yields the address. `answer` is said whatever comes."""
    with socket.socket(socket.AF_UNIX if place else socket.AF_INET) as server:
        server.bind(str(place) if place else ("127.0.0.1", 0))
        server.listen()
        thread = threading.Thread(target=_serve, args=(server, answer), daemon=True)
        thread.start()
        yield str(place) if place else f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(server: socket.socket, answer: bytes) -> None:
    while True:
        try:
            caller, _ = server.accept()
        except OSError:  # shut down
            return
        with caller, caller.makefile("rb") as stream:
            said = stream.read(len(b"zINSTREAM\0"))
            assert said == b"zINSTREAM\0"
            data = b"".join(_blocks(stream.read))
            caller.sendall(answer or (FOUND if EICAR in data else OK))


def _blocks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while size := struct.unpack("!L", read(4))[0]:
        yield read(size)
