"""Result, variant, letter and cited articles agree with each other and with the day."""

from collections.abc import Iterator

from gongkai.law.basis import Basis, instrument
from gongkai.law.findings import Severity
from gongkai.law.outcomes.catalogue import Outcome, Variant, outcomes
from gongkai.law.outcomes.checks.registry import Fault, Given, check
from gongkai.law.outcomes.grounds import Ground
from gongkai.law.outcomes.letters import Letter, LetterKind, letters
from gongkai.law.outcomes.nonground import no_grounds, offered_as
from gongkai.law.wording import day

_REG, _F30 = instrument("REG"), instrument("F30")


@check("O101", "办理结果是表三列明的情形", _F30.article("表三"), _REG.article("36"))
def result_is_listed(given: Given) -> Iterator[Fault]:
    """A row with kinds is used with one of them; see also unlisted()."""
    if given.variant is None:
        names = "、".join(variant.name for variant in given.outcome.variants if variant.id)
        message = (
            f"“{given.outcome.name}”要写明属于哪一种：{names}。请选择其中一种。"
            if names
            else f"“{given.outcome.name}”不再细分。请删去所选的种类。"
        )
        yield Fault("variant", message, stated=given.decision.variant)


def unlisted(outcome_id: str) -> Fault:
    """What to say of a result that table three does not know.   依据：年度报告格式 表三"""
    offered = offered_as(outcome_id)
    if offered is not None:
        return Fault("outcome", offered.message, stated=outcome_id, basis=offered.basis)
    return Fault(
        "outcome", "表三没有这一办理结果。请从年度报告表三列明的办理结果中选择一项。", stated=outcome_id
    )


@check("O102", "答复之日有效的依据和表格", _REG.article("36"), _F30.article("表三"))
def ground_is_in_force(given: Given) -> Iterator[Fault]:
    """The row has a ground on the day of the decision."""
    on = given.decision.decided_on
    variant = given.variant or given.outcome.variants[0]
    if variant.grounds_on(on):
        return
    ground = variant.grounds[0]
    over = ground.until is not None and ground.until < on
    span = f"只用到{day(ground.until)}" if over and ground.until else f"自{day(ground.since)}起才有"
    yield Fault(
        "outcome",
        f"{day(on)}不能以“{given.outcome.name}”办结：{ground.citation}的这一情形{span}。请另选办理结果。",
        stated=given.outcome.id,
        basis=ground.basis,
    )


@check("O103", "文书与办理结果一致", _REG.article("36"))
def letter_fits(given: Given) -> Iterator[Fault]:
    """The letter is an answer, and the one of the row and variant."""
    used = letters().get(given.decision.letter)
    fitting = _fitting(given)
    expected = "、".join(f"“{letter.name}”" for letter in fitting) or "合并答复所用的答复文书"
    if used is None:
        yield Fault("letter", f"请选择答复文书：{expected}。", given.decision.letter, expected)
    elif used.kind is not LetterKind.ANSWER:
        yield Fault(
            "letter",
            f"“{used.name}”是{used.kind.label}文书，不能办结申请。请改用{expected}。",
            used.name,
            expected,
        )
    elif fitting and used not in fitting:
        yield Fault(
            "letter",
            f"办理结果是“{given.outcome.name}”，文书却是“{used.name}”。请改用{expected}，或者更正办理结果。",
            used.name,
            expected,
        )


def _fitting(given: Given) -> tuple[Letter, ...]:
    variants = (given.variant,) if given.variant else given.outcome.variants
    return tuple(dict.fromkeys(letter for variant in variants for letter in variant.letters))


@check("O104", "引用办理结果所依据的条款", _REG.article("36"), _REG.article("37"))
def ground_is_cited(given: Given) -> Iterator[Fault]:
    """The article of the row is cited, and in a partial answer those of the withheld parts."""
    cited = {(text.instrument, text.article) for text in given.decision.cited}
    for ground in _needed(given):
        if (ground.basis.instrument.key, ground.basis.article) not in cited:
            yield Fault(
                "cited",
                f"答复没有引用{ground.citation}。请补充引用。",
                expected=ground.citation,
                basis=ground.basis,
            )


@check(
    "O105",
    "不引用与办理结果无关的不予公开条款",
    _REG.article("36"),
    when=lambda given: bool(given.decision.cited) and all(part.known for part in given.parts),
)
def no_other_ground_is_cited(given: Given) -> Iterator[Fault]:
    """No article of another refusal is cited."""
    needed = {ground.basis for ground in _needed(given)}
    for text in given.decision.cited:
        for ground in _refusal_grounds():
            basis = ground.basis
            if (text.instrument, text.article) == (
                basis.instrument.key,
                basis.article,
            ) and basis not in needed:
                yield Fault(
                    "cited",
                    f"答复引用了{_article(ground)}，但办理结果“{given.outcome.name}”并不以它为依据。"
                    "请核对办理结果和引用的条款。",
                    stated=_article(ground),
                    severity=Severity.WARNING,
                    basis=basis,
                )


def _needed(given: Given) -> tuple[Ground, ...]:
    """The articles that must be cited: the first of each ground; practice and the report's form need no citing."""
    grounds = [_first(given.outcome, given.variant, given)]
    grounds += [_first(part.outcome, part.variant, given) for part in given.parts if part.outcome]
    needed = (ground for ground in grounds if ground is not None and ground.basis.article.isdigit())
    return tuple({ground.basis: ground for ground in needed}.values())


def _first(outcome: Outcome, variant: Variant | None, given: Given) -> Ground | None:
    """The first ground of the variant, or while none is named, the one that all variants of the row share."""
    variants = (variant,) if variant else outcome.variants
    firsts = {ground for one in variants for ground in one.grounds_on(given.decision.decided_on)[:1]}
    return firsts.pop() if len(firsts) == 1 else None


def _refusal_grounds() -> tuple[Ground, ...]:
    """One ground for each article on which disclosure is refused."""
    by_basis: dict[Basis, Ground] = {}
    for outcome in outcomes().values():
        if outcome.withholds:
            by_basis.setdefault(outcome.variants[0].grounds[0].basis, outcome.variants[0].grounds[0])
    return tuple(by_basis.values())


def _article(ground: Ground) -> str:
    return ground.citation.removesuffix(ground.clause)


@check("O108", "理由不是条例没有规定的情形", _REG.article("13"), _REG.article("27"))
def reasons_are_grounds(given: Given) -> Iterator[Fault]:
    """No statement of reasons falls back on what is no ground: 工作秘密, the applicant's special need."""
    stated = [("reason", given.decision.reason)]
    stated += [
        (f"withheld[{index}].reason", part.reason) for index, part in enumerate(given.decision.withheld)
    ]
    for where, reason in stated:
        for offered in no_grounds():
            found = next((word for word in offered.words if word in reason), None)
            if found is not None:
                yield Fault(
                    where,
                    f"理由提到“{found.strip('“”')}”：{offered.message}",
                    stated=found,
                    severity=offered.severity,
                    basis=offered.basis,
                )
