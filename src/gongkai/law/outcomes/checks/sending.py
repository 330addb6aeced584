"""What an answer must meet before it is sent, whatever the result."""

from collections.abc import Iterator
from datetime import date

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.outcomes.catalogue import Group, Proof
from gongkai.law.outcomes.checks.registry import Fault, Given, check
from gongkai.law.outcomes.letters import letters
from gongkai.law.remedies.notices import Remedy, remedy_on
from gongkai.law.wording import day

_REG, _ARA, _ALL_I = instrument("REG"), instrument("ARA"), instrument("ALL_I")
_SPC25, _SPC11, _T207 = instrument("SPC25"), instrument("SPC11"), instrument("T207")
_HANDLING = instrument("HANDLING").article()


def _has_letter(given: Given) -> bool:
    return given.decision.letter in letters()


@check("O106", "答复要素齐全", _REG.article("36"), _REG.article("37"), when=_has_letter)
def particulars_are_complete(given: Given) -> Iterator[Fault]:
    """Everything that the letter must say is said; the remedy notice has its own check."""
    stated = given.decision.particulars | ({"reasons"} if given.decision.reason.strip() else set())
    for particular in letters()[given.decision.letter].states:
        if particular.id not in stated and particular.id != "remedy_notice":
            yield Fault(
                f"particulars.{particular.id}",
                f"答复还缺少“{particular.label}”。请补充后再发出。",
                expected=particular.label,
            )


@check(
    "O107",
    "救济途径与答复和日期相符",
    _REG.article("51"),
    _ARA.article("23"),
    _ALL_I.article("64"),
    when=_has_letter,
)
def remedy_is_right(given: Given) -> Iterator[Fault]:
    """The letter prints the way that is open against it on its day: review first against refusals from 2024 on."""
    base, also, severity = _remedies(given)
    expected, printed = remedy_on(base, given.decision.decided_on), given.decision.remedy
    if printed in (expected, *also) or (printed is None and expected is Remedy.NONE):
        return
    first = expected is Remedy.REVIEW_FIRST
    why = "依法应当先申请行政复议，并在答复中明确告知。" if first else ""
    if printed is None:
        message = f"答复没有告知救济途径，应为“{expected.label}”。{why}请补充：没有告知或者告知有误的，复议、起诉的期限会随之延长。"
    else:
        message = f"救济途径写成了“{printed.label}”，应为“{expected.label}”。{why}请改正后再发出。"
    yield Fault(
        "remedy",
        message,
        stated=None if printed is None else printed.label,
        expected=expected.label,
        severity=severity,
        basis=_ARA.article("23") if first else _REG.article("51"),
    )


def _remedies(given: Given) -> tuple[Remedy, tuple[Remedy, ...], Severity]:
    """The way open against the letter, what may stand instead, and how much a difference weighs.

    What is open against the withheld part of a partial answer is disputed, so that it never blocks.
    """
    used = letters()[given.decision.letter]
    if given.outcome.group is not Group.PARTIAL:
        return used.remedy, used.remedy_also, Severity.ERROR
    if not given.withholds:
        return Remedy.CHOICE, (), Severity.ERROR
    return given.settings.remedies.partial, (), Severity.WARNING


@check(
    "O109",
    "没有超过答复期限",
    _REG.article("33"),
    _T207.article(),
    when=lambda given: given.decision.due_on is not None,
)
def answer_is_in_time(given: Given) -> Iterator[Fault]:
    """A late answer is remarked on, never held back: it is still owed."""
    due, on = given.decision.due_on, given.decision.decided_on
    if due is not None and on > due:
        yield Fault(
            "decided_on",
            f"答复期限到{day(due)}为止，{day(on)}答复已经逾期。请尽快发出，并记录逾期原因。",
            stated=day(on),
            expected=f"不迟于{day(due)}",
            severity=Severity.WARNING,
        )


@check("O110", "经有权的人审批", _REG.article("17"), _REG.article("45"))
def answer_is_approved(given: Given) -> Iterator[Fault]:
    """The answer is approved by the level that the jurisdiction sets, a refusal by its own."""
    settings, got = given.settings, given.decision.approved_by
    needed = settings.approver_of_refusals if given.withholds else settings.approver
    if got.rank < needed.rank:
        yield Fault(
            "approved_by",
            f"这一答复应当由{needed.label}审批，目前是{got.label}。请报{needed.label}审批后再发出。",
            stated=got.label,
            expected=needed.label,
        )


@check("O111", "各项日期先后相符", _REG.article("33"), _HANDLING)
def dates_are_in_order(given: Given) -> Iterator[Fault]:
    """Nothing is decided before it was received, and nothing that it rests on comes after it."""
    decision = given.decision
    on = decision.decided_on
    if on < decision.received_on:
        yield Fault(
            "decided_on",
            f"答复日期{day(on)}早于收到申请的{day(decision.received_on)}。请核对这两个日期。",
            stated=day(on),
        )
    for where, what, happened in _happened(given):
        if happened is not None and happened > on:
            yield Fault(
                where, f"{what}的日期{day(happened)}晚于答复日期{day(on)}。请核对。", stated=day(happened)
            )


def _happened(given: Given) -> Iterator[tuple[str, str, date | None]]:
    decision = given.decision
    for where, what, answer, notice in (
        ("correction", "补正告知", "补正", decision.correction),
        ("reasons", "要求说明理由", "说明理由", decision.reasons),
        ("fee", "收费通知", "缴费", decision.fee),
    ):
        if notice is not None:
            yield f"{where}.on", what, notice.on
            yield f"{where}.answered_on", answer, notice.answered_on
    for index, asked in enumerate(decision.consultations):
        yield f"consultations[{index}].asked_on", f"征求{asked.who}意见", asked.asked_on
    yield "search.on", "检索", decision.search.on if decision.search else None
    yield "earlier.on", "此前答复", decision.earlier.on if decision.earlier else None


@check("O112", "案卷能够证明答复合法", _SPC25.article(), _SPC11.article("5"))
def file_holds_the_proofs(given: Given) -> Iterator[Fault]:
    """The file holds what a court asks for: the organ bears the burden of proof."""
    since = _SPC25.since
    new = since is not None and given.decision.decided_on >= since
    for proof in _proofs(given):
        if proof.id not in given.decision.proofs:
            yield Fault(
                f"proofs.{proof.id}",
                f"案卷里还没有“{proof.label}”。诉讼中由行政机关举证，请归入案卷。",
                expected=proof.label,
                severity=Severity.WARNING,
                basis=_SPC25.article() if new else _SPC11.article("5"),
            )


def _proofs(given: Given) -> tuple[Proof, ...]:
    """What the row wants, and in a partial answer also what the rows of the withheld parts want."""
    variants = [given.variant, *(part.variant for part in given.parts)]
    return tuple(dict.fromkeys(proof for variant in variants if variant for proof in variant.proofs))
