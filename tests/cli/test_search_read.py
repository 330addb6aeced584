"""`gongkai search read`: attachments are read without a worker, and once more where that failed before."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from gongkai.cli import gongkai
from gongkai.publication.models import FileText, Reading
from gongkai.search.queries.asked import Asked
from gongkai.search.queries.finding import find
from tests.publication.office import office
from tests.publication.test_file_texts import LINES, WORD, attached, put_out

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    done = CliRunner().invoke(gongkai, ["search", "read", *words], standalone_mode=False)
    assert done.exception is None
    return done.output.strip()


def test_what_waits_is_read_and_what_failed_once_more(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    at = office()
    index_no = put_out(attached(at, ("a.txt", LINES.encode())), at)
    assert said() == "已读取 1 个附件。"
    assert [hit.key for hit in find(Asked(WORD)).hits] == [index_no]
    assert said() == said("--again") == "已读取 0 个附件。"
    FileText.objects.update(reading=Reading.UNREADABLE, text="", why="没有安装")
    assert said("--again") == "已读取 1 个附件。其中 1 个以前读不了。"
    assert FileText.objects.get().reading == Reading.READ
