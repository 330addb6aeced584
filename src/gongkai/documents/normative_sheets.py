"""Workbooks and CSV of an existing register: documents (文件) and what one did to another (变动); read, and a template written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.sheet_layouts import ADVICE, Layout, Row, Sheet
from gongkai.documents.spreadsheets import Fault, read_tables
from gongkai.law.normative import DocumentKind, Effect

__all__ = [
    "CHANGES",
    "COLUMNS",
    "DOCUMENTS",
    "Fault",
    "RegisterBook",
    "Row",
    "empty",
    "read_register",
    "to_csv",
    "to_xlsx",
]

DOCUMENTS = "文件"
CHANGES = "变动"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    DOCUMENTS: {
        "number": "文号",
        "title": "标题",
        "kind": "种类",
        "agency": "制发机关",
        "joint": "联合制发机关",
        "issued_on": "制发日期",
        "published_on": "公布日期",
        "effective_on": "施行日期",
        "valid_until": "有效期至",
        "registry_no": "统一登记编号",
        "marked": "公开标注",
        "index_no": "信息索引号",
    },
    CHANGES: {
        "of": "被变动文件",
        "effect": "变动",
        "cause": "引起变动的文件",
        "on": "变动日期",
        "article": "条",
        "text": "修改后的文字",
        "until": "延长至",
    },
}
"""The columns of each sheet: what they are called here, and in the heading."""

NEEDED: Mapping[str, frozenset[str]] = {
    DOCUMENTS: frozenset({"title", "issued_on"}),
    CHANGES: frozenset({"of", "effect", "cause", "on"}),
}
"""The columns that a sheet cannot do without."""

OTHER_NAMES: Mapping[str, str] = {
    "发文字号": "文号",
    "文件文号": "文号",
    "文件名称": "标题",
    "文件标题": "标题",
    "名称": "标题",
    "类别": "种类",
    "文件种类": "种类",
    "发文机关": "制发机关",
    "制定机关": "制发机关",
    "成文日期": "制发日期",
    "印发日期": "制发日期",
    "发布日期": "公布日期",
    "生效日期": "施行日期",
    "实施日期": "施行日期",
    "有效期": "有效期至",
    "失效日期": "有效期至",
    "登记号": "统一登记编号",
}
"""What the lists of older systems call the same columns."""

MARKS = ("此件公开发布", "此件不公开", "未标注")
"""What a foot may say of publication."""

_WIDE = ("title", "of", "cause", "text")
_LAYOUT = Layout(COLUMNS, NEEDED, 20_000, 16, dict.fromkeys(_WIDE, 36), OTHER_NAMES)
to_xlsx, to_csv = _LAYOUT.to_xlsx, _LAYOUT.to_csv


def empty() -> bytes:
    """A workbook with both sheets without rows, and what may stand in the columns with fixed words."""
    choices: dict[str, dict[str, Sequence[str]]] = {
        DOCUMENTS: {"kind": [each.label for each in DocumentKind], "marked": MARKS},
        CHANGES: {"effect": [each.label for each in Effect]},
    }
    return to_xlsx({DOCUMENTS: [], CHANGES: []}, choices)


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """The rows of a list, and what is wrong with single cells already."""

    documents: tuple[Row, ...]
    changes: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_register(data: bytes, name: str) -> RegisterBook:
    """Read a workbook with the sheets 文件 and 变动, or one of them as CSV, told by its headings; `name` is for messages.

    Raises Unreadable for a file that is broken, locked, too large, has hidden sheets or formulas, lacks headings or has
    some that nobody knows: nothing that a person does not see in front of them is taken in, and nothing is left out unsaid.
    """
    sheets: dict[str, Sheet] = {}
    for table in read_tables(data, name, advice=ADVICE, lines=True):
        title = table.title.strip()
        if not any(any(map(str.strip, row)) for row in table.rows):
            continue
        kind = title if title in COLUMNS else _LAYOUT.kind_of(table.rows)
        if kind is None:
            raise refusal(name, f"有不认识的工作表“{title or '（CSV）'}”，或者缺少列名", ADVICE)
        if kind in sheets:
            raise refusal(name, f"有两张“{kind}”表", "请合并成一张。")
        sheets[kind] = _LAYOUT.read(kind, table.rows, name)
    if not any(sheet.rows for sheet in sheets.values()):
        raise refusal(name, f"没有“{DOCUMENTS}”或者“{CHANGES}”的内容", ADVICE)
    documents, changes = (sheets[kind].rows if kind in sheets else () for kind in (DOCUMENTS, CHANGES))
    return RegisterBook(documents, changes, _LAYOUT.faults(sheets))
