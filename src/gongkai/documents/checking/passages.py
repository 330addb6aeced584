"""A text that is checked, and how places in it are called."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from gongkai.documents.checking.remarks import BODY, TITLE, Place, Remark
from gongkai.law.findings import Severity


@dataclass(frozen=True)
class Passage:
    """One part of a thing as plain text: paragraphs by newline, table cells by tab.

    `labels`: how the paragraphs that hold something are called, one for each, where 第3段 would not help to find them.
    """

    text: str
    part: str = BODY
    labels: tuple[str, ...] = ()

    def at(self, start: int, end: int) -> Place:
        """The place of some characters: 标题, or 第3段 as a reader counts them, without the empty ones."""
        return Place(self.part, self._label(start), start, end)

    def remark(
        self, rule: str, severity: Severity, span: tuple[int, int], message: str, fix: str | None = None
    ) -> Remark:
        """A remark on the characters `span`, which it shows."""
        start, end = span
        return Remark(rule, severity, self.at(start, end), message, self.text[start:end], fix)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, str], ...]:
        """Every paragraph that holds something, with the place where it begins."""
        return tuple(
            (start, line)
            for start, line in zip(self._starts, self.text.split("\n"), strict=True)
            if line.strip()
        )

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts = [0]
        for line in self.text.split("\n")[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return tuple(starts)

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.paragraphs)

    def _label(self, start: int) -> str:
        if self.part == TITLE:
            return "标题"
        number = max(1, bisect_right(self._begins, start))
        return self.labels[number - 1] if number <= len(self.labels) else f"第{number}段"
