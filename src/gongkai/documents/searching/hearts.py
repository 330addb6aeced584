"""What a title is about: without the body that issues it, 关于 and 印发, and the kind of document; and its first letters."""

import re

from pypinyin import Style, lazy_pinyin

LONGEST = 60

_BEFORE = re.compile(
    r"^[^《〈“]{0,60}?关于(?:公开|公布|印发|发布|转发|下达|报送|批转|修订|修改|废止|做好|开展)?(?=.)"
)
_OF_A_BODY = re.compile(
    r"^[\u4e00-\u9fff]{2,24}?(?:人民政府|委员会|办公室|政府|局|厅|委)(?:印发|发布|转发|公布)(?=.)"
)
_KIND = "通知|公告|公示|意见|通告|批复|函|复函|决定|决议|报告|请示|通报|命令|令|议案|纪要|说明|解读|实施意见|指导意见"
_MARKED = r"(?:[〔(（\[【][^〕)）\]】]*[〕)）\]】])?"
_AFTER = re.compile(
    rf"(?:有关事项|有关问题|相关事项)?的(?:补充|紧急)?(?:{_KIND}){_MARKED}$|(?:政策|图文)解读$"
)
_QUOTED = re.compile(r"[《〈]([^《》〈〉]{4,})[》〉]")
_ENDS = re.compile(r"^[\s的、，。：:；]+|[\s、，。：:；]+$")
_LETTERS = re.compile(r"[^a-z0-9]+")


def heart(title: str) -> str:
    """The words of a title that somebody would type; all of it where nothing is left."""
    return _ENDS.sub("", _bare(title.strip()))[:LONGEST] or title.strip()[:LONGEST]


def initials(text: str) -> str:
    """The first letter of each syllable, Latin letters and figures as they are. A sign with several readings has one."""
    letters = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
    return _LETTERS.sub("", letters)[:LONGEST]


def _bare(title: str) -> str:
    core = _AFTER.sub("", _OF_A_BODY.sub("", _BEFORE.sub("", title)))
    quoted = _QUOTED.search(core)
    return quoted[1] if quoted else core
