"""The sheet 机关 of an import: which bodies it names, what would be new, what would be other, what is wrong."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from gongkai.agencies import access
from gongkai.agencies.actions.changes import LABELS, NONE, Change, shown, told
from gongkai.agencies.actions.fields import plain_name, wrong
from gongkai.agencies.actions.register import usual
from gongkai.agencies.queries.forest import contradictions
from gongkai.agencies.queries.lives import FIELDS, Forest, Life, Shape, Stretch
from gongkai.documents.agency_sheets import AGENCIES, COLUMNS, Fault, Row, Sheet
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.records.access import OPERATOR, Actor

E = TypeVar("E", bound=StrEnum)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_HEADS = COLUMNS[AGENCIES]
_COLUMN = {"parent_id": "parent"}


@dataclass(slots=True)
class Bodies:
    """What the sheet comes to: the lives as they would be, by number (new ones below zero), and the row of each."""

    forest: Forest
    after: dict[int, Life] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def new(self) -> list[Life]:
        """The bodies to be entered, in the order of the sheet."""
        return [life for life in self.after.values() if life.id < 0]

    @property
    def changed(self) -> list[tuple[Life, Life]]:
        """The bodies that would be other, before and after."""
        known = ((self.forest[each], life) for each, life in self.after.items() if each > 0)
        return [(before, after) for before, after in known if before != after]

    def fault(self, row: int, column: str, message: str) -> None:
        """Note what is wrong with a row; `column` as it is called here, or empty."""
        self.faults.append(Fault(AGENCIES, row, _HEADS.get(_COLUMN.get(column, column), ""), message))


def understand(sheet: Sheet, forest: Forest, *, on: date) -> Bodies:
    """What the sheet comes to from a day on, with everything that is wrong with it."""
    found = Bodies(forest, numbers={life.slug: life.id for life in forest.values()})
    codes = {life.newest.organ_code: life.id for life in forest.values() if life.ends_on is None}
    codes.pop("", None)
    drafts = []
    for row in sheet.rows:
        before = _existing(found, row, codes)
        number = before.id if before else -row.number
        if row.values["slug"] and before is None:
            found.numbers[row.values["slug"]] = number
        if number in found.rows:
            found.fault(row.number, "slug", f"与第{found.rows[number]}行是同一个机关，请只保留一行。")
            continue
        found.rows[number] = row.number
        drafts.append((number, before, row))
    for number, before, row in drafts:
        _draft(found, number, before, row, on, codes)
    _look_at_all(found)
    return found


def _existing(found: Bodies, row: Row, codes: Mapping[str, int]) -> Life | None:
    """The body that a row means: that with its address; without an address that with its code."""
    slug, code = row.values["slug"], row.values.get("organ_code", "")
    number = found.numbers.get(slug)
    if slug:
        if number is not None and number < 0:
            found.fault(row.number, "slug", f"代号与第{-number}行相同，请改用另一个。")
        return found.forest.get(number) if number is not None else None
    if code in codes:
        return found.forest[codes[code]]
    found.fault(row.number, "slug", "没有填写，请为新机关起一个代号，例如 yunling-jyj。")
    return None


def _draft(
    found: Bodies, number: int, before: Life | None, row: Row, on: date, codes: Mapping[str, int]
) -> None:
    """The life of a body as its row would have it."""
    base = asdict(before.on(on)) if before else _new_shape(found, row, codes)
    values = {**base, **_values(found, row, before, codes)}
    if not before and not values["region"]:
        values["region"] = _inherited_region(found, values["parent_id"])
    if not before and not row.values.get("kind"):
        values["kind"] = usual(Level(values["level"]))
    slug = before.slug if before else row.values["slug"]
    remark = row.values.get("remark", before.remark if before else "")
    checked = {**values, "slug": slug, "remark": remark} if slug else {**values, "remark": remark}
    for column, message in wrong(checked):
        found.fault(row.number, column, message)
    begins_on, ends_on = (_day(found, row, name, before) for name in ("begins_on", "ends_on"))
    if before is None:
        if begins_on and ends_on and ends_on < begins_on:
            found.fault(row.number, "ends_on", "早于设立日期，请核对。")
            ends_on = None
        stretches = (Stretch(date.max, Shape(**values)),)
        found.after[number] = Life(number, slug, begins_on, ends_on, stretches, remark)
        return
    other = {name: value for name, value in values.items() if value != base[name]}
    if other and not before.lives_on(on):
        found.fault(row.number, "", f"该机关在{on}不存在（{before.begins_on}至{before.ends_on}），不能变更。")
    found.after[number] = replace(before.changed(on, other) if other else before, remark=remark)


def _new_shape(found: Bodies, row: Row, codes: Mapping[str, int]) -> dict[str, Any]:
    code = row.values.get("organ_code", "")
    if code in codes:
        other = found.forest[codes[code]]
        message = f"已经属于“{other.newest.name}”（代号 {other.slug}）。如果是同一个机关，请改用这个代号。"
        found.fault(row.number, "organ_code", message)
    empty = dict.fromkeys(FIELDS, "")
    return {**empty, "kind": BodyKind.DEPARTMENT, "level": Level.DEPARTMENT, "parent_id": None}


def _values(found: Bodies, row: Row, before: Life | None, codes: Mapping[str, int]) -> dict[str, Any]:
    """The fields that the row states. A column that is missing, and a word that is not understood, states nothing."""
    stated: dict[str, Any] = {
        name: plain_name(row.values[name])
        for name in ("name", "short_name", "region", "division_code", "organ_code")
        if name in row.values
    }
    if before and not stated.get("region", " "):
        del stated["region"]
    for name, kinds in (("kind", BodyKind), ("level", Level)):
        if text := row.values.get(name, ""):
            if (value := one_of(kinds, text)) is not None:
                stated[name] = value
            else:
                known = "、".join(each.label for each in kinds)
                found.fault(row.number, name, f"没有“{text}”这一项，可用的有：{known}。")
        elif name == "level" and before is None:
            found.fault(row.number, name, "没有填写，请选择层级。")
    if "parent" in row.values:
        stated["parent_id"] = _parent(found, row, before, codes)
    return stated


def one_of(kinds: type[E], text: str) -> E | None:
    """The member whose label it is, with or without what stands in brackets."""
    plain = plain_name(text)
    for each in kinds:
        label = plain_name(str(getattr(each, "label", "")))
        if plain in (label, label.partition("（")[0]):
            return each
    return None


def _parent(found: Bodies, row: Row, before: Life | None, codes: Mapping[str, int]) -> int | None:
    text = row.values["parent"]
    if not text:
        return None
    number = found.numbers.get(text, codes.get(text))
    if number is None:
        found.fault(row.number, "parent", f"没有代号为“{text}”的机关，请核对，或者在本表中补上这个机关。")
        return before.newest.parent_id if before else None
    return number


def _inherited_region(found: Bodies, parent_id: int | None) -> str:
    """Bodies lie where the one above lies, known already or further up in the sheet."""
    above = found.after.get(parent_id or 0) or found.forest.get(parent_id or 0)
    return above.newest.region if above else ""


def _day(found: Bodies, row: Row, name: str, before: Life | None) -> date | None:
    known: date | None = getattr(before, name) if before else None
    text = row.values.get(name, "")
    if not text:
        return known
    try:
        day = read_day(text)
    except ValueError as problem:
        found.fault(row.number, name, str(problem))
        return known
    if before and day != known:
        found.fault(row.number, name, "已有机关的设立、终止日期不能通过导入变更，请办理合并、拆分或者撤销。")
    return day


def read_day(text: str) -> date:
    """A day as people write it; ValueError with a sentence that says how to."""
    if parts := _DATE.fullmatch(plain_name(text)):
        try:
            return date(*map(int, parts.groups()))
        except ValueError:
            pass
    raise ValueError(f"“{text}”不是日期，请写成 2026-03-01 这样。")


def _look_at_all(found: Bodies) -> None:
    """What is wrong only when the rows are seen together: rings, ends, namesakes, codes."""
    everybody = {**found.forest, **found.after}
    for number, message in contradictions(everybody, found.after):
        found.fault(found.rows[number], "parent_id", message)
    owners = defaultdict(list)
    for life in everybody.values():
        if life.ends_on is None and life.newest.organ_code:
            owners[life.newest.organ_code].append(life)
    for lives in owners.values():
        for life in lives[1:] if len(lives) > 1 else ():
            if life.id in found.rows:
                message = f"与“{lives[0].newest.name}”的相同，请核对。"
                found.fault(found.rows[life.id], "organ_code", message)


def forbidden(found: Bodies, by: Actor) -> Iterator[Fault]:
    """The rows that somebody has no power over. 依据 `access`: a body is entered below one's reach, decided from above."""
    if by is OPERATOR:
        return
    for life in [*found.new, *(after for _, after in found.changed)]:
        above = life.newest.parent_id
        top = above
        while top is not None and top < 0:  # entered together with the one above
            top = found.after[top].newest.parent_id
        moved = life.id < 0 or above != found.forest[life.id].newest.parent_id
        allowed = not moved or (top is not None and by.holds(access.KEEPERS, top) is not None)
        if not allowed or (life.id > 0 and not access.may_keep(by, life.id)):
            yield Fault(AGENCIES, found.rows[life.id], "", access.REFUSED)


def differences(found: Bodies, on: date) -> Iterator[Change]:
    """What would be other, as officers read it."""
    everybody = {**found.forest, **found.after}
    for life in found.new:
        above = shown("parent_id", life.newest.parent_id, everybody, on)
        yield Change(life.newest.name, "登记", NONE, f"上级机关：{above}", life.begins_on or on)
    for before, after in found.changed:
        now, then = before.on(on), asdict(after.on(on))
        yield from told(before.id, then, everybody | {before.id: before}, on)
        if before.remark != after.remark:
            yield Change(now.name, LABELS["remark"], before.remark or NONE, after.remark or NONE, on)
