"""Chains: stages one after the other, each with steps that act side by side, and what a chain must have.

Review before disclosure is a duty, and who does it must be settled beforehand (条例第十七条); two leaders one above the
other sign what goes out (两级审签).
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.roles import Role

DRAFT = "draft"
"""The step of whoever wrote the text; it stands before every chain."""

DECIDING = frozenset({Role.OFFICE_HEAD, Role.LEADER, Role.SUPERVISOR})
"""The roles that sign; the others review."""

LONGEST_STEP = 60  # working days
MOST_STEPS = 20
_KEYS = {"id", "title", "role", "working_days", "skippable"}


@dataclass(frozen=True, slots=True)
class Step:
    """What one role has to agree to. `skippable` steps are left out on the urgent path."""

    id: str
    title: str
    role: Role
    working_days: int | None = None
    skippable: bool = False


Stage = tuple[Step, ...]
Stages = tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Demands:
    """What the chain of a kind of thing must have: a secrecy review, so many levels that sign one above the other.

    `consent`: the roles of which one must agree, where the law names who; empty where it names nobody.
    """

    secrecy: bool = True
    levels: int = 2
    consent: frozenset[Role] = frozenset()


class UnfitChain(ValueError):
    """A chain that cannot be used; `faults` says why in Chinese, one sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("".join(self.faults))


def read(raw: object) -> Stages:
    """The stages of a chain as JSON or TOML has them: lists of tables in a list; UnfitChain if they are none."""
    if not isinstance(raw, list) or not all(isinstance(stage, list) for stage in raw):
        raise UnfitChain(["审签流程应当由若干环节组成。"])
    faults = [
        fault
        for number, stage in enumerate(raw, 1)
        for entry in stage
        for fault in _faults_of_entry(number, entry)
    ]
    if faults:
        raise UnfitChain(faults)
    return tuple(tuple(_step(entry) for entry in stage) for stage in raw)


def written(stages: Stages) -> list[list[dict[str, Any]]]:
    """The stages as JSON has them; `read` takes them back."""
    return [[asdict(step) | {"role": step.role.value} for step in stage] for stage in stages]


def faults(stages: Stages, demands: Demands) -> list[str]:
    """Why a chain cannot be used, one sentence each; empty if it can.   依据：条例第十七条"""
    return [*_faults_of_shape(stages), *(_faults_of_office(stages, demands) if stages else ())]


def urgent(stages: Stages) -> Stages:
    """The urgent path: without the steps that may be left out."""
    kept = (tuple(step for step in stage if not step.skippable) for stage in stages)
    return tuple(stage for stage in kept if stage)


def levels(stages: Stages) -> int:
    """How many levels sign one above the other: deciding roles that differ, in stages that differ."""
    roles = [{step.role for step in stage} & DECIDING for stage in stages]
    return min(sum(map(bool, roles)), len(set().union(*roles)))


def shipped(kind: str) -> Stages:
    """The chain that comes with the program for a kind of thing; a kind without one of its own has the general one.

    Empty for what is signed only where an agency sets a chain for it.
    """
    chains = _shipped()
    return chains.get(kind, chains["general"])


@cache
def _shipped() -> Mapping[str, Stages]:
    text = files("gongkai.law").joinpath("data/signing.toml").read_text("utf-8")
    return {kind: read(entry["stages"]) for kind, entry in tomllib.loads(text).items()}


def _step(entry: Mapping[str, Any]) -> Step:
    return Step(**{**entry, "role": Role(entry["role"]), "title": entry["title"].strip()})


def _faults_of_entry(stage: int, entry: object) -> Iterator[str]:
    """Why a step of a stage cannot be read."""
    where = f"第{stage}环节："
    if not isinstance(entry, dict) or not {"id", "title", "role"} <= entry.keys() <= _KEYS:
        yield f"{where}每个步骤应当有编号、名称、角色。"
        return
    if not all(isinstance(entry[key], str) and entry[key].strip() for key in ("id", "title", "role")):
        yield f"{where}步骤的编号、名称、角色不能为空。"
    elif entry["role"] not in set(Role):
        yield f"{where}没有“{entry['role']}”这个角色。"
    days = entry.get("working_days")
    if days is not None and (type(days) is not int or not 1 <= days <= LONGEST_STEP):
        yield f"{where}办理时限应当是1至{LONGEST_STEP}个工作日。"
    if type(entry.get("skippable", False)) is not bool:
        yield f"{where}请说明紧急时能否略过。"


def _faults_of_shape(stages: Stages) -> Iterator[str]:
    steps = [step for stage in stages for step in stage]
    if not stages or not all(stages):
        yield "审签流程至少要有一个环节，每个环节至少要有一个步骤。"
    if len(steps) > MOST_STEPS:
        yield f"审签流程最多{MOST_STEPS}个步骤。"
    ids = [step.id for step in steps]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"步骤编号“{name}”重复。"
    for number, stage in enumerate(stages, 1):
        if len({step.role for step in stage}) < len(stage):
            yield f"第{number}环节中同一角色出现了两次。"
    for step in steps:
        if step.id == DRAFT or len(step.id) > 40 or not step.id.isidentifier() or not step.id.isascii():
            yield f"步骤编号“{step.id}”不能用，请用英文字母、数字、下划线，不超过40个字符。"
        if len(step.title) > 40:
            yield f"步骤名称“{step.title}”过长，请不要超过40个字。"
        if step.role.runs_the_system:
            yield f"{step.role.label}不参加审签。"


def _faults_of_office(stages: Stages, demands: Demands) -> Iterator[str]:
    reviews = [step for stage in stages for step in stage if step.role is Role.SECRECY_REVIEWER]
    if demands.secrecy and not reviews:
        yield "公开前应当经过保密审查，审签流程中缺少保密审查员的步骤。"
    if any(step.skippable for step in reviews):
        yield "保密审查在紧急时也不能略过。"
    if any(step.skippable for step in stages[-1]):
        yield "签发在紧急时也不能略过。"
    if not {step.role for step in stages[-1]} <= DECIDING:
        yield "最后一个环节是签发，只能由分管领导、办公室主任或者主管部门担任。"
    if levels(stages) < demands.levels:
        yield f"至少要有{demands.levels}级审签，例如先由办公室主任审核、再由分管领导签发。"
    if demands.consent and not {step.role for stage in stages for step in stage} & demands.consent:
        named = "或者".join(role.label for role in Role if role in demands.consent)
        yield f"依法应当经负责人同意，审签流程中要有{named}的步骤。"
