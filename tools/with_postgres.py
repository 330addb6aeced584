"""Run a command with a throw-away PostgreSQL cluster: `with_postgres.py COMMAND [ARGUMENT…]`.

The cluster lives in a temporary folder and is reached through GONGKAI_DATABASE, on a free port of 127.0.0.1
and with a password of its own. It is gone when the command ends. The exit code is the command's own.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROLE = "gongkai"
# Nothing in the cluster outlives the command, so nothing has to reach the disk.
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def binaries() -> Path:
    """The folder with initdb and pg_ctl: the newest of the distribution's, else the one on PATH."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parent.parent.name)
    )
    found = packaged[-1] if packaged else shutil.which("initdb")
    if found is None:
        sys.exit("PostgreSQL is not installed (no initdb found). On Debian: apt-get install postgresql")
    return Path(found).parent


def owner() -> str | None:
    """Who runs the server: initdb refuses root, so root hands over to another account."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(command: list[str], user: str | None, folder: Path) -> None:
    """Run one server command quietly; what it printed is shown only when it fails."""
    group = pwd.getpwnam(user).pw_gid if user else None
    groups: list[int] | None = [] if user else None
    done = subprocess.run(
        command,
        user=user,
        group=group,
        extra_groups=groups,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        log = folder / "server.log"
        sys.exit(f"{' '.join(command)}\n{done.stdout}{log.read_text() if log.exists() else ''}")


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster; yields its address as the setting GONGKAI_DATABASE takes it."""
    tools, user, port, password = binaries(), owner(), free_port(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="gongkai-postgres-") as name:
        folder, data = Path(name), Path(name) / "data"
        (folder / "password").write_text(password)
        if user:
            for path in (folder, folder / "password"):
                shutil.chown(path, user)
        initdb = [
            f"{tools}/initdb",
            f"--pgdata={data}",
            f"--username={ROLE}",
            f"--pwfile={folder}/password",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        run(initdb, user, folder)
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' {SPEED}"
        pg_ctl = [f"{tools}/pg_ctl", f"--pgdata={data}", "--wait"]
        run([*pg_ctl, f"--log={folder}/server.log", f"--options={options}", "start"], user, folder)
        try:
            yield f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/postgres"
        finally:
            run([*pg_ctl, "--mode=immediate", "stop"], user, folder)


def leave(signum: int, _frame: object) -> NoReturn:
    sys.exit(128 + signum)


def main(command: list[str]) -> int:
    if not command:
        sys.exit("usage: with_postgres.py COMMAND [ARGUMENT…]")
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    with cluster() as address:
        return subprocess.run(
            command, env={**os.environ, "GONGKAI_DATABASE": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
