"""What tests of files share: how they lie there, and whether they are as they should be."""

from pathlib import Path

import pytest
from django.utils.timezone import localdate

from gongkai.copies.actions.mending import rendered
from gongkai.copies.backends.stamps import stamp
from gongkai.copies.queries.differing import Difference, differences
from gongkai.law.registers import definitions
from tests.portal.public import address


def few_registers(patch: pytest.MonkeyPatch) -> None:
    """The pages of two registers, which look like those of the others."""
    few = dict(list(definitions().items())[:2])
    patch.setattr("gongkai.copies.queries.pages.definitions", lambda: few)


def page_of(item_id: int, variant: str = "hans") -> str:
    """Where the file of an item lies in its folder."""
    return f"{variant}{address(item_id)}index.html"


def wrong() -> list[Difference]:
    """What the files lack, asked in both ways."""
    asked = {"on": localdate(), "stamp": stamp()}
    return [*differences(**asked), *rendered(**asked)]  # type: ignore[arg-type]


def lying(folder: Path) -> set[str]:
    """Every file, as a path in the folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
