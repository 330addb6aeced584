"""Say at once when the port of the demo is taken: `port_free.py PORT`. Exit code 0 when it is free."""

import socket
import sys

NO_PORT = """端口应为 1 到 65535 之间的数字，收到的是“{port}”。
PORT must be a number from 1 to 65535, not "{port}"."""
NO_RIGHT = """本账号无权使用端口 {port}，请改用 1024 以上的端口，例如：make demo PORT=8001
This account may not use port {port}; try one above 1024: make demo PORT=8001"""
TAKEN = """端口 {port} 已被占用，请换一个端口，例如：make demo PORT={other}
Port {port} is already in use; try another: make demo PORT={other}"""


def complaint(port: str) -> str | None:
    """What keeps the demo from this port of 127.0.0.1, in Chinese and English; None when nothing does."""
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        return NO_PORT.format(port=port)
    with socket.socket() as probe:
        # As the server itself does: a port that merely lingers after a stop is not taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            return NO_RIGHT.format(port=port)
        except OSError:
            return TAKEN.format(port=port, other=int(port) + 1 if int(port) < 65535 else 8000)
    return None


if __name__ == "__main__":
    sys.exit(complaint(sys.argv[1]))
