"""One file costs at most itself, whatever it does to its worker."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli.workers import AHEAD, Lost, processors, run

TASK = "tests.cli.tasks:do"


def answers(
    *orders: tuple[str, Any], jobs: int = 2, seconds: float = 60, memory: int = 2**31
) -> Iterator[Any]:
    return run(TASK, orders, jobs=jobs, seconds=seconds, memory=memory)


def test_answers_come_in_order() -> None:
    orders = [("say", number) for number in range(50)]
    assert list(answers(*orders, jobs=3)) == list(range(50))


def test_nothing_to_do() -> None:
    assert list(answers()) == []


@pytest.mark.parametrize("end", [("die", 3), ("die", 0), ("killed", None)])
def test_dead_worker_costs_its_own_file_only(end: tuple[str, Any]) -> None:
    before, lost, *after = answers(("say", 1), end, ("say", 2), ("say", 3))
    assert (before, after) == (1, [2, 3])
    assert isinstance(lost, Lost)
    assert "异常退出" in lost.why


def test_every_worker_dead() -> None:
    *dead, alive = answers(*[("die", 1)] * 5, ("say", "here"))
    assert all(isinstance(answer, Lost) for answer in dead)
    assert alive == "here"


def test_hanging_worker_is_stopped() -> None:
    lost, after = answers(("hang", None), ("say", 1), jobs=1, seconds=1)
    assert isinstance(lost, Lost)
    assert "超过 1 秒" in lost.why
    assert after == 1


def test_exhausted_memory() -> None:
    lost, after = answers(("eat", 2**31), ("say", 1), jobs=1, memory=2**30)
    assert isinstance(lost, Lost)
    assert "内存" in lost.why
    assert after == 1


def test_worker_writes_no_file(tmp_path: Path) -> None:
    lost, after = answers(("write", str(tmp_path / "a")), ("say", 1), jobs=1)
    assert isinstance(lost, Lost)
    assert "OSError" in lost.why
    assert after == 1


def test_fault_of_ours_names_the_place() -> None:
    lost, after = answers(("raise", "where"), ("say", 1), jobs=1)
    assert isinstance(lost, Lost)
    assert "KeyError" in lost.why
    assert "tasks.py:" in lost.why
    assert after == 1


def test_a_worker_serves_many_files() -> None:
    assert len(set(answers(*[("pid", None)] * 20, jobs=2))) <= 2


def test_workers_end_with_the_run() -> None:
    run_of_all = answers(("pid", None), ("hang", None))
    worker = next(run_of_all)
    run_of_all.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


class Watched(Sequence[tuple[str, Any]]):
    """Orders that note how many of them have been handed out."""

    def __init__(self, orders: list[tuple[str, Any]]) -> None:
        self.orders = orders
        self.taken = 0

    def __len__(self) -> int:
        return len(self.orders)

    def __getitem__(self, at: Any) -> Any:
        self.taken += 1
        return self.orders[at]


def test_few_answers_are_held_back_for_a_slow_file(tmp_path: Path) -> None:
    ahead = 2 * AHEAD - 1
    orders = Watched([("wait", (str(tmp_path), ahead)), *[("mark", str(tmp_path))] * (3 * ahead)])
    stream = run(TASK, orders, jobs=2, seconds=60)
    assert next(stream) == "waited"
    assert orders.taken == 2 * AHEAD
    assert len(list(stream)) == 3 * ahead


def test_processors() -> None:
    assert processors() >= 1
