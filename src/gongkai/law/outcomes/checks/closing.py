"""Results that give nothing and refuse nothing: not held, unclear, abandoned, not processed.

依据：条例第十、三十、三十五、三十六、四十二条；信息处理费管理办法第六条
"""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.outcomes.checks.registry import Fault, Given, check, rests_on
from gongkai.law.outcomes.letters import particulars
from gongkai.law.responsibility import responsible
from gongkai.law.wording import day

_REG, _FEE, _SPC25, _SPC11 = (instrument(key) for key in ("REG", "FEE", "SPC25", "SPC11"))


@check(
    "O150", "补正之后仍不明确的，才能告知无法提供", _REG.article("30"), when=rests_on("unable_still_unclear")
)
def correction_came_before_unclear(given: Given) -> Iterator[Fault]:
    """Unclear after correction needs a correction notice and a correction."""
    correction = given.decision.correction
    if correction is None:
        yield Fault("correction", "没有告知申请人补正，不能以补正后仍不明确办结。请先一次性告知补正。")
    elif correction.answered_on is None:
        yield Fault(
            "correction.answered_on",
            "申请人还没有补正。请等待补正；无正当理由逾期不补正的，按逾期不补正办结。",
        )


@check("O151", "无正当理由逾期不补正的，才不再处理", _REG.article("30"), when=rests_on("other_no_correction"))
def correction_lapsed(given: Given) -> Iterator[Fault]:
    """Abandoned for lack of a correction: asked for, period over, nothing came, no proper reason."""
    correction, on = given.decision.correction, given.decision.decided_on
    if correction is None:
        yield Fault("correction", "没有告知申请人补正，不能以逾期不补正办结。请先一次性告知补正。")
    elif correction.until is None:
        yield Fault("correction.until", "没有记录补正的期限，不能判断是否逾期。请写明补正告知书定的期限。")
    elif not correction.lapsed(on):
        yield Fault(
            "correction", _not_lapsed(correction.answered_on is not None, "补正", day(correction.until))
        )
    elif given.decision.excused:
        yield Fault("excused", "申请人逾期补正有正当理由，不能视为放弃申请。请继续办理。")


def _not_lapsed(answered: bool, deed: str, until: str) -> str:
    if answered:
        return f"申请人已经按期{deed}，不能按逾期未{deed}办结。请继续办理。"
    return f"{deed}的期限（{until}）还没有届满。请等期限届满后再办结。"


@check(
    "O152",
    "要求说明理由并认为不合理的，才不予处理",
    _REG.article("35"),
    when=rests_on("unprocessed_excessive"),
)
def reasons_were_judged(given: Given) -> Iterator[Fault]:
    """Too many requests are left unprocessed only after reasons were asked for and found wanting."""
    reasons, accepted = given.decision.reasons, given.decision.reasons_accepted
    if reasons is None:
        yield Fault("reasons", "没有要求申请人说明理由，不能直接不予处理。请先发出说明理由告知书。")
    elif accepted:
        yield Fault(
            "reasons_accepted",
            "申请理由合理，不能不予处理。请办理；不能按期答复的，确定延迟答复的合理期限并告知申请人。",
        )
    elif reasons.answered_on is None and not reasons.lapsed(given.decision.decided_on):
        yield Fault("reasons.until", "申请人还没有说明理由，说明理由的期限也没有届满。请等期限届满后再决定。")
    elif reasons.answered_on is not None and accepted is None:
        yield Fault("reasons_accepted", "还没有判断申请人说明的理由是否合理。请作出判断并记录。")


@check(
    "O153",
    "逾期未按收费通知缴费的，才不再处理",
    _FEE.article("6"),
    _REG.article("42"),
    when=rests_on("other_fee_unpaid"),
)
def fee_lapsed(given: Given) -> Iterator[Fault]:
    """Abandoned for lack of payment: notified in time, period over, nothing paid."""
    fee, due = given.decision.fee, given.decision.due_on
    if fee is None:
        yield Fault("fee", "没有发出收费通知，不能以逾期未缴费办结。请核对。")
        return
    if due is not None and fee.on > due:
        yield Fault(
            "fee.on",
            f"收费通知应当在办理期限内（{day(due)}前）发出，{day(fee.on)}发出已经逾期。请继续办理，不能以未缴费办结。",
        )
    if fee.until is None:
        yield Fault("fee.until", "没有记录缴费的期限，不能判断是否逾期。请写明收费通知定的期限。")
    elif not fee.lapsed(given.decision.decided_on):
        yield Fault("fee", _not_lapsed(fee.answered_on is not None, "缴费", day(fee.until)))


@check(
    "O154",
    "同一申请人、相同信息、已经答复的，才是重复申请",
    _REG.article("36"),
    when=rests_on("unprocessed_duplicate"),
)
def request_was_answered_before(given: Given) -> Iterator[Fault]:
    """A duplicate repeats what this applicant asked for and was answered on."""
    earlier = given.decision.earlier
    if earlier is None:
        yield Fault("earlier", "没有此前的答复，不能按重复申请处理。请写明此前答复的文号和日期。")
        return
    for holds, where, message in (
        (bool(earlier.number.strip()), "number", "没有写明此前答复的文号。请补充。"),
        (earlier.same_applicant, "same_applicant", "此前的答复是给另一申请人的，不是重复申请。请正常办理。"),
        (earlier.same_content, "same_content", "所申请的信息与此前不同，不是重复申请。请正常办理。"),
        (earlier.settled, "settled", "此前的申请没有实质答复就办结了，不能按重复申请处理。请正常办理。"),
        (
            earlier.on <= given.decision.received_on,
            "on",
            f"此前答复的日期{day(earlier.on)}晚于收到本件申请的日期。两件申请同时在办的，请合并答复。",
        ),
    ):
        if not holds:
            yield Fault(f"earlier.{where}", message)


def _says_not_exist(given: Given) -> bool:
    return any(
        (part.withheld.outcome, part.withheld.variant) == ("unable_not_held", "not_exist")
        for part in given.parts
    )


@check(
    "O155",
    "告知信息不存在的，有检索证明",
    _REG.article("36"),
    _SPC25.article(),
    _SPC11.article("5"),
    when=_says_not_exist,
)
def search_is_proven(given: Given) -> Iterator[Fault]:
    """That information does not exist is said only after a search: how, where, when."""
    search = given.decision.search
    if search is None:
        yield Fault("search", "告知信息不存在，但没有检索记录。请在合理范围内检索，并记录方式、范围和日期。")
        return
    for field, filled in (
        ("method", search.method.strip()),
        ("scope", search.scope.strip()),
        ("on", search.on),
    ):
        if not filled:
            name = "search_date" if field == "on" else f"search_{field}"
            yield Fault(f"search.{field}", f"检索记录还缺少{particulars()[name].label}。请补充。")


@check(
    "O156",
    "能够确定负责机关的，告知名称和联系方式",
    _REG.article("36"),
    when=lambda given: given.decision.variant == "not_this_organ" and given.decision.right_organ_known,
)
def right_organ_is_named(given: Given) -> Iterator[Fault]:
    """Where the right organ is known, the applicant is told its name and how to reach it."""
    for key in ("right_organ_name", "right_organ_contact"):
        if key not in given.decision.particulars:
            label = particulars()[key].label
            yield Fault(
                f"particulars.{key}",
                f"已经能够确定负责公开的行政机关，答复还缺少“{label}”。请补充。",
                expected=label,
            )


def _knows_origin(given: Given) -> bool:
    return given.decision.origin is not None and bool(given.decision.organ)


@check("O158", "由负责公开的机关答复", _REG.article("10"), when=_knows_origin)
def organ_is_responsible(given: Given) -> Iterator[Fault]:
    """The result fits who is responsible for the information."""
    decision = given.decision
    if decision.origin is None or given.variant is None:
        return
    found = responsible(decision.origin, decision.decided_on)
    own = found.lies_with(decision.organ)
    if decision.variant == "not_this_organ" and own and found.organ:
        yield Fault(
            "outcome", f"{found.why}不能告知不属于本机关负责公开。请另选办理结果。", basis=found.rule.basis
        )
    elif not own and any(condition.id == "own_duty" for condition in given.variant.conditions):
        yield Fault(
            "outcome",
            f"{found.why}请告知申请人不属于本机关负责公开，以及{found.organ}的名称、联系方式。",
            expected="不属于本机关负责公开",
            severity=Severity.WARNING if given.discloses else Severity.ERROR,
            basis=found.rule.basis,
        )
