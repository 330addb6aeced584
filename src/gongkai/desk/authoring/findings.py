"""What the checks found, as the page shows it: by severity, with what can be done about each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.desk.authoring.forms import Edit
from gongkai.desk.authoring.opened import Open
from gongkai.desk.authoring.places import Around, Places
from gongkai.documents.checking.privacy import Kind, can_be_masked
from gongkai.documents.checking.privacy.kinds import ABOUT, HIDDEN_PART, TABLE
from gongkai.law.findings import Severity
from gongkai.publication.queries.checks import Check
from gongkai.publication.queries.editions import FileOf

_WHERE = {"column": "column_id", "item": "duty", "review": "attribute"}
"""Parts of a publication as the law names them, and the field in which they are put right."""

_OF_FILES = {"T004", "T006"}
"""What the text speaks of and is not attached."""

_MASKED = frozenset(
    {about.rule for kind, about in ABOUT.items() if kind is not Kind.USCC} | {TABLE, HIDDEN_PART}
)
_FILE = "file:"
_NAME = "文件名"


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. `field`: where on the edit page it is put right, empty for the files; `why`: the answer.

    `places`: with the words around them; `files`: the attachments that it may be about, `masks`: those that can be masked.
    """

    check: Check
    place: str
    field: str
    why: str
    places: tuple[Around, ...] = ()
    files: tuple[FileOf, ...] = ()
    masks: tuple[FileOf, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """A kind of personal data in the text that can be masked. `sure`: it has to go, so it is ticked."""

    kind: Kind
    label: str
    count: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings by severity."""

    errors: tuple[Row, ...]
    warnings: tuple[Row, ...]
    hints: tuple[Row, ...]
    covers: tuple[Cover, ...]

    @classmethod
    def of(cls, found: Iterable[Check], held: Open, answers: Mapping[str, str] | None = None) -> "Findings":
        """The findings on an edition, with what was answered, by key."""
        checks = list(found)
        places = Places(held.edition.content, held.edition.revision, checks)
        rows = [_row(check, held, places, (answers or {}).get(check.key, "")) for check in checks]
        by = {severity: tuple(row for row in rows if row.check.severity is severity) for severity in Severity}
        return cls(by[Severity.ERROR], by[Severity.WARNING], by[Severity.INFO], _covers(checks))

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.errors or self.warnings or self.hints)

    @property
    def standing(self) -> list[str]:
        """What keeps it from being sent, in words."""
        said = []
        if self.errors:
            said.append(f"还有 {len(self.errors)} 处错误，请先改正。")
        if self.warnings:
            said.append(f"还有 {len(self.warnings)} 处提醒没有处理：请改正，或者写明为什么可以保留。")
        return said


def _row(check: Check, held: Open, places: Places, why: str) -> Row:
    field = _WHERE.get(check.where, check.where)
    known = Edit.base_fields.get(field)
    place = check.place or (str(known.label) if known else "")
    files: tuple[FileOf, ...] = ()
    if check.where.startswith(_FILE):
        name = check.where.removeprefix(_FILE)
        place = f"附件“{name}”{place}"
        files = tuple(one for one in held.attachments if one.name == name)
    masks = files if check.rule in _MASKED and check.place != _NAME else ()
    return Row(
        check,
        place,
        field if known and check.rule not in _OF_FILES else "",
        why,
        places.of(check),
        files,
        tuple(one for one in masks if can_be_masked(one.media_type)),
    )


def _covers(found: Iterable[Check]) -> tuple[Cover, ...]:
    counts: Counter[Kind] = Counter()
    sure: set[Kind] = set()
    for check in found:
        if check.personal is not None and check.personal is not Kind.USCC:
            counts[check.personal] += max(1, len(check.spans))
            if check.severity is Severity.ERROR:
                sure.add(check.personal)
    return tuple(Cover(kind, ABOUT[kind].label, count, kind in sure) for kind, count in counts.items())
