"""What is said about a Word file is explained to officers."""

import re
from pathlib import Path

from gongkai.documents.word.notes import RULES

_PAGE = Path(__file__).parents[3] / "docs" / "users" / "word.md"


def test_every_remark_is_on_the_page_and_nothing_else() -> None:
    listed = dict(re.findall(r"^\| (F\d{3}) \| ([^|]+?) \|", _PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert listed == dict(RULES)
