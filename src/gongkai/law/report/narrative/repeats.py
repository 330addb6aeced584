"""One quantity told twice: how much a website or an account published, in two places, exactly or roughly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from gongkai.law.report.narrative.facets import is_rest
from gongkai.law.report.narrative.figures import Figure, Passage
from gongkai.law.report.narrative.ranges import Bounds, added, bounds, exceeds, meet

_CHANNELS = (
    ("网站", re.compile(r"(?:门户|官方)?网站|(?<=政府)网|门户网")),
    ("微信", re.compile(r"(?:政务|官方)?微信(?:公众(?:平台|号|账号))?|公众号")),
    ("微博", re.compile(r"(?:政务|官方|新浪)*微博")),
    ("抖音", re.compile(r"(?:政务|官方)?抖音(?:短视频)?(?:号|账号)?")),
    ("头条", re.compile(r"(?:今日)?头条号?")),
    ("视频号", re.compile(r"视频号")),
)
_PUBLISH = re.compile(r"公开发布|公开|发布|推送|公示|刊发|编发|更新|转发|推发|刊登|发表")
# More statements than any report has: each is compared with each.
_MOST = 200
_PIECES = frozenset(["条", "篇", "则", "个", "条次", "篇次"])
_CUT = re.compile(
    r"通过|利用|依托|借助|运用|以及|做优|做强|截[止至]目?前|全年|公开|发布|维护|运营|运行|管理|开设|开通|关注|共|在|于|由|及|和|与|、|，|,|;|。|:"
    r"|“|”|等|还|并|对|\)"
)
_UNQUALIFIED = re.compile(
    r"(?:上|平台|渠道|共计?|总计|累计|新增|主动|依法|及时|向社会|各类|各种|政府|政务|公开|发布|推送|相关|有关|信息|数量|量|了|的|约|达到?|为|全部|原创|:|\(|本年度?|全年)*"
)
_NOT_COMPARED = re.compile(r"历年|以来|开通至今|访问|阅读|浏览|粉丝|关注|点击|评论|留言|咨询|账号|栏目|专栏")
_TIME = re.compile(
    r"(?:19|20)\d\d年(?:度|以来)?|全年|今年|本年度?|一年来|年内|截[止至][^，,]{0,8}|[，,、\s:]|共计?|总计|累计|总共|我[局委办县市区乡镇]"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """How much one channel published. `kind` is empty for all that it published, else what was counted."""

    channel: str
    owner: str
    kind: str
    value: Bounds
    figures: tuple[Figure, ...]

    @property
    def is_sum(self) -> bool:
        """Whether the value is the sum of a list."""
        return len(self.figures) > 1


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be right. `part` tells that the first counts only a part of the second."""

    first: Statement
    second: Statement
    part: bool


@dataclass(frozen=True, slots=True)
class TwoValues:
    """The same words with two different exact values."""

    first: Figure
    second: Figure
    words: str


def contradictions(passages: tuple[Passage, ...]) -> Iterator[Contradiction]:
    """Statements on one channel that exclude each other."""
    told = [statement for passage in passages for statement in _statements(passage)][:_MOST]
    for one, other in combinations(told, 2):
        if one.channel != other.channel or not _same_owner(one, other) or _same_place(one, other):
            continue
        if one.kind and other.kind:
            continue
        if not one.kind and not other.kind:
            if not meet(one.value, other.value):
                yield Contradiction(one, other, part=False)
            continue
        part, whole = (one, other) if one.kind else (other, one)
        if exceeds(part.value, whole.value):
            yield Contradiction(part, whole, part=True)


def two_values(passages: tuple[Passage, ...]) -> Iterator[TwoValues]:
    """The same whole quantity told twice in the same words, with different exact values."""
    seen: dict[tuple[str, str], Figure] = {}
    for passage in passages:
        for at, figure in enumerate(passage.figures):
            words = _whole_words(passage, at)
            if words is None:
                continue
            first = seen.setdefault((words, figure.unit), figure)
            if first.value != figure.value:
                yield TwoValues(first, figure, words)


def _statements(passage: Passage) -> Iterator[Statement]:
    for at, figure in enumerate(passage.figures):
        if not figure.counts or figure.unit not in _PIECES:
            continue
        found = _statement(passage, at)
        if found is not None:
            yield found


def _statement(passage: Passage, at: int) -> Statement | None:
    figure = passage.figures[at]
    before = passage.figures[at - 1] if at and passage.figures[at - 1].sentence == figure.sentence else None
    words = "".join((passage.gap(before, figure) if before else passage.lead(figure))[-60:].split())
    if _NOT_COMPARED.search(words) or "其中" in words:
        return None
    found = [(name, match) for name, shape in _CHANNELS for match in shape.finditer(words)]
    if not found or len({name for name, _ in found}) > 1:
        return None
    name, match = max(found, key=lambda pair: pair[1].end())
    published = _PUBLISH.search(words, match.end())
    if published is None or published.start() - match.end() > 8:
        return None
    kind = words[published.end() :]
    owner = _CUT.split(words[: match.start()])[-1][-12:]
    listed = _listed(passage, at)
    if listed:
        return Statement(name, owner, "", added(bounds(part) for part in listed), listed)
    unqualified = _UNQUALIFIED.fullmatch(kind) is not None and not passage.tail(figure).strip()
    return Statement(name, owner, "" if unqualified else kind, bounds(figure), (figure,))


def _listed(passage: Passage, at: int) -> tuple[Figure, ...]:
    """A list that begins with a figure and goes down to 其他: all that the channel published."""
    parts = [passage.figures[at]]
    for before, figure in zip(passage.figures[at:], passage.figures[at + 1 :], strict=False):
        joined = re.match(r"\s*[、，,]", passage.gap(before, figure))
        if (
            figure.sentence != parts[0].sentence
            or figure.unit not in _PIECES
            or not joined
            or not figure.counts
        ):
            break
        if any(shape.search(figure.label) for _, shape in _CHANNELS):
            break
        parts.append(figure)
    return tuple(parts) if len(parts) > 2 and is_rest(parts[-1]) else ()


def _same_owner(one: Statement, other: Statement) -> bool:
    first, second = one.owner, other.owner
    if first == second:
        return True
    return min(len(first), len(second)) >= 2 and (first.endswith(second) or second.endswith(first))


def _same_place(one: Statement, other: Statement) -> bool:
    first, second = one.figures[0], other.figures[0]
    return first.where == second.where and first.sentence == second.sentence


def _whole_words(passage: Passage, at: int) -> str | None:
    """The words of a sentence before its first figure, without the time; None if they may narrow the count."""
    figure = passage.figures[at]
    if not (figure.counts and figure.exact) or (at and passage.figures[at - 1].sentence == figure.sentence):
        return None
    lead = passage.lead(figure)
    words = _TIME.sub(
        "",
        re.sub(
            r"^\s*(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+[是、])[^，,。;:]{0,30}?[。:]",
            "",
            lead,
        ),
    )
    if passage.tail(figure).strip() or not re.fullmatch(
        r".{0,12}(?:主动公开(?:各类)?(?:政府|政务)?信息|(?:收到|受理|新收)(?:政府信息公开申请|依申请公开(?:申请)?|政府信息公开依申请))(?:数量|总数|为)?",
        words,
    ):
        return None
    return words
