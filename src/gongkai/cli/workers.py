"""Files handed to worker processes, one at a time to each; answers come back in order.

Each worker has a pipe of its own. So a file that crashes, hangs or exhausts its worker costs that file alone:
the pool of concurrent.futures loses every file when one worker dies and cannot stop a task that hangs, and a pool
whose workers share a queue can be left locked by a worker that was killed.
"""

import importlib
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

MEMORY = 2 * 1024**3  # bytes of address space for one worker
AHEAD = 16  # files per worker that may be at work or done before an earlier file is
TICK = 0.5  # seconds

HAND_IN = "请把这个文件和这句话一起报告给维护者"


@dataclass(frozen=True, slots=True)
class Lost:
    """What is said of a file whose worker gave no answer."""

    why: str


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: "Connection[Any, Any]"
    at: int = -1  # which item it works on
    left: float = 0  # seconds it may still take


def processors() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux only
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def run(task: str, items: Sequence[Any], *, jobs: int, seconds: float, memory: int = MEMORY) -> Iterator[Any]:
    """The answers of `task` ("module:function") to each item, in order; Lost where a worker gave none.

    `jobs` processes; each item may take `seconds`, each process `memory` bytes of address space.
    However many items there are, only AHEAD of them for each worker are ever under way or held back.
    """
    crew = _Crew(task, min(jobs, len(items)), seconds, memory)
    answers: dict[int, Any] = {}
    given = 0
    try:
        for place in range(len(items)):
            while place not in answers:
                while given < len(items) and crew.has_room() and given - place < AHEAD * jobs:
                    crew.give(given, items[given])
                    given += 1
                answers.update(crew.collect())
            yield answers.pop(place)
    finally:
        crew.dismiss()


class _Crew:
    """The workers, some at work and some waiting for it."""

    def __init__(self, task: str, size: int, seconds: float, memory: int) -> None:
        self.task, self.size, self.seconds, self.memory = task, size, seconds, memory
        self.busy: list[_Worker] = []
        self.idle: list[_Worker] = []
        # Not fork: a process with threads, as a library may have started, must not be copied.
        self.context: Any = get_context("spawn" if sys.platform == "win32" else "forkserver")
        if sys.platform != "win32":
            self.context.set_forkserver_preload([task.partition(":")[0]])

    def has_room(self) -> bool:
        return len(self.busy) < self.size

    def give(self, at: int, item: Any) -> None:
        """Hand an item to a worker that waits, or to a new one."""
        worker = self.idle.pop() if self.idle else self._start()
        try:
            worker.pipe.send(item)
        except OSError:  # it died while it had nothing to do
            _stop(worker)
            worker = self._start()
            worker.pipe.send(item)
        worker.at, worker.left = at, self.seconds
        self.busy.append(worker)

    def collect(self) -> dict[int, Any]:
        """Wait a moment; the answers that came, and Lost for workers that died or took too long.

        Only time spent waiting here counts against a file, not the time in which our output was held up.
        """
        started = time.monotonic()
        ready = wait([worker.pipe for worker in self.busy], timeout=TICK)
        waited = min(time.monotonic() - started, 2 * TICK)
        answers = {}
        for worker in tuple(self.busy):
            worker.left -= waited
            if worker.pipe in ready:
                answers[worker.at] = self._answer(worker)
            elif worker.left <= 0:
                answers[worker.at] = Lost(
                    f"处理超过 {self.seconds:.0f} 秒仍未完成，已经停止。请只保留报告本身，或者换一种格式后再试。"
                )
                self.busy.remove(worker)
                _stop(worker)
        return answers

    def dismiss(self) -> None:
        """End all workers at once."""
        for worker in self.busy + self.idle:
            _stop(worker)

    def _answer(self, worker: _Worker) -> Any:
        self.busy.remove(worker)
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            _stop(worker)
            return Lost(
                f"使读取程序异常退出（代码 {worker.process.exitcode}），文件可能已损坏，或者展开后过大。请重新导出后再试。"
            )
        self.idle.append(worker)
        return answer

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(theirs, self.task, self.memory), daemon=True)
        process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        return _Worker(process, ours)


def _stop(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: "Connection[Any, Any]", task: str, memory: int) -> None:
    """The life of a worker: take an item, send the answer, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends the workers
    logging.disable(logging.CRITICAL)  # remarks of PDF libraries are for nobody here
    _limit(memory)
    module, _, name = task.partition(":")
    function = getattr(importlib.import_module(module), name)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(_attempt(function, item))


def _attempt(function: Callable[[Any], Any], item: Any) -> Any:
    try:
        return function(item)
    except MemoryError:
        return Lost("展开后占用内存过多，不像一份年度报告。请只保留报告本身，或者换一种格式后再试。")
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not cost the others
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        return Lost(f"处理时程序出错（{type(error).__name__}，{place}），{HAND_IN}。")


def _limit(memory: int) -> None:
    """Bound what a hostile file can do: memory, files written, traces of a crash."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - absent on Windows

    for kind, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        _, highest = resource.getrlimit(kind)
        wanted = value if highest == resource.RLIM_INFINITY else min(value, highest)
        resource.setrlimit(kind, (wanted, highest))
