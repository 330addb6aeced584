"""One row of an import as it stands in its file, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: in which row, at which field or file (empty: the row), what is wrong and what to do."""

    row: int
    where: str
    message: str

    def __str__(self) -> str:
        where = f"“{self.where}”" if self.where else ""
        return f"第{self.row}行{where}：{self.message}"


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as read. `index`: how many stand before it, by which an import goes on; `row`: as a person counts it.

    `values` by field; None for a line that is empty, or that cannot be read, which `faults` say. `folder`: where
    its paths begin.
    """

    index: int
    row: int
    values: Mapping[str, object] | None
    faults: tuple[Fault, ...] = field(default=())
    folder: str = ""
