"""Reading a Word file for the page on which it is edited: in turns, and once a day for what stands beside the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from gongkai.desk.authoring import word_files
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.word import Converted, convert
from gongkai.records.actions.files import receive
from tests.documents.word.manners import laid_out
from tests.documents.word.official import NOTICE

DATA = laid_out(NOTICE)


@pytest.fixture(autouse=True)
def _clear(settings: object, tmp_path: Path) -> Iterator[None]:
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]
    yield
    cache.clear()


def test_too_many_at_once_are_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_files, "PATIENCE", 0)
    taken = [word_files._turns.acquire(blocking=False) for _ in range(word_files.AT_ONCE)]
    try:
        with pytest.raises(Unreadable, match="请过一分钟"):
            word_files.convert(DATA, "通知.docx")
    finally:
        for _ in filter(None, taken):
            word_files._turns.release()


def test_original_is_read_again_when_it_is_no_longer_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = receive(DATA, "通知.docx").digest
    first = word_files.beside(digest, "通知.docx")
    assert first.as_written == convert(DATA).as_written

    def again(*_: object) -> Converted:
        raise AssertionError("read twice")

    monkeypatch.setattr(word_files, "convert", again)
    assert word_files.beside(digest, "通知.docx") == first


def test_original_that_is_gone_leaves_the_page_usable() -> None:
    assert "不能读取" in word_files.beside("0" * 64, "通知.docx").trouble
