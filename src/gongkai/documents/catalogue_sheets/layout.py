"""The printed catalogue: its columns, what stands above them, and how a choice is marked.   依据：国办发〔2019〕54号"""

import re
import unicodedata
from dataclasses import dataclass

from gongkai.law.metadata import Carrier, fields

VILLAGE = "village"
LEVELS = {"county": "县级", "township": "乡级", VILLAGE: "村级"}
LABELS = {
    "field": "领域",
    "item_l1": "一级事项",
    "item_l2": "二级事项",
    "elements": "公开内容（要素）",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "body": "公开主体",
    "carriers": "公开渠道和载体",
    "audience": "公开对象",
    "audience_group": "特定群体",
    "mode": "公开方式",
    "levels": "公开层级",
}
CHOSEN, OPEN, TICK = "■", "□", "√"

# How carriers are called besides their labels.
_ALSO = (
    (r"(?:政府)?门户网站|(?:县|区|市|乡镇)?(?:人民)?政府(?:门户)?网站", Carrier.WEBSITE),
    (r"政务新媒体|微博|微信|两微", Carrier.NEW_MEDIA),
    (r"新闻发布会|发布会|听证会", Carrier.CONFERENCE),
    (r"电视|广播", Carrier.BROADCAST),
    (r"报刊|报纸|纸质", Carrier.PAPER),
    (r"(?:政府信息)?(?:公开)?查阅[点室场]", Carrier.READING_PLACE),
    (r"(?:政务|行政)服务(?:中心|大厅)", Carrier.SERVICE_CENTRE),
    (r"便民服务", Carrier.SERVICE_STATION),
    (r"入户|现场", Carrier.ON_SITE),
    (r".*公[示告]栏|电子屏", Carrier.NOTICE_BOARD),
    (r"精准推送", Carrier.DELIVERED),
    (r"(?:政务服务便民)?(?:热线)?12345", Carrier.HOTLINE),
    (r"其他|其它", Carrier.OTHER),
)

# What a column is, by what stands above it; the first that fits counts.
_HEADS = (
    ("seq", r"序号"),
    ("field", r"(?:试点)?领域(?:名称)?"),
    ("item_l1", r"一级事项"),
    ("item_l2", r"二级事项"),
    ("elements", r"公开(?:内容|要素)"),
    ("basis", r"公开依据"),
    ("time_limit", r"公开时限"),
    ("body", r"(?:公开|责任)(?:主体|单位)"),
    ("carriers", r"公开渠道(?:[和与及、]载体)?"),
    ("audience:everybody", r"全社会"),
    ("audience:group", r"特定群[体众]"),
    ("mode:proactive", r"主动(?:公开)?"),
    ("mode:on_request", r"依申请(?:公开)?"),
    ("level:county+township", r"县[级区市(),、]*[、/和]?乡镇?级?"),
    ("level:county", r"(?:县|区)(?:\([市区、]+\)|、?区)?级?"),
    ("level:township", r"(?:乡|镇|街道)(?:、?镇|\(镇\))?(?:、?街道|\(街道\))?级?"),
    ("level:village", r"村(?:\(社区\)|、社区)?级?"),
    ("items", r"公开事项"),
    ("audience", r"公开对象"),
    ("mode", r"公开方式"),
    ("levels", r"公开层级"),
)
ABOVE = frozenset({"items", "audience", "mode", "levels", "carriers"})
"""What may stand over several columns; alone it is a column itself."""

_REMARK = re.compile(r"\(.*\)$")
_BLANKS = re.compile(r"\s+")
_SIGNIFICANT = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a printed catalogue and where it stands. What is chosen from a list is told by ids, not by labels."""

    sheet: str
    row: int
    field: str
    item_l1: str
    item_l2: str
    elements: tuple[str, ...]
    basis: tuple[str, ...]
    time_limit: str
    body: str
    carriers: tuple[str, ...]
    audience: str
    audience_group: str
    mode: str
    levels: tuple[str, ...]


def squeezed(text: str) -> str:
    """The text as labels are compared: half-width, without blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def head_of(text: str) -> str:
    """What column stands below a heading, with or without a remark in brackets behind it; empty for what is no heading."""
    plain = squeezed(text)
    bare = _REMARK.sub("", plain)
    return next((name for name, form in _HEADS if re.fullmatch(form, plain) or re.fullmatch(form, bare)), "")


def carrier_of(label: str) -> str:
    """The carrier that a label names, written a little otherwise or not; empty for none."""
    plain = _SIGNIFICANT.sub("", squeezed(label))
    for carrier in Carrier:
        if plain == _SIGNIFICANT.sub("", squeezed(carrier.label)):
            return carrier.value
    return next((carrier.value for part, carrier in _ALSO if re.match(part, plain)), "")


def field_in(text: str) -> str:
    """The one field that a title names; empty if it names none, or several."""
    plain = squeezed(text)
    named = {
        label: each.id
        for each in fields().values()
        for label in (each.label, each.now)
        if label and label in plain
    }
    whole = {
        ident for label, ident in named.items() if not any(label != more and label in more for more in named)
    }
    return whole.pop() if len(whole) == 1 else ""
