"""Answers that give one part and withhold another.   依据：条例第三十七条"""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.outcomes.catalogue import Group, outcomes
from gongkai.law.outcomes.checks.registry import Fault, Given, Part, check
from gongkai.law.outcomes.decision import NOT_GOVERNMENT_INFORMATION
from gongkai.law.outcomes.nonground import offered_as

_REG, _F30 = instrument("REG"), instrument("F30")


def _withholds_parts(given: Given) -> bool:
    return bool(given.decision.withheld)


def _listed(given: Given) -> tuple[Part, ...]:
    return tuple(part for part in given.parts if part.where != "outcome")


@check("O124", "不予公开的每一部分都有依据", _REG.article("37"), _REG.article("36"), when=_withholds_parts)
def every_part_has_a_ground(given: Given) -> Iterator[Fault]:
    """Each withheld part names the row that it falls under, with its kind, or is no government information."""
    for part in _listed(given):
        message = _wrong_ground(part)
        if message:
            yield Fault(f"{part.where}.outcome", f"{part.name}{message}", stated=part.withheld.outcome)


def _wrong_ground(part: Part) -> str:
    withheld = part.withheld
    if withheld.outcome == NOT_GOVERNMENT_INFORMATION:
        return ""
    if not withheld.outcome:
        return "没有写明不予公开的依据。请按条例第十四条至第十六条等逐项写明。"
    offered = offered_as(withheld.outcome)
    if offered is not None:
        return f"的依据不成立：{offered.message}"
    outcome = part.outcome
    if outcome is None or outcome.group not in (Group.DENIED, Group.UNABLE):
        return "所选的依据不是不予公开或者无法提供的情形。请重新选择。"
    if part.variant is None:
        return f"要写明属于“{outcome.name}”的哪一种。请选择其中一种。"
    return ""


@check("O125", "不予公开的每一部分都说明理由", _REG.article("37"), when=_withholds_parts)
def every_part_has_reasons(given: Given) -> Iterator[Fault]:
    """Each withheld part has its reasons."""
    for part in _listed(given):
        if not part.withheld.reason.strip():
            yield Fault(f"{part.where}.reason", f"{part.name}不予公开，但没有说明理由。请写明理由。")


@check(
    "O126",
    "部分公开的，既有提供的内容，也有不予公开的内容",
    _REG.article("37"),
    when=lambda given: given.outcome.group is Group.PARTIAL,
)
def partial_gives_and_withholds(given: Given) -> Iterator[Fault]:
    """A partial answer gives something and withholds something."""
    if not given.decision.given:
        yield Fault(
            "given",
            "办理结果是“部分公开”，但没有提供任何内容。请写明提供的内容；确实没有的，改为不予公开或者无法提供。",
        )
    if not given.decision.withheld:
        yield Fault(
            "withheld",
            "办理结果是“部分公开”，但没有不予公开的部分。请写明不予公开的部分；没有的，改为“予以公开”。",
        )


@check(
    "O127",
    "区分处理的，只计入部分公开",
    _F30.article("表三"),
    _REG.article("37"),
    when=lambda given: given.outcome.group is not Group.PARTIAL,
)
def mixed_answer_is_partial(given: Given) -> Iterator[Fault]:
    """An answer that gives one part and withholds another is counted as partial and as nothing else."""
    decision = given.decision
    if decision.withheld if given.discloses else decision.given:
        yield Fault(
            "outcome",
            f"答复既提供了一部分内容，又有一部分不予公开，办理结果却是“{given.outcome.name}”。请改为“部分公开”，不计其他情形。",
            stated=given.outcome.name,
            expected="部分公开",
        )


def _refuses_on_several(given: Given) -> bool:
    return not given.discloses and not given.decision.given and _withholds_parts(given)


@check(
    "O128",
    "几种依据并存而全部不予公开的，按表三顺序计入主要情形",
    _F30.article("表三"),
    when=_refuses_on_several,
)
def main_ground_is_counted(given: Given) -> Iterator[Fault]:
    """Several grounds and nothing given: the one that table three prints first is counted. Practice, never blocking."""
    named = {part.withheld.outcome for part in _listed(given)}
    first = next((outcome for outcome in outcomes().values() if outcome.id in named), given.outcome)
    if first.id != given.outcome.id:
        yield Fault(
            "outcome",
            f"几种依据并存的，一般按表三的先后计入“{first.name}”，目前计入“{given.outcome.name}”。请核对主要情形。",
            stated=given.outcome.name,
            expected=first.name,
            severity=Severity.WARNING,
        )
