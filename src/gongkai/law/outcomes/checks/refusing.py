"""Grounds on which disclosure is refused: what each of them needs.   依据：条例第十四、十六、三十六、三十七条"""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.exemptions import exemption
from gongkai.law.findings import Severity
from gongkai.law.outcomes.checks.registry import Fault, Given, check, rests_on
from gongkai.law.outcomes.decision import Cited, Norm
from gongkai.law.outcomes.nonground import no_grounds
from gongkai.law.wording import day

_REG, _SEC, _SPC25 = instrument("REG"), instrument("SEC"), instrument("SPC25")


@check(
    "O120",
    "国家秘密有定密依据，并且没有解密",
    _REG.article("14"),
    _SEC.article("24"),
    _SPC25.article(),
    when=rests_on("denied_state_secret"),
)
def secret_is_classified(given: Given) -> Iterator[Fault]:
    """A state secret has a record of classification, and its term has not ended."""
    found = given.decision.classification
    if found is None or not found.record.strip():
        yield Fault(
            "classification.record",
            "以国家秘密为由不予公开，但没有记录定密依据。请补充定密事项、密级、保密期限和审批记录；没有依法定密的，不能以此为由。",
        )
    elif found.declassified:
        yield Fault(
            "classification.declassified", "该信息已经解密，不能再以国家秘密为由不予公开。请重新审查。"
        )
    elif found.expires_on is not None and found.expires_on < given.decision.decided_on:
        yield Fault(
            "classification.expires_on",
            f"保密期限到{day(found.expires_on)}已经届满，期满自行解密。请重新审查能否公开。",
        )


@check(
    "O121",
    "禁止公开的依据是法律或者行政法规",
    _REG.article("14"),
    when=rests_on("denied_law_prohibits"),
)
def law_prohibits(given: Given) -> Iterator[Fault]:
    """An article of a law or an administrative regulation forbids disclosure; nothing of lower rank can."""
    yield from _national(given, "禁止公开")


@check(
    "O157",
    "行政查询写明作出特别规定的法律、行政法规",
    _REG.article("36"),
    when=rests_on("denied_special_inquiry"),
)
def special_access_has_a_law(given: Given) -> Iterator[Fault]:
    """A law or an administrative regulation rules the access; where to go is a particular of the letter."""
    yield from _national(given, "对信息的获取作出特别规定")


def _national(given: Given, does: str) -> Iterator[Fault]:
    """What is cited besides the Regulation, and whether it can do what is claimed of it."""
    offered = [text for text in given.decision.cited if text.instrument != _REG.key]
    if not offered:
        yield Fault("cited", f"答复没有写明{does}的法律、行政法规名称和条款。请补充。")
    elif not any(_can_rule(text) for text in offered):
        for text in offered:
            yield Fault("cited", _why_not(text, does), stated=f"{_title(text)}（{text.norm.label}）")


def _can_rule(text: Cited) -> bool:
    return text.norm.national and bool(text.article) and not _is_no_ground(text)


def _is_no_ground(text: Cited) -> bool:
    return any(
        (text.instrument, text.article) == (basis.instrument.key, basis.article)
        for offered in no_grounds()
        for basis in offered.cited
    )


def _why_not(text: Cited, does: str) -> str:
    if not text.norm.national:
        return f"{_title(text)}是{text.norm.label}，只有法律、行政法规可以{does}。请另查依据；没有的，不能以此为由。"
    if not text.article:
        return f"引用{_title(text)}时没有写明条款。请写明{does}的条款。"
    return f"{_title(text)}第{text.article}条只规定另行管理，没有{does}。请另查依据；没有的，不能以此为由。"


def _title(text: Cited) -> str:
    """The title of what is cited; other texts than those in data/instruments.toml are cited by title."""
    try:
        return f"《{instrument(text.instrument).title}》"
    except KeyError:
        return f"《{text.instrument}》"


def _gives_way(given: Given) -> bool:
    exempted = (part.outcome.exemption for part in given.parts if part.outcome and part.outcome.exemption)
    return any(exemption(key).yields_to_law for key in exempted)


@check(
    "O122",
    "法律、法规、规章规定应当公开的，不以过程性信息、行政执法案卷为由不予公开",
    _REG.article("16"),
    when=_gives_way,
)
def no_law_requires_publication(given: Given) -> Iterator[Fault]:
    """What a law, regulation or rule says shall be public is not withheld as process information or case file."""
    for text in given.decision.must_be_public_by:
        if text.norm is not Norm.DOCUMENT:
            article = f"第{text.article}条" if text.article else ""
            yield Fault(
                "must_be_public_by",
                f"{_title(text)}{article}规定该信息应当公开，从其规定。请予以公开，或者另查不予公开的依据。",
                stated=_title(text),
            )


def _could_be_separated(given: Given) -> bool:
    return not given.discloses and (given.withholds or given.outcome.id == "unable_needs_creation")


@check(
    "O123",
    "能够区分处理的，提供可以公开的内容",
    _REG.article("37"),
    _REG.article("38"),
    when=_could_be_separated,
)
def nothing_could_be_given(given: Given) -> Iterator[Fault]:
    """Where parts can be separated, they are given; whether they can has to be asked."""
    if given.decision.separable:
        yield Fault(
            "separable",
            "信息能够作区分处理，不应当全部不予公开。请提供可以公开的内容，办理结果改为“部分公开”。",
            expected="部分公开",
        )
    elif given.decision.separable is None:
        yield Fault(
            "separable",
            "还没有记录能否作区分处理。请逐项考虑可以公开的内容，并记录结论。",
            severity=Severity.WARNING,
        )
