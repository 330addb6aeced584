"""Third parties and co-makers: asked, answered, weighed, told.   依据：条例第十五、三十二、三十四条"""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.ledger import Party
from gongkai.law.outcomes.checks.registry import Fault, Given, check, ended, rests_on
from gongkai.law.outcomes.decision import Consultation, Opinion, Weighing

_REG = instrument("REG")
_refuses_for_third_party = rests_on("denied_third_party")


def _asked(given: Given, party: Party, *opinions: Opinion) -> Iterator[tuple[str, Consultation]]:
    """The consultations of one kind of party, those with one of these opinions, and where they stand."""
    for index, asked in enumerate(given.decision.consultations):
        if asked.party is party and (not opinions or asked.opinion in opinions):
            yield f"consultations[{index}]", asked


def _overridden(given: Given) -> tuple[tuple[str, Consultation], ...]:
    """Objections of third parties against which information is given out, unless their reasons do not hold.

    Where a part is withheld for a third party, the objection may concern that part and is taken to be heeded.
    """
    if not given.gives_out or _refuses_for_third_party(given):
        return ()
    objections = _asked(given, Party.THIRD_PARTY, Opinion.OBJECTED)
    return tuple((where, asked) for where, asked in objections if asked.reasonable is not False)


@check(
    "O130",
    "以第三方合法权益为由不予公开的，先书面征求第三方意见",
    _REG.article("32"),
    when=_refuses_for_third_party,
)
def third_party_was_asked(given: Given) -> Iterator[Fault]:
    """Nothing is refused for a third party who was not asked."""
    if not any(_asked(given, Party.THIRD_PARTY)):
        yield Fault(
            "consultations",
            "以保护第三方合法权益为由不予公开，但没有征求第三方意见的记录。请先发出征求第三方意见书。",
            expected="征求第三方意见书",
        )


@check(
    "O131",
    "征求意见已经结束",
    _REG.article("32"),
    _REG.article("34"),
    when=lambda given: bool(given.decision.consultations),
)
def consultations_are_closed(given: Given) -> Iterator[Fault]:
    """Everyone who was asked has answered, or the period for it has ended."""
    for party, article in ((Party.THIRD_PARTY, "32"), (Party.ORGAN, "34")):
        for where, asked in _asked(given, party, Opinion.WAITING, Opinion.SILENT):
            if not ended(asked.until, given.decision.decided_on):
                yield Fault(
                    where,
                    f"{asked.who}还没有提出意见，提出意见的期限也没有届满。请等收到意见或者期限届满后再作出答复。",
                    basis=_REG.article(article),
                )


@check(
    "O132", "第三方同意公开的，不再以其权益为由不予公开", _REG.article("15"), when=_refuses_for_third_party
)
def agreement_is_heeded(given: Given) -> Iterator[Fault]:
    """What every third party agrees to disclose is not refused for their sake."""
    asked = list(_asked(given, Party.THIRD_PARTY))
    if asked and all(one.opinion is Opinion.AGREED for _, one in asked):
        yield Fault(
            asked[0][0],
            f"{'、'.join(one.who for _, one in asked)}同意公开，不能再以保护第三方合法权益为由不予公开。请予以公开，或者另查依据。",
            stated="同意公开",
        )


@check(
    "O133",
    "第三方不同意公开而决定公开的，有公共利益的理由",
    _REG.article("15"),
    _REG.article("32"),
    when=lambda given: bool(_overridden(given)),
)
def override_has_public_interest(given: Given) -> Iterator[Fault]:
    """Information is given out against a reasoned objection only for the public interest, with reasons."""
    decision = given.decision
    if decision.public_interest is Weighing.DISCLOSE and decision.public_interest_reason.strip():
        return
    names = "、".join(asked.who for _, asked in _overridden(given))
    yield Fault(
        "public_interest_reason",
        f"{names}不同意公开，仍决定公开的，应当有不公开可能对公共利益造成重大影响的理由。请写明理由；没有的，不予公开。",
    )


@check(
    "O134",
    "第三方不同意公开而决定公开的，书面告知第三方",
    _REG.article("32"),
    when=lambda given: bool(_overridden(given)),
)
def third_party_is_told(given: Given) -> Iterator[Fault]:
    """The third party is told in writing what will be disclosed and why."""
    if not given.decision.third_party_told:
        names = "、".join(asked.who for _, asked in _overridden(given))
        yield Fault(
            "third_party_told",
            f"决定公开的内容和理由还没有书面告知{names}。请先送达告知第三方公开决定书。",
            expected="告知第三方公开决定书",
        )


@check(
    "O135", "以第三方合法权益为由不予公开的，权衡公共利益", _REG.article("15"), when=_refuses_for_third_party
)
def public_interest_is_weighed(given: Given) -> Iterator[Fault]:
    """Before refusing for a third party the public interest is weighed, and does not weigh more."""
    if given.decision.public_interest is Weighing.NOT_WEIGHED:
        yield Fault("public_interest", "还没有记录公共利益的权衡。请写明不公开是否会对公共利益造成重大影响。")
    elif given.decision.public_interest is Weighing.DISCLOSE:
        yield Fault(
            "public_interest",
            "权衡的结论是不公开会对公共利益造成重大影响，应当予以公开，办理结果却是不予公开。请核对。",
        )


@check(
    "O136",
    "共同制作机关不同意公开的，协商后再作决定",
    _REG.article("34"),
    _REG.article("11"),
    when=lambda given: given.gives_out and any(_asked(given, Party.ORGAN)),
)
def co_makers_are_heard(given: Given) -> Iterator[Fault]:
    """A co-maker who objects is heard before the information is given out; the lead maker decides."""
    for where, asked in _asked(given, Party.ORGAN, Opinion.OBJECTED):
        yield Fault(
            where,
            f"{asked.who}不同意公开。请与其协商，保证公开的信息准确一致，并记录协商结果。",
            severity=Severity.WARNING,
        )


@check(
    "O137",
    "第三方不同意公开的，审查其理由是否合理",
    _REG.article("32"),
    when=lambda given: any(_asked(given, Party.THIRD_PARTY, Opinion.OBJECTED)),
)
def objections_are_judged(given: Given) -> Iterator[Fault]:
    """An objection counts only with reasons that hold, and somebody has judged them."""
    for where, asked in _asked(given, Party.THIRD_PARTY, Opinion.OBJECTED):
        if asked.reasonable is None:
            yield Fault(
                f"{where}.reasonable", f"还没有审查{asked.who}不同意公开的理由是否合理。请作出判断并记录。"
            )
        elif not asked.reasonable and _refuses_for_third_party(given):
            yield Fault(
                f"{where}.reasonable",
                f"{asked.who}不同意公开的理由不合理，不能只因其不同意而不予公开。请另行说明公开会损害何种合法权益。",
                severity=Severity.WARNING,
            )
