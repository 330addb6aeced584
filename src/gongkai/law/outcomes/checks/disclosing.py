"""Before information is given out.   依据：条例第十一、十五、十七、四十条"""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.outcomes.checks.registry import Fault, Given, check
from gongkai.law.outcomes.decision import PersonalData, SecrecyReview

_REG, _SEC, _PIP = instrument("REG"), instrument("SEC"), instrument("PIP")


def _gives_out(given: Given) -> bool:
    return given.gives_out


_SECRECY = {
    SecrecyReview.NOT_DONE: "提供的信息还没有经过保密审查。请审查后再发出。",
    SecrecyReview.SECRET: "保密审查的结论是涉及国家秘密，不能提供。请改正办理结果。",
    SecrecyReview.UNSURE: "保密审查不能确定是否可以公开。请报有关主管部门或者保密行政管理部门确定后再答复。",
}


@check("O140", "提供信息之前经过公开审查", _REG.article("17"), _SEC.article("35"), when=_gives_out)
def secrecy_is_reviewed(given: Given) -> Iterator[Fault]:
    """What is given out was reviewed and cleared."""
    if given.decision.secrecy in _SECRECY:
        yield Fault("secrecy", _SECRECY[given.decision.secrecy])


_PERSONAL = {
    PersonalData.NOT_CHECKED: "还没有核对提供的信息里有没有个人隐私、个人信息。请核对并记录结果。",
    PersonalData.UNMASKED: "提供的信息里有个人隐私、个人信息，没有作去标识化等处理。请处理后再发出，或者取得本人同意。",
}


@check("O141", "个人隐私、个人信息已经处理", _REG.article("15"), _PIP.article("34"), when=_gives_out)
def personal_data_is_masked(given: Given) -> Iterator[Fault]:
    """Personal data in what is given out is masked, or the person agrees."""
    if given.decision.personal_data in _PERSONAL:
        yield Fault("personal_data", _PERSONAL[given.decision.personal_data])


@check("O142", "涉及其他机关的，已经协商、确认", _REG.article("11"), when=_gives_out)
def organs_have_confirmed(given: Given) -> Iterator[Fault]:
    """Every organ that the information concerns has confirmed it."""
    for organ in given.decision.unconfirmed_organs:
        yield Fault(
            "unconfirmed_organs",
            f"提供的信息涉及{organ}，还没有与其协商、确认。请确认一致后再发出。",
            stated=organ,
        )


@check(
    "O143",
    "没有按申请人要求的形式提供的，说明理由",
    _REG.article("40"),
    when=lambda given: given.gives_out and given.decision.form_changed,
)
def other_form_has_reasons(given: Given) -> Iterator[Fault]:
    """Another form than the one asked for needs reasons: danger to the medium, or too high a cost."""
    if "form_reason" not in given.decision.particulars:
        yield Fault(
            "particulars.form_reason",
            "没有按申请人要求的形式提供，答复也没有说明理由。请说明按要求的形式提供可能危及载体安全或者公开成本过高。",
        )
