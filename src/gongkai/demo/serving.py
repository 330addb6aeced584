"""Prepare the folder of the demo, then serve it until Ctrl-C."""

import os
import secrets
import socket
import time
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from threading import Thread

import click
import django
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command

from gongkai.sealing.keys import add_key, new_key

HOST, HOST_6 = "127.0.0.1", "::1"
THREADS = 8
GRACE = 3  # seconds for answers under way after Ctrl-C
FOLDER = Path("var") / "demo"
SITE = {
    "GONGKAI_SITE_NOTICE": "演示站：内容是示例数据，不代表任何机关的正式发布。",
    "GONGKAI_SITE_OWNER": "云岭县人民政府（虚构示例）",
    "GONGKAI_SITE_OPERATOR": "云岭县人民政府办公室（虚构示例）",
    "GONGKAI_SITE_CONTACT": "0000-0000001",
    "GONGKAI_SITE_CODE": "0000000000",
    "GONGKAI_SITE_ICP": "某ICP备00000000号",
    "GONGKAI_SITE_POLICE": "某公网安备00000000000000号",
    "GONGKAI_SITE_IPV6": "1",
}
"""What head and footer say: nobody's numbers."""


def serve(*, port: int, with_year: bool = True, ipv6: bool = False) -> None:
    """Make database and sample data if they are missing, and serve the platform on this machine, at 127.0.0.1 or at ::1.

    `with_year`: load a complete year of all bodies of the county beside the pages; else three reports are all there is of it.
    A taken port is refused with a message before anything is made.
    """
    host = HOST_6 if ipv6 else HOST
    _require_free(host, port)
    _settle()
    django.setup()
    # Tables can be imported only once Django is set up.
    from gongkai.demo import (  # noqa: PLC0415
        annual,
        applications,
        background,
        channels,
        cleanup,
        compilations,
        exchanges,
        guides,
        health,
        holidays,
        interpretations,
        letters,
        normative,
        people,
        publication,
        readers,
        rectifications,
        registers,
        remedies,
        samples,
        year,
    )
    from gongkai.demo.worked import working  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    _collect()
    samples.load()
    people.load(datetime.now(UTC))
    guides.load(datetime.now(UTC))
    publication.load(datetime.now(UTC))
    interpretations.load(datetime.now(UTC))
    normative.load(datetime.now(UTC))
    cleanup.load(datetime.now(UTC))
    year.load(datetime.now(UTC))
    channels.load(datetime.now(UTC))
    compilations.load(datetime.now(UTC))
    letters.settle_heads(datetime.now(UTC))
    applications.load(datetime.now(UTC))
    rectifications.load(datetime.now(UTC))
    letters.load(datetime.now(UTC))
    remedies.load(datetime.now(UTC))
    registers.load(datetime.now(UTC))
    exchanges.load(datetime.now(UTC))
    holidays.load(datetime.now(UTC))
    if with_year:
        working.begin(datetime.now(UTC))
    elif not working.begun():
        annual.load(datetime.now(UTC))
    health.load(datetime.now(UTC))
    readers.load(datetime.now(UTC))
    background.catch_up(datetime.now(UTC))
    _run(host, port)


def _collect() -> None:
    """Styles and scripts into the folder that is served, compressed: some seconds, and only where one of them changed."""
    from django.conf import settings  # noqa: PLC0415 - as above
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415

    found = sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    stamp = Path(settings.STATIC_ROOT).with_name("static-stamp")
    if stamp.exists() and stamp.read_text("utf-8") == found.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(found.hexdigest(), "utf-8")


def _require_free(host: str, port: int) -> None:
    """End with a message if something else listens there; a port that only lingers after a stop is free."""
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            other = port + 1 if port < 65535 else 8000
            raise click.ClickException(
                f"端口 {port} 不能使用（已被占用，或本账号无权使用）。请换一个端口，例如：make demo PORT={other}"
            ) from problem


def _settle() -> None:
    """Settings of the demo, each only where the environment does not say otherwise."""
    folder = Path(os.environ.setdefault("GONGKAI_DATA", str(FOLDER.resolve())))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("GONGKAI_SECRET_KEY", _key(folder / "secret-key"))
    os.environ.setdefault("GONGKAI_SEALING_KEYS", _sealing_keys(folder / "sealing-keys"))
    os.environ.setdefault("GONGKAI_DEMO", "1")
    os.environ.setdefault("GONGKAI_SECOND_FACTOR_ROLES", "")  # accounts of the demo are shared
    os.environ.setdefault("GONGKAI_REQUEST_LOG", "0")
    os.environ.setdefault("GONGKAI_VISITS", str(folder / "visits"))
    for name, text in SITE.items():
        os.environ.setdefault(name, text)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")


def _key(path: Path) -> str:
    """A key of this demo's own, made once, so that forms stay valid over a restart."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _sealing_keys(path: Path) -> str:
    """The file with the keys that seal personal data in this demo, made once."""
    if not path.exists():
        add_key(path, new_key(datetime.now().astimezone().date()))
    return str(path)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _run(host: str, port: int) -> None:
    """One worker process with several threads, until Ctrl-C."""
    from granian import Granian  # noqa: PLC0415 - heavy, and needed only once everything is in place
    from granian.constants import Interfaces  # noqa: PLC0415

    sample = import_module("gongkai.demo.applications").sample()
    Thread(target=_announce, args=(host, port, sample), daemon=True).start()
    Granian(
        "gongkai.demo.serving:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
        workers_kill_timeout=GRACE,
    ).serve()


def application() -> WSGIHandler:
    """The application and what runs beside it, called for in the worker process, which leaves the terminal's group: Ctrl-C is for the
    parent alone, which then ends the worker. Both at once sometimes hung.
    """
    os.setpgrp()
    from gongkai.wsgi import application as made  # noqa: PLC0415 - Django is set up there

    import_module("gongkai.demo.background").begin()
    return made


def _announce(host: str, port: int, sample: tuple[str, str]) -> None:
    """Say where to look, once somebody answers there."""
    while not _answers(host, port):
        time.sleep(0.05)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    number, code = sample
    click.echo(
        f"公开（Gongkai）演示已就绪：{address} ，先看“年报体检” {address}tj/ ；"
        f"示例申请登记编号 {number} 查询码 {code} （按 Ctrl-C 结束）"
    )


def _answers(host: str, port: int) -> bool:
    with socket.socket(_family(host)) as caller:
        return caller.connect_ex((host, port)) == 0
