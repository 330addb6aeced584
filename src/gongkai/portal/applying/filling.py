"""The form as it is filled in: from what was posted to the fields of a draft, and from those to what is filed."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from django.http import QueryDict

from gongkai.applications.queries.filing import MOST_WANTED, WHO, Filing, Thing, wrong

LONGEST = 6_000
"""Characters that are kept of one field; more than any may have, so that the page can say that it is too long."""
PARTS = ("name", "document_no", "description", "period")
_FORM = ("medium", "route", "help_needed")


class Step(StrEnum):
    """The pages that are filled in, in their order."""

    KIND = "kind"
    APPLICANT = "applicant"
    CONTENT = "content"
    FORM = "form"

    @property
    def heading(self) -> str:
        """What the page is called."""
        return {"kind": "谁申请", "applicant": "申请人", "content": "申请的内容", "form": "提供的方式"}[
            self.value
        ]

    @property
    def number(self) -> int:
        """Which of the six steps it belongs to: 选择机关、先查一查、申请人、内容、方式、核对."""
        return {"kind": 3, "applicant": 3, "content": 4, "form": 5}[self.value]

    @property
    def address(self) -> str:
        """The name of its address."""
        return f"apply_{self.value}"

    @property
    def next_address(self) -> str:
        """The name of the address of the page after it."""
        steps = list(Step)
        place = steps.index(self) + 1
        return steps[place].address if place < len(steps) else "apply_check"

    @property
    def names(self) -> tuple[str, ...]:
        """The plain fields that it asks for."""
        return {"kind": ("kind",), "applicant": WHO, "content": (), "form": _FORM}[self.value]


STEPS = 6


def filled(fields: Mapping[str, Any], step: Step, post: QueryDict) -> dict[str, Any]:
    """The fields of a draft with what a page sent; what it did not ask for stays."""
    asked = (*step.names, "address", "email") if step is Step.FORM else step.names
    changed: dict[str, Any] = {name: _line(post.get(name, "")) for name in asked if name in post}
    if step is Step.CONTENT:
        changed["things"] = _things(post)
    return {**fields, **changed}


def things_of(fields: Mapping[str, Any]) -> list[dict[str, str]]:
    """What is asked for, as it stands in a draft; at least one row to fill in."""
    return list(fields.get("things") or [dict.fromkeys(PARTS, "")])


def filing(fields: Mapping[str, Any]) -> Filing:
    """What would be filed. Rows in which nothing stands are none; what only others are asked for is left out."""
    known = {name: str(fields.get(name, "")) for step in Step for name in step.names}
    things = tuple(
        Thing(**{part: row.get(part, "") for part in PARTS})
        for row in fields.get("things") or []
        if any(row.values())
    )
    made = Filing(things=things, **known)
    if made.person:
        return replace(made, credit_code="", representative="")
    return replace(made, identity="", identity_no="")


def wrong_on(step: Step, fields: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with what one page asks for, by field."""
    said = filing(fields)
    found = wrong(said)
    if step is Step.KIND:
        return _only(found, {"kind"})
    if step is Step.APPLICANT:
        return _only(wrong(replace(said, route="")), set(WHO))
    if step is Step.CONTENT:
        return {name: message for name, message in found.items() if name.partition(".")[0] == "things"}
    because_of_way = found.keys() - wrong(replace(said, route="")).keys()
    return _only(found, {*_FORM, *(because_of_way & {"address", "email"})})


def wrong_anywhere(fields: Mapping[str, Any]) -> list[tuple[Step, str]]:
    """Everything that is wrong, with the page where it is mended."""
    return [(step, message) for step in Step for message in wrong_on(step, fields).values()]


def _only(found: Mapping[str, str], names: set[str]) -> dict[str, str]:
    return {name: message for name, message in found.items() if name in names}


def _things(post: QueryDict) -> list[dict[str, str]]:
    rows = []
    for number in range(1, MOST_WANTED + 2):
        if f"t{number}-name" in post:
            row = {part: _line(post.get(f"t{number}-{part}", "")) for part in PARTS}
            row["description"] = _text(post.get(f"t{number}-description", ""))
            rows.append(row)
    if len(rows) > 1:
        rows = [row for row in rows if any(row.values())] or rows[:1]
    return rows


def _text(said: str) -> str:
    return said.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST]


def _line(said: str) -> str:
    return " ".join(_text(said).split())
