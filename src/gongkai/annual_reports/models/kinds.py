"""Words of reports that are under way: what they cover, what happened to them, how a body below takes part."""

from enum import StrEnum


class Scope(StrEnum):
    """What a report covers: the body alone, or the body and everything below it.   依据：条例第四十九条"""

    OWN = "own"
    ROLLED_UP = "rolled_up"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"own": "本级", "rolled_up": "汇总"}[self.value]


class StepKind(StrEnum):
    """What happens to a report on its way to publication, and after."""

    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SENT_TO_SIGN = "sent_to_sign"
    SIGNED = "signed"
    REFUSED = "refused"
    PUBLISHED = "published"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "submitted": "报送",
            "withdrawn": "撤回报送",
            "returned": "退回修改",
            "accepted": "审核通过",
            "sent_to_sign": "送签",
            "signed": "签发",
            "refused": "未予签发",
            "published": "发布",
            "reopened": "更正",
        }[self.value]

    @property
    def leaves_it_open(self) -> bool:
        """Whether figures and texts may be changed after it; before the first step they may as well."""
        return self in (StepKind.WITHDRAWN, StepKind.RETURNED, StepKind.REFUSED, StepKind.REOPENED)


class Part(StrEnum):
    """Where the figures of a body in a roll-up come from, or why it has none.   依据：年度报告编制通行做法（逐格汇总）"""

    OWN = "own"
    COMPILED = "compiled"
    REPORTED = "reported"
    MISSING = "missing"
    FAILING = "failing"
    OTHER_FORM = "other_form"
    LEFT_OUT = "left_out"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "own": "本级数据",
            "compiled": "平台编制",
            "reported": "报送的报告",
            "missing": "未报送",
            "failing": "有错误",
            "other_form": "年度或格式不符",
            "left_out": "不计入",
        }[self.value]

    @property
    def counted(self) -> bool:
        """Whether its figures are in the sum: those with errors are, so that the sum is whole, and are named."""
        return self in (Part.OWN, Part.COMPILED, Part.REPORTED, Part.FAILING)

    @property
    def hinders(self) -> bool:
        """Whether the roll-up cannot be handed on because of it."""
        return self in (Part.MISSING, Part.FAILING, Part.OTHER_FORM)
