"""What a figure counts, in the words of the text: 政府网站公开, 自然人申请件, 全面检查."""

import re

_LEADING = re.compile(
    r"(?:其中|包括|包含|内有|含|分别为?|并且?|同时|共计?(?![享同建管治])|且|以及|和|及|与|另外?|此外|全年|一年来|本年度?|今年|累计|已|均|约"
    r"|(?:19|20)\d\d年(?:度|以来)?|截至[^，]{0,8}|主要)+"
)
_TRAILING = re.compile(
    r"(?:共计|共有?|合计|总计|累计|达到?|为|有|约|计|了|数量|总数|总量|的|是|各|均|已|占|:|\s|新增|分别)+$"
)
_BARE_VERB = re.compile(
    r"(?:组织|开展|召开|举办|举行|进行|发布|公开|公布|印发|下发|制发|收到|受理|办理|完成|开设|设立|设定|确定|所属|新增|新|编制"
    r"|出台|制定|梳理|承办|接到|接受|回应|回复|上报|推送|开通|发生|涉及|方面|目前|对|全[省市县区州旗乡镇]|在|进|的|等|约)*"
)
_BALANCED = re.compile(r"\([^()]{0,20}\)")
_MARK = re.compile(r"[，,。;:(]")
_LONG = 30
_LONGEST_TAIL = 20


def last_clause(words: str) -> str:
    """The words since the last mark; a short bracket inside them, as in 县(区)政府, is no mark."""
    shut = _BALANCED.sub(lambda match: "□" * len(match[0]), words.rstrip())
    cut = max((match.end() for match in _MARK.finditer(shut)), default=0)
    return words.rstrip()[cut:]


def label(clause: str, tail: str) -> str:
    """What is counted: the words before the number, or those behind it if a verb alone stands before.

    `tail` is empty where the words behind cannot name it, as behind a percentage.
    """
    named = "".join(clause.split()).strip("，,。;、:)\"'")
    if named.count("“") != named.count("”"):
        named = named.replace("“", "").replace("”", "")
    if len(named) > _LONG:
        named = named.rpartition("、")[2]
    if leading := _LEADING.match(named):
        named = named[leading.end() :]
    named = _TRAILING.sub("", named)
    if tail and _BARE_VERB.fullmatch(named):
        return "".join(tail.split())[:_LONGEST_TAIL] or named
    return named
