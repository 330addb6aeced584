"""What an officer should know about a Word file that was taken in, by rule; docs/users/word.md explains each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gongkai.documents.checking.remarks import Place, Remark
from gongkai.law.findings import Severity

COMMENTS = "F001"
CHANGES = "F002"
HIDDEN = "F003"
TEXT_BOXES = "F004"
GRAPHICS = "F005"
PICTURE_FORMATS = "F006"
LINKED_PICTURES = "F007"
LOCAL_LINKS = "F008"
EMBEDDED = "F009"
CONTENTS = "F010"
TEMPLATE = "F011"
FORMULAS = "F012"
OLD_FORMAT = "F013"
NO_TITLE = "F014"
IMPRINT = "F015"

RULES: Mapping[str, str] = MappingProxyType(
    {
        COMMENTS: "批注",
        CHANGES: "修订",
        HIDDEN: "隐藏文字",
        TEXT_BOXES: "文本框",
        GRAPHICS: "图表和图形",
        PICTURE_FORMATS: "网页不能显示的图片",
        LINKED_PICTURES: "链接到外部的图片",
        LOCAL_LINKS: "指向本机或内网文件的链接",
        EMBEDDED: "嵌入的文件",
        CONTENTS: "目录",
        TEMPLATE: "外部模板和数据源",
        FORMULAS: "公式",
        OLD_FORMAT: "旧版格式",
        NO_TITLE: "没有认出标题",
        IMPRINT: "版记",
    }
)

_SAID: Mapping[str, tuple[Severity, str, str]] = {
    COMMENTS: (
        Severity.WARNING,
        "批注",
        "文件里有 {count} 条批注，没有写入网页。原文件要作为附件公开的，请先删除批注。",
    ),
    CHANGES: (
        Severity.WARNING,
        "修订",
        "文件里有 {count} 处修订没有定稿，网页采用接受全部修订后的文字。请核对，并在原文件中接受或者拒绝修订。",
    ),
    HIDDEN: (
        Severity.WARNING,
        "隐藏文字",
        "文件里有 {count} 处隐藏文字，没有写入网页。原文件要公开的，请先删除。",
    ),
    TEXT_BOXES: (Severity.WARNING, "文本框", "有 {count} 个文本框，其中的文字接在所在段落之后，请核对位置。"),
    GRAPHICS: (
        Severity.WARNING,
        "图形",
        "有 {count} 个图表、流程图或者艺术字不能转换，请另存为图片后插入，并写明文字说明。",
    ),
    PICTURE_FORMATS: (
        Severity.WARNING,
        "图片",
        "有 {count} 张图片的格式网页不能显示，没有转换。请另存为 PNG 或 JPEG 后插入。",
    ),
    LINKED_PICTURES: (
        Severity.WARNING,
        "图片",
        "有 {count} 张图片不在文件里，只是链接到别处，没有采用。请插入图片本身。",
    ),
    LOCAL_LINKS: (Severity.WARNING, "链接", "有 {count} 个链接指向本机、内网或者文件内部，只保留了文字。"),
    EMBEDDED: (
        Severity.WARNING,
        "嵌入文件",
        "有 {count} 个嵌入的文件（表格、文档等）没有转换，需要公开的请作为附件上传。",
    ),
    CONTENTS: (Severity.INFO, "目录", "目录和页码没有写入网页。"),
    TEMPLATE: (Severity.INFO, "文档", "文件引用了外部模板或者数据源，没有读取。"),
    FORMULAS: (Severity.WARNING, "公式", "有 {count} 个公式已转为普通文字，请核对上下标和分式。"),
    OLD_FORMAT: (Severity.INFO, "文档", "旧版格式已经自动转换，请对照原文核对表格和编号。"),
    NO_TITLE: (Severity.WARNING, "标题", "没有认出文件标题，请填写。"),
    IMPRINT: (Severity.INFO, "文末", "文末有版记（抄送、印发日期），网页上一般不列，请核对后删去。"),
}


def remarks(found: Counter[str], name: str) -> Iterator[Remark]:
    """A remark for each rule that was met, in the order of the rules."""
    for rule in sorted(rule for rule, count in found.items() if count):
        severity, label, message = _SAID[rule]
        yield Remark(rule, severity, Place(f"file:{name}", label), message.format(count=found[rule]))
