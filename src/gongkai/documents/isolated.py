"""A stranger's file read in a process of its own, which it can crash or keep busy at no other cost.

The process starts from a server that has loaded the readers once and has seen no file. It knows no web framework.
"""

import json
import logging
import os
import resource
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

from gongkai.documents.reading.blocks import Unreadable

Answer = dict[str, Any]
"""What comes back is JSON: a process that a file has taken over can send no objects."""

_processes = get_context("forkserver")
_processes.set_forkserver_preload(
    [
        "gongkai.documents.isolated",
        "gongkai.documents.loading",
        "gongkai.documents.word.records",
        "gongkai.documents.paper.docx",
        "gongkai.documents.paper.pdf",
        "gongkai.documents.gazette.pdf",
        "gongkai.documents.posters.pdf",
        "gongkai.documents.paper.typecase",
        "gongkai.documents.redaction.sheets.applying",
        "gongkai.documents.redaction.images.applying",
        "gongkai.documents.redaction.word.applying",
        "gongkai.documents.annual.writing",
        "gongkai.documents.annual.intake.receiving",
    ]
)


def _afresh() -> None:
    """A process that was forked from one with a server starts its own: the other one answers its parent alone."""
    server: Any = forkserver._forkserver  # there is no public way
    server._lock = Lock()
    server._forkserver_pid = server._forkserver_address = server._forkserver_alive_fd = None


os.register_at_fork(after_in_child=_afresh)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a file may cost, and what is said of one that costs more: seconds, bytes of memory, bytes written to a file."""

    seconds: int
    too_slow: str
    too_big: str
    crashed: str
    memory: int = 2 * 1024**3
    written: int = 0


def apart(job: Callable[..., Answer], *given: Any, bounds: Bounds) -> Answer:
    """What a job answers, a function of a module, in a fresh process.

    Raises Unreadable as the job does, and for one that does not answer in time, takes too much, or dies.
    """
    ours, theirs = _processes.Pipe(duplex=False)
    worker = _processes.Process(target=_work, args=(theirs, job, given, bounds), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(bounds.seconds):
            raise Unreadable(bounds.too_slow)
        answer: Answer = json.loads(ours.recv_bytes())
    except (EOFError, OSError) as error:
        raise Unreadable(bounds.crashed) from error
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer


def _work(
    pipe: "Connection[Any, Any]", job: Callable[..., Answer], given: tuple[Any, ...], bounds: Bounds
) -> None:
    logging.disable(logging.CRITICAL)  # remarks of libraries about a file are for nobody here
    os.environ["RAYON_NUM_THREADS"] = "1"  # from some thirty cores on, one for each would use up the memory
    _limit(resource.RLIMIT_AS, bounds.memory)
    _limit(resource.RLIMIT_CPU, bounds.seconds)
    _limit(resource.RLIMIT_FSIZE, bounds.written)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        answer = job(*given)
    except Unreadable as problem:
        answer = {"unreadable": str(problem)}
    except MemoryError:
        answer = {"unreadable": bounds.too_big}
    with suppress(BrokenPipeError):  # whoever asked has ended
        pipe.send_bytes(json.dumps(answer).encode())


def _limit(kind: int, value: int) -> None:
    """Lower a limit for good; one that is lower already stays."""
    _, highest = resource.getrlimit(kind)
    wanted = value if highest == resource.RLIM_INFINITY else min(value, highest)
    resource.setrlimit(kind, (wanted, wanted))
