"""What the register says of its own rows, besides what the law says of documents."""

from enum import StrEnum

from gongkai.law.normative import StepResult


class Origin(StrEnum):
    """How a document came into the register: taken up here from the beginning, entered by hand, brought in by a list."""

    HERE = "here"
    ENTERED = "entered"
    IMPORTED = "imported"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"here": "在本平台办理", "entered": "补录", "imported": "批量导入"}[self.value]


class Marked(StrEnum):
    """What the foot of a document says about its publication (此件公开发布)."""

    PUBLIC = "public"
    NOT_PUBLIC = "not_public"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {"public": "此件公开发布", "not_public": "此件不公开", "unknown": "未标注"}[self.value]


RESULTS = [
    (StepResult.BEGUN.value, "开始"),
    (StepResult.PASSED.value, "完成"),
    (StepResult.FAILED.value, "未通过"),
]
"""How a step stands, in the words that officers see."""
