"""What the prose says of the figures in the tables: so many applications received, no review, six documents issued.

A claim is certain if its words name the table's own quantity with nothing that narrows or widens it: not by one
channel, not of another year, not planned, not of one part of the body.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.law.report.narrative.facets import Facet, facet
from gongkai.law.report.narrative.figures import Figure, Passage
from gongkai.law.report.narrative.ranges import Bounds, bounds
from gongkai.law.report.narrative.roles import Role
from gongkai.law.report.narrative.subjects import (
    BY_REASON,
    DISCLOSURE,
    HANDLE,
    MONEY,
    OF_APPLICATIONS,
    OF_COURT,
    RECEIVE,
    Subject,
    Told,
    speaks_of_others,
    subject_of,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the prose about a quantity of the tables; money is in 万元.

    `carried` tells that the sentence counts applications carried over from last year as well; `handles` that the
    verb is one of handling (办理, 处理), `replies` that it is only one of answering (答复); `finer` that the text
    divides the outcomes more finely than the form (告知途径, 撤回); `wide` that it speaks of a whole region.
    """

    subject: Subject
    value: Bounds
    text: str
    where: str
    span: tuple[int, int]
    certain: bool = True
    carried: bool = False
    handles: bool = False
    replies: bool = False
    finer: bool = False
    wide: bool = False


_COUNTED = frozenset(("件", "宗", "份", "条", "起", "例", "项", "次", "个", "件次", "条次", "", *MONEY))
_NO_CLAIM = frozenset((Role.CHANGE, Role.EACH, Role.PLAN, Role.PAST, Role.SHARE))
_NARROW = re.compile(
    r"其中|通过(?!率)|经由|网上|网络|在线|线上|互联网|书面|纸质|口头|电话|信函|邮寄|邮件|当面|现场|窗口|传真|来访|电子|重复|撤[回销]|补正|延期|逾期|涉及|关于|有关|疫情|征[地收]"
    r"|(?<!结)转办|(?<!结)转[至来]|上级|律师|首次|平台|截至(?![^，,。]{0,10}(?:12月|年底|年末))|1-(?!12月)|月份|上半年|下半年|季度|另|驳回|向[^，]{0,12}提出"
)
_ALL_WAYS = re.compile(r"等(?:多种)?(?:渠道|方式|形式|途径)")
_PERSONS_ONLY = re.compile(r"自然人|公民|个人|企业|法人|组织")
_ALL_PERSONS = re.compile(r"(?:自然人|公民|个人)[^，,。;#]{0,6}(?:法人|企业|组织)|社会公众|群众")
# 全市各级行政机关共收到; not 围绕全市中心工作，收到
WIDE = re.compile(
    r"(?P<region>(?:全[省市县区州盟旗]|各级|各(?=行政机关|部门|单位|县|乡|镇|街道))"
    r"(?:各级|各|行政机关|人民政府|政府|部门|机关|单位|[县市区乡镇]|街道|所属|系统|人社|教育|住建|卫健|公安|自然资源|生态环境|市场监管|及其?|、|和)*)"
    r"(?:共计?|累计|总计|全年|新|依法|20\d\d年度?|本年度?)*(?:主动公开|公开|公布|发布|收到|受理|接收|接到|办理|处理|均?未?$)"
)
_PART_OF_BODY = re.compile(
    r"(?:办公[厅室]|本级|局|委员会|委|厅|街道|镇|乡|中心|大队|支队|办)(?:机关)?(?:今年|全年|年内|本年度?|年度|共计?|累计|新|总共|20\d\d年度?)*"
    rf"(?:{RECEIVE}|{HANDLE})"
)
_NARROW_COURT = re.compile(
    r"其中|涉及[^政信]|纠错|败诉|胜诉|驳回|应诉|二审|上诉|[办审已]结|新|上年|结转|撤|终止"
)
_VERB = re.compile(HANDLE)
_REPLY = re.compile(r"答复|回复")
_FINER = re.compile(
    r"告知|途径|已主动公开|不存在|不掌握|不属于|非本机关|查询|重复申请|信访|撤回|撤销|补正|放弃|逾期"
)


@lru_cache(maxsize=8)
def claims(passages: tuple[Passage, ...], report_year: int | None, *, government: bool) -> tuple[Claim, ...]:
    """Every claim of the prose that has a figure.

    `government` tells that the report is of a government, so that one of its departments is a part of it.
    """
    return tuple(_claims(passages, report_year, government=government))


def _claims(passages: tuple[Passage, ...], report_year: int | None, *, government: bool) -> Iterator[Claim]:
    for passage in passages:
        about: Figure | None = None
        discloses = passage.where.startswith("s4_") or DISCLOSURE.search(passage.text) is not None
        for at, figure in enumerate(passage.figures):
            if figure.unit not in _COUNTED or figure.roles & _NO_CLAIM:
                continue
            told = _told(passage, at, about, report_year, discloses=discloses)
            subject = subject_of(told)
            if subject is None:
                continue
            if subject in OF_APPLICATIONS:
                about = figure
            yield _claim(passage, at, subject, told.words, government=government)


def _told(
    passage: Passage, at: int, about: Figure | None, report_year: int | None, *, discloses: bool
) -> Told:
    figure = passage.figures[at]
    before = passage.figures[at - 1] if at and passage.figures[at - 1].sentence == figure.sentence else None
    lead = passage.gap(before, figure) if before else passage.lead(figure)
    return Told(
        words="".join(f"{lead[-70:]}#{passage.tail(figure)}".split()),
        lead=passage.lead(figure),
        discloses=discloses,
        open="公开" in passage.text,
        unit=figure.unit,
        goes_on=about is not None
        and figure.sentence - about.sentence <= 1
        and not speaks_of_others(passage.gap(about, figure)),
        report_year=report_year,
    )


def _claim(passage: Passage, at: int, subject: Subject, words: str, *, government: bool) -> Claim:
    figure = passage.figures[at]
    start, _ = passage.sentences[figure.sentence]
    _, end = passage.sentences[min(figure.sentence + 1, len(passage.sentences) - 1)]
    around = passage.text[start:end]
    before = re.split(r"[。;]", words.partition("#")[0])[-1]
    near = re.split(r"[，,:(]", before)[-1]
    return Claim(
        subject=subject,
        value=_in_wan(figure) if figure.unit in MONEY else bounds(figure),
        text="".join(figure.text.split()),
        where=figure.where,
        span=figure.span,
        certain=not _is_narrow(passage, at, subject, before, near, government=government),
        carried="结转" in around or "上年" in around,
        handles=_VERB.search(near) is not None,
        replies=_REPLY.search(near) is not None and "办" not in near and "处理" not in near,
        finer=_FINER.search(around) is not None,
        wide=WIDE.search(passage.lead(figure)) is not None,
    )


def _in_wan(figure: Figure) -> Bounds:
    """An amount of money in 万元, as exactly as it is printed."""
    scale = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}[figure.unit]
    half = Decimal(1).scaleb(-figure.decimals) / 2
    low, high = bounds(figure)
    return (low - half) * scale, None if high is None else (high + half) * scale


def _is_narrow(
    passage: Passage, at: int, subject: Subject, before: str, near: str, *, government: bool
) -> bool:
    """Whether the words may count less than the table does, or something beside it."""
    if subject in OF_COURT:
        told = passage.where.startswith("s4_") or DISCLOSURE.search(passage.sentence(passage.figures[at]))
        return not told or _NARROW_COURT.search(near) is not None
    if subject in (Subject.RECEIVED, Subject.HANDLED):
        return _is_part(before, near, government=government)
    if subject in BY_REASON and re.search(r"因|由于|属于|\(", before):
        return True
    if "其中" in before:
        above = facet(passage.figures[at - 1]) if at else None
        return above in (Facet.WAY, Facet.APPLICANT, Facet.CHANNEL)
    return _NARROW.search(near) is not None


def _is_part(before: str, near: str, *, government: bool) -> bool:
    """Whether only some of the applications are meant: by one way, by one kind of person, at one department."""
    if _NARROW.search(before) and not _ALL_WAYS.search(before):
        return True
    if government and _PART_OF_BODY.search(near):
        return True
    return _PERSONS_ONLY.search(near) is not None and _ALL_PERSONS.search(near) is None
