"""Tables printed as text: fields become rows of a label and its figures.

Line breaks mean little here: a row may stand in one line (divided by tabs, pipes or blanks), one cell may
stand in each line, a label may be broken over lines before, around or after its figures. So the fields of
all lines are taken as one stream of bundles, each some labels and the figures after them; and the labels are
matched in two ways: the nearest label before the figures, or everything from one row number to the next.
The way that finds more rows is the way of the document.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.documents.reading.labels import SHORT_LABELS
from gongkai.documents.reading.lines import Field, as_entry
from gongkai.documents.reading.rows import Claim
from gongkai.documents.reading.words import fold

Meaning = Callable[[str], str]

# A label is broken over no more lines than these.
_LABEL_LINES = 10
_SCATTERED_FIGURES = 8
_SCATTERED_LABELS = 2
# Stray figures so many lines below a row may be the ends of its own.
_NEAR = 2
_BROKEN = re.compile(r"\d+\s*[（(]")
_STRAY = "下面还有没有归属的数字，可能是一个数折成了两行"
_ROW_NUMBER = re.compile(r"\s*(?:[一二三四]\s*[、.．]|[（(][一二三四五六七][)）]|\d{1,2}\s*[.、．]|[①-⑧])")


@dataclass(frozen=True, slots=True)
class TextRow:
    """A claim with the lines that it was found in (indexes, first and last)."""

    claim: Claim
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Labels and the figures (or empty cells) that follow them; the last bundle may have none."""

    labels: tuple[Field, ...]
    entries: tuple[Field, ...]

    def row(self, means: str) -> TextRow:
        """This bundle as a row of the form."""
        claim = Claim(means, tuple(map(as_entry, self.entries)), self.labels[-1].where, ruled=False)
        return TextRow(claim, self.labels[0].line, self.entries[-1].line)


def text_rows(stream: Sequence[Field], meaning: Meaning) -> list[TextRow]:
    """Rows of figures whose label means a row of the form; figures under other labels are left out."""
    bundles = list(_bundles(stream, meaning))
    by_nearest = list(_by_nearest_label(bundles, meaning))
    by_number = list(_by_row_number(bundles, meaning))
    best = max(by_nearest, by_number, key=_agreement)
    return _doubted(best, bundles)


def scattered(stream: Sequence[Field], meaning: Meaning) -> bool:
    """Whether a table was copied column by column: many row labels, then all their figures."""
    return any(_is_column(bundle, meaning) for bundle in _bundles(stream, meaning))


def _is_column(bundle: Bundle, meaning: Meaning) -> bool:
    if sum(bool(entry.text) for entry in bundle.entries) < _SCATTERED_FIGURES:
        return False
    return (
        len({means for label in bundle.labels if (means := meaning(label.text))} - {*SHORT_LABELS})
        > _SCATTERED_LABELS
    )


def _doubted(rows: Sequence[TextRow], bundles: Sequence[Bundle]) -> list[TextRow]:
    """Rows followed by stray figures: a figure broken over two lines leaves its end there."""
    owned = {row.last for row in rows}
    stray = [
        bundle.entries[0].line
        for bundle in bundles
        if bundle.entries and bundle.entries[-1].line not in owned and any(e.text for e in bundle.entries)
    ]
    stray += [label.line for bundle in bundles for label in bundle.labels if _BROKEN.match(label.text)]
    doubtful = {max((row.last for row in rows if row.last < line), default=-1) for line in stray}
    near = {last for last in doubtful if any(last < line <= last + _NEAR for line in stray)}
    return [replace(row, claim=replace(row.claim, doubt=_STRAY)) if row.last in near else row for row in rows]


def _agreement(rows: Sequence[TextRow]) -> int:
    """How many rows of the form were found, less those that were found twice with other figures."""
    told: dict[str, set[str]] = {}
    for row in rows:
        if row.claim.figures:
            told.setdefault(row.claim.row, set()).add(row.claim.raw)
    return sum(1 if len(raws) == 1 else -1 for raws in told.values())


def _bundles(stream: Sequence[Field], meaning: Meaning) -> Iterator[Bundle]:
    labels: list[Field] = []
    entries: list[Field] = []
    for item in stream:
        if not item.text or item.is_figure:
            if labels:
                entries.append(item)
            continue
        blank_row = bool(entries) and bool(nearest([label.text for label in labels], meaning))
        if any(entry.text for entry in entries) or blank_row:
            yield Bundle(tuple(labels), tuple(entries))
            labels = []
        entries = []
        labels.append(item)
    if labels:
        yield Bundle(tuple(labels), tuple(entries))


def _by_nearest_label(bundles: Sequence[Bundle], meaning: Meaning) -> Iterator[TextRow]:
    for index, bundle in enumerate(bundles):
        if not bundle.entries:
            continue
        texts = [label.text for label in bundle.labels]
        after = bundles[index + 1].labels if index + 1 < len(bundles) else ()
        means = nearest(texts, meaning) or _continued(texts[-1], [label.text for label in after], meaning)
        if means:
            yield bundle.row(means)


def _continued(label: str, after: Sequence[str], meaning: Meaning) -> str:
    """A label whose other half stands after its figures."""
    joined = label
    for text in after[:_LABEL_LINES]:
        joined += text
        if means := meaning(joined):
            return means
    return ""


def _by_row_number(bundles: Sequence[Bundle], meaning: Meaning) -> Iterator[TextRow]:
    for index, bundle in enumerate(bundles):
        starts = [at for at, label in enumerate(bundle.labels) if _ROW_NUMBER.match(label.text)]
        if not starts or not bundle.entries:
            continue
        own = list(bundle.labels[starts[-1] :])
        after = list(bundles[index + 1].labels) if index + 1 < len(bundles) else []
        until = next((at for at, label in enumerate(after) if _ROW_NUMBER.match(label.text)), len(after))
        whole = [*own, *after[:until]]
        texts = [label.text for label in own]
        means = (
            meaning(_joined(whole))
            or meaning(_joined(_rightmost(whole)))
            or meaning("".join(texts))
            or nearest(texts, meaning)
        )
        if means:
            yield bundle.row(means)


def _joined(labels: Sequence[Field]) -> str:
    return "".join(label.text for label in labels)


def _rightmost(labels: Sequence[Field]) -> list[Field]:
    """The last label of each line: a group's name may be broken over the same lines to the left."""
    return list({label.line: label for label in labels}.values())


def nearest(labels: Sequence[str], meaning: Meaning) -> str:
    """What the labels before some figures mean: the nearest one, else the last two joined, and so on."""
    recent = labels[-_LABEL_LINES:]
    for distance, label in enumerate(reversed(recent[-3:])):
        row = meaning(label)
        if row and (not distance or row not in SHORT_LABELS):
            return row
        if len(fold(label)) > 8:
            break
    joined = ""
    for label in reversed(recent):
        joined = label + joined
        if row := meaning(joined):
            return row
    return ""
