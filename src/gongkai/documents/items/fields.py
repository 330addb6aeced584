"""The fields that a row of an import may have: what they are called, how long they may be, which words they know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.items import items
from gongkai.law.duties.publication import Validity
from gongkai.law.exemptions import exemptions
from gongkai.law.metadata import FiveOpen, genres, topics

Words = Callable[[], Mapping[str, str]]


class Shape(StrEnum):
    """How a value is written."""

    TEXT = "text"
    BODY = "body"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICES = "choices"
    PATHS = "paths"

    @property
    def label(self) -> str:
        """As the description of the format says it."""
        return {
            "text": "文字",
            "body": "HTML 或者文字",
            "day": "日期",
            "moment": "日期或者时间",
            "choice": "选项",
            "choices": "选项，可多个",
            "paths": "路径，可多个",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `most`: characters; `words`: what may be chosen, by id, with the label that may stand for it."""

    name: str
    label: str
    shape: Shape
    most: int = 0
    words: Words | None = None


def _labels(kind: type[Attribute] | type[Validity] | type[FiveOpen]) -> Words:
    return lambda: {each.value: each.label for each in kind}


_FIELDS = (
    Field("id", "编号", Shape.TEXT, 60),
    Field("title", "标题", Shape.TEXT, 200),
    Field("body", "正文", Shape.BODY, 5_000_000),
    Field("file", "正文文件", Shape.TEXT, 500),
    Field("column", "栏目", Shape.TEXT, 60),
    Field("document_no", "发文字号", Shape.TEXT, 60),
    Field("issuing_body", "发文机关", Shape.TEXT, 200),
    Field("written_on", "成文日期", Shape.DAY),
    Field("published_at", "原发布日期", Shape.MOMENT),
    Field("topic", "主题分类", Shape.CHOICE, words=topics),
    Field("genre", "体裁", Shape.CHOICE, words=genres),
    Field("summary", "内容概述", Shape.TEXT, 500),
    Field("keywords", "关键词", Shape.TEXT, 200),
    Field("validity", "有效性", Shape.CHOICE, words=_labels(Validity)),
    Field("effective_on", "施行日期", Shape.DAY),
    Field("valid_until", "有效期至", Shape.DAY),
    Field("attribute", "公开属性", Shape.CHOICE, words=_labels(Attribute)),
    Field(
        "grounds",
        "不公开的依据",
        Shape.CHOICES,
        words=lambda: {key: each.label for key, each in exemptions().items()},
    ),
    Field("reasons", "不公开的理由", Shape.TEXT, 500),
    Field("entry_key", "目录事项", Shape.TEXT, 80),
    Field(
        "duty",
        "法定主动公开内容",
        Shape.CHOICE,
        words=lambda: {key: each.title for key, each in items().items()},
    ),
    Field("five_open", "五公开", Shape.CHOICE, words=_labels(FiveOpen)),
    Field("audience", "公开对象", Shape.TEXT, 100),
    Field("source", "来源", Shape.TEXT, 120),
    Field("source_url", "来源网址", Shape.TEXT, 500),
    Field("attachments", "附件", Shape.PATHS, 500),
)
FIELDS: Mapping[str, Field] = {each.name: each for each in _FIELDS}
"""By name, in the order of the template."""

BY_HEADING: Mapping[str, Field] = {**{each.label: each for each in _FIELDS}, **FIELDS}
"""What a column of a table may be headed with: the name, or the label."""
