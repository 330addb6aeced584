"""The page on bulk imports says what the program takes."""

import re

from gongkai.documents.items.fields import FIELDS
from gongkai.documents.items.sources import LISTS
from tests.conftest import ROOT

PAGE = (ROOT / "docs/users/import.md").read_text(encoding="utf-8")


def test_every_field_is_described() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+?) \| ([^|]+?) \| (\d*) \|", PAGE, re.MULTILINE)
    assert rows == [
        (each.name, each.label, each.shape.label, str(each.most or "")) for each in FIELDS.values()
    ]


def test_every_list_is_described() -> None:
    assert {name.partition(".")[0] for name in LISTS} == {"manifest", "清单"}
    assert all(f"`{name}`" in PAGE for name in LISTS if name.startswith("清单"))
