"""How the parts of an official document are recognised by their wording.   依据：GB/T 9704—2012 第7章"""

import re
from datetime import date

from gongkai.law.report.narrative.numbers import han_value

_HAN = "〇零一二三四五六七八九十百"
_YEAR = r"(?:[12]\d{3}|[一二][〇○零ＯO0一二三四五六七八九]{3})"
_DATE = rf"(?P<year>{_YEAR})年(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})月(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})日"
_ZEROS = str.maketrans("○ＯO0０１２３４５６７８９", "〇〇〇00123456789")

DATE_LINE = re.compile(rf"(?:{_DATE})(?:[（(](?:印章|公章|盖章)[）)])?")
IMPRINT = re.compile(rf"抄送[:：].*|.*{_DATE}印发")
DOCUMENT_NO = re.compile(r"[\u4e00-\u9fff]{1,20}[〔\[［（(【]\d{4}[〕\]］）)】]第?\d{1,5}号")
NUMBER_OF_ORDER = re.compile(rf"第[\d{_HAN}]{{1,5}}号|\d{{4}}年第[\d{_HAN}]{{1,5}}号")
ORDER = re.compile(r".{2,30}(?:令|公告|通告)")
SIGNER = re.compile(r"签发人[:：].*")
COPY_NO = re.compile(r"\d{6}|[Nn][Oo][.．:：]?\d{4,8}")
URGENCY = re.compile(r"特急|加急|特提|平急")
SECRECY = re.compile(r"(?:绝密|机密|秘密|内部资料).{0,12}")
HEAD = re.compile(r"(?P<body>.{2,40}?)(?:文件)")
PAGE_NUMBER = re.compile(r"[-—–－·]+\d{1,4}[-—–－·]+|第\d{1,4}页(?:共\d{1,4}页)?")
NOTE = re.compile(r"[（(].{2,80}[）)]")
"""A line in brackets: under the title when and by whom it was passed, at the end who may see it."""

_KINDS = """
决议 决定 命令 令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要 办法 规定 细则 条例 规则 章程 制度
方案 规划 计划 要点 预案 指南 清单 目录 名单 守则 规程 标准 规范 准则 措施 建议 总结 说明 解读 简报 公示 情况 表
"""
_KIND_ENDS = re.compile(rf"(?:{'|'.join(_KINDS.split())})(?:[（(][^（）()]{{2,20}}[）)])*$")
_BODIES = """
政府 办公室 办公厅 委员会 局 厅 处 科 部 署 院 所 中心 站 大队 支队 总队 公司 集团 学校 大学 学院 银行 管委会
指挥部 领导小组 工作组 专班 街道 办事处 协会 联合会 总工会 党委 党组 支部
"""
_BODY_ENDS = re.compile(rf"(?:{'|'.join(_BODIES.split())})(?:[（(](?:代章|印章|公章|盖章)[）)])?$")
_STATEMENT = re.compile("[。；！？;]")
_OPENS_TEXT = re.compile("^(?:现将|为|根据|按照|经|关于.*(?:如下|通知如下)|请|兹|依据|近日|你)")

ATTACHED = re.compile(r"附件[:：](?P<name>.*)|附[:：](?P<other>.*)", re.DOTALL)
ATTACHMENT_LINE = re.compile(rf"附件[\d{_HAN}]{{0,3}}[:：]?")
ATTACHMENT_OPENS = re.compile(rf"附件[\d{_HAN}]{{1,3}}[:：].{{2,60}}")
LISTED = re.compile(r"^\s*(?:附件)?[(（]?\d{1,3}\s*[)）.．、:：]\s*(?P<name>.+)", re.DOTALL)

_RANKS = (
    ("part", rf"第[{_HAN}]+(?:编|部分)(?![的是为])"),
    ("chapter", rf"第[{_HAN}\d]+章"),
    ("section", rf"第[{_HAN}\d]+节"),
    ("first", rf"[{_HAN}]+[、．.](?!\d)"),
    ("second", rf"[（(][{_HAN}]+[）)][、.．]?"),
)
RANKS = tuple((rank, re.compile(pattern)) for rank, pattern in _RANKS)
"""The numbers of headings, from the highest rank to the lowest. 1. and （1） are not headings (GB/T 9704—2012, 7.3.3)."""
ARTICLE = re.compile(
    rf"(?P<mark>第[{_HAN}\d]+条(?:之[{_HAN}]+)?)(?:\s+|(?=[^规第款的和、至之外例].*[。；：]$))", re.DOTALL
)


def squeezed(text: str) -> str:
    """The text without white space, which in official documents only spaces characters."""
    return "".join(text.split())


def date_of(text: str) -> date | None:
    """The date that a line consists of, in Arabic or Chinese numerals; None if it is none or does not exist."""
    match = DATE_LINE.fullmatch(squeezed(text).translate(_ZEROS).replace("(", "（"))
    if match is None:
        return None
    try:
        return date(
            *(
                int(part) if part.isdigit() else han_value(part)
                for part in match.group("year", "month", "day")
            )
        )
    except ValueError:
        return None


def ends_like_title(text: str) -> bool:
    """Whether a line ends with the name of a kind of document."""
    return bool(_KIND_ENDS.search(squeezed(text)))


def ends_like_body(text: str) -> bool:
    """Whether a line ends like the name of a public body."""
    return bool(_BODY_ENDS.search(squeezed(text)))


def is_statement(text: str) -> bool:
    """Whether a line says something in sentences."""
    return bool(_STATEMENT.search(text))


def opens_text(text: str) -> bool:
    """Whether a line opens the text of a document."""
    return bool(_OPENS_TEXT.match(squeezed(text)))


def rank_of(text: str) -> tuple[str, str] | None:
    """The rank of the number that a line begins with, and that number; None if it begins with none."""
    for rank, pattern in RANKS:
        if match := pattern.match(text):
            return rank, match[0]
    return None
