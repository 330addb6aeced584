"""Leaders as an agency lists them: names with a character of the same sound or shape, other posts, another order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.documents.checking.wording.terms import Person
from gongkai.law.findings import Severity

# Characters of given names and surnames that are taken for one another, by sound or by shape.
_ALIKE = (
    "晓小筱肖", "伟炜玮纬苇韦", "明铭鸣茗", "华桦骅哗", "军君钧均俊峻骏", "建健剑键", "平萍苹坪", "红宏洪虹鸿弘", "志治智致",
    "文雯纹汶", "丽莉利力立励黎", "峰锋枫丰风", "刚钢岗纲", "杰洁捷", "祥翔详", "辉晖挥徽", "燕艳雁彦", "波博勃", "勇永咏泳",
    "涛滔焘", "林琳霖临", "国帼", "佳嘉家", "慧惠蕙", "英瑛莹颖盈", "珍真贞桢", "玉钰育", "娟涓绢", "东冬栋", "海诲", "亮谅",
    "斌彬宾滨", "浩皓昊", "鹏朋", "超朝", "辰晨宸", "阳扬杨洋", "成诚城程", "振震镇", "新欣鑫心", "庆清青卿", "生胜升昇",
    "伍武五", "张章", "陈程", "王汪", "李黎", "徐许", "赵肇", "于余俞喻", "付傅", "肖萧", "阎闫", "戴代", "邱丘", "范樊",
    "江姜蒋", "吴伍", "郑正", "侯候", "沈沉", "祁祈", "戌戍", "未末", "己已巳", "士土", "千干", "日曰", "汩汨", "洺洛", "睛晴",
)  # fmt: skip
_OTHERS: dict[str, str] = {}
for _group in _ALIKE:
    for _character in _group:
        _OTHERS[_character] = _OTHERS.get(_character, "") + _group.replace(_character, "")

# Posts, longer ones first: 副县长 is not 县长.
_POSTS = (
    "副书记|书记|"
    "副省长|省长|副市长|市长|副县长|县长|副区长|区长|副乡长|乡长|副镇长|镇长|副厅长|厅长|副局长|局长|副部长|部长|副处长|处长|"
    "副科长|科长|副主任|主任|副主席|主席|副秘书长|秘书长|副组长|组长|副院长|院长|副检察长|检察长|副总指挥|总指挥|调研员|巡视员|所长|队长"
)
_POST_BEFORE = re.compile(rf"({_POSTS})(?:、|：|:|\s|同志)*$")
_POST_AFTER = re.compile(rf"(?:同志)?[任、（(，\s]{{0,2}}[\u4e00-\u9fff]{{0,8}}?({_POSTS})")
_PAST = re.compile(r"(?:原|前|时任|曾任|历任|兼任|任|免去|拟任)[\u4e00-\u9fff、]{0,14}$")
_LISTED = re.compile(r"[^。；！？\n]{0,40}、[^。；！？\n]{0,40}|、")


@dataclass(frozen=True, slots=True)
class _Named:
    person: Person
    rank: int
    start: int
    end: int


def check_people(passage: Passage, people: tuple[Person, ...]) -> Iterator[Remark]:
    """Names written with a similar character beside a post, posts that are another's, an order that is not theirs."""
    if not people:
        return
    yield from _misspelt(passage, people)
    named = _named(passage.text, people)
    for found in named:
        yield from _wrong_post(passage, found)
    yield from _out_of_order(passage, named)


@lru_cache(maxsize=64)
def _finders(people: tuple[Person, ...]) -> tuple[AhoCorasick, AhoCorasick, tuple[Person, ...]]:
    """What finds the names, what finds names like them, and whom each of the latter resembles."""
    variants = _variants(people)
    return _finder([person.name for person in people]), _finder([*variants]), tuple(variants.values())


def _finder(words: Sequence[str]) -> AhoCorasick:
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


def _named(text: str, people: tuple[Person, ...]) -> list[_Named]:
    found = _finders(people)[0].find_matches_as_indexes(text)
    return [_Named(people[rank], rank, start, end) for rank, start, end in found]


def _variants(people: Sequence[Person]) -> dict[str, Person]:
    """Every name with one character exchanged for one like it, unless somebody is called so."""
    names = {person.name for person in people}
    made = {
        person.name[:at] + other + person.name[at + 1 :]: person
        for person in people
        for at, character in enumerate(person.name)
        for other in _OTHERS.get(character, "")
    }
    return {name: person for name, person in made.items() if name not in names}


def _misspelt(passage: Passage, people: tuple[Person, ...]) -> Iterator[Remark]:
    """Only beside a post: another person may well be called so."""
    _, finder, meant = _finders(people)
    for variant, start, end in finder.find_matches_as_indexes(passage.text):
        if _post_beside(passage.text, start, end):
            name = meant[variant].name
            yield passage.remark(
                "W010",
                Severity.WARNING,
                (start, end),
                f"姓名可能写错：本机关词库中是“{name}”。请核对是否同一人。",
                name,
            )


def _post_beside(text: str, start: int, end: int) -> str:
    if before := _POST_BEFORE.search(text, max(0, start - 12), start):
        return before[1]
    after = _POST_AFTER.match(text, end, end + 14)
    return after[1] if after and not _starts_a_name(text, end) else ""


def _starts_a_name(text: str, end: int) -> bool:
    """Whether what follows a name is the next entry of a list, whose post it would be."""
    return text[end : end + 1] in {"、", "，"}


def _wrong_post(passage: Passage, found: _Named) -> Iterator[Remark]:
    text, posts = passage.text, found.person.posts
    before = _POST_BEFORE.search(text, max(0, found.start - 12), found.start)
    if not posts or before is None or _PAST.search(text, max(0, before.start() - 16), before.start(1)):
        return
    if not any(post.endswith(before[1]) and not _is_deputy(post, before[1]) for post in posts):
        yield passage.remark(
            "W011",
            Severity.WARNING,
            (before.start(1), found.end),
            f"职务可能写错：本机关词库中{found.person.name}的职务是{'、'.join(posts)}。请核对。",
        )


def _is_deputy(post: str, written: str) -> bool:
    """副县长 ends in 县长 and is another post."""
    return not written.startswith("副") and post.removesuffix(written).endswith("副")


def _out_of_order(passage: Passage, named: Sequence[_Named]) -> Iterator[Remark]:
    """Two neighbours of an enumeration of whom the second ranks higher."""
    for first, second in pairwise(named):
        between = passage.text[first.end : second.start]
        if second.rank < first.rank and _LISTED.fullmatch(between):
            yield passage.remark(
                "W012",
                Severity.INFO,
                (first.start, second.end),
                f"排列次序与本机关词库不同：{second.person.name}在{first.person.name}之前。请核对。",
            )
