"""A file read in a process of its own: its answer, its refusal, and what it may cost."""

import time
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from gongkai.documents.isolated import Bounds, apart
from gongkai.documents.paper.pdf import pdf
from gongkai.documents.paper.pieces import Paper
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.word import convert
from gongkai.documents.word.records import converted, read
from tests.documents.word.manners import laid_out
from tests.documents.word.official import NOTICE

BOUNDS = Bounds(20, "慢", "大", "坏")


def answer(text: str) -> dict[str, Any]:
    return {"text": text}


def refuse() -> dict[str, Any]:
    raise Unreadable("不能读，请另存。")


def sleep() -> dict[str, Any]:
    time.sleep(60)
    return {}


def swallow() -> dict[str, Any]:
    return {"size": len(bytearray(3 * 1024**3))}


def die() -> dict[str, Any]:
    raise SystemExit(9)


def printing() -> dict[str, Any]:
    pdf(Paper(title="题", pieces=(), made_at=datetime(2026, 11, 23, tzinfo=UTC)))
    return {"threads": len(list(Path("/proc/self/task").iterdir()))}


def write(folder: str) -> dict[str, Any]:
    with open(f"{folder}/file", "wb") as file:  # noqa: PTH123 - what a hostile file would do
        file.write(b"x")
    return {}


def test_answer_comes_back() -> None:
    assert apart(answer, "好", bounds=BOUNDS) == {"text": "好"}


def _ask(told: "Connection[Any, Any]") -> None:
    told.send(apart(answer, "还好", bounds=BOUNDS))


def test_process_that_was_forked_has_its_own_server() -> None:
    """As the workers of a web server are, whose parent may have read files before."""
    assert apart(answer, "好", bounds=BOUNDS) == {"text": "好"}
    processes = get_context("fork")
    heard, told = processes.Pipe(duplex=False)
    forked = processes.Process(target=_ask, args=(told,))
    forked.start()
    assert heard.poll(60)
    assert heard.recv() == {"text": "还好"}
    forked.join()
    assert apart(answer, "好", bounds=BOUNDS) == {"text": "好"}


def test_refusal_comes_back_in_its_words() -> None:
    with pytest.raises(Unreadable, match="请另存"):
        apart(refuse, bounds=BOUNDS)


@pytest.mark.parametrize(("job", "said"), [(swallow, "大"), (die, "坏")])
def test_whatever_costs_too_much_is_ended(job: Any, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        apart(job, bounds=BOUNDS)


def test_whoever_takes_too_long_is_ended() -> None:
    with pytest.raises(Unreadable, match="慢"):
        apart(sleep, bounds=Bounds(1, "慢", "大", "坏"))


def test_printing_takes_one_thread_however_many_cores_there_are() -> None:
    """Each thread reserves memory: with one for each core of a large server, nothing could be printed within the bounds."""
    assert apart(printing, bounds=BOUNDS)["threads"] <= 2


def test_nothing_is_written_to_disk(tmp_path: Any) -> None:
    with pytest.raises(Unreadable, match="坏"):
        apart(write, str(tmp_path), bounds=BOUNDS)


def test_word_document_comes_back_whole() -> None:
    data = laid_out(NOTICE)
    assert read(apart(converted, data, "通知.docx", bounds=BOUNDS)) == convert(data, "通知.docx")
