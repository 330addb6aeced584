"""The number grammar: every number in running Chinese text that counts something, as printed and as a value.

A number counts something if a unit follows it (件, 万余次, %, 个百分点 …), or if the words before it ask for
one (次数均为0). Years, dates, document numbers, articles, telephone numbers, addresses, ordinals, list marks,
names in quotation marks (“26个领域”, “一件事”) and hotline numbers are no figures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

Value = int | Decimal

_FULL_WIDTH = tuple(
    zip("０１２３４５６７８９％．＋－（）：；！？／～\u00a0\u3000", "0123456789%.+-():;!?/~  ", strict=True)
)
# longer units first: 件次 before 件
_UNIT = (
    "个百分点|个工作日|平方米|工作日|个小时|小时|分钟|个月|件次|条次|篇次|人次|场次|例次|户次|个次|批次|车次|万字|大类|课时|公里"
    "|件|条|篇|个|次|份|宗|项|期|人|场|家|名|则|起|例|幅|批|类|种|户|台|册|本|张|处|套|位|轮|集|部(?![分门委队])|笔|封|只|间|所|座|块"
    "|辆|组|支|道|门|天|倍|字|段|页|款|档|亩|节|分|句|首|枚|盏|周|对|株|吨|米|棵|栋|艘|元"
)
# What a word in Chinese figures may count: shorter, since 一, 三, 百 … stand in many words that count nothing.
_HAN_UNIT = (
    "个百分点|个工作日|工作日|个小时|小时|个月|件次|条次|篇次|人次|场次|批次|"
    "件|条|篇|个|次|份|宗|项|期|人|场|家|名|则|起|例|批|种|户|台|册|位|轮|部(?![分门委队])|封|天|倍|成|元"
)
_HAN = "零〇一二两三四五六七八九十百千万亿"
_MORE = "余|多|来|几"
_NUMBER = re.compile(
    rf"(?=[\d{_HAN}翻])(?:"
    # not figures: dates, times, telephone numbers, numbers with letters, hotlines
    r"(?P<skip>(?:19|20)\d\d\s*[-—–~～至]\s*(?:(?:19|20)?\d\d)\s*年|\d{1,4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
    r"|\d{1,2}\s*[-—–~～至]\s*\d{1,2}\s*[月日]|\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*日(?!均)|\d+\s*号"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}:\d\d(?::\d\d)?|\d{3,4}\s*[-—–]{1,2}\s*\d{6,8}"
    r"|\d+(?:[A-Za-z@_/][\w@./]*|(?:\.\d+){2,})|12345(?!\s*[件条个次])|[〇零一二三四五六七八九十]{1,4}(?:年|月|日))"
    r"|(?P<cent>(?:百分之|千分之)\s*(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百点]{1,12})(?P<centmore>余|多)?)"
    r"|(?P<part>(?P<below>[二两三四五六七八九十]{1,6}|\d{1,6})分之(?P<above>[一二两三四五六七八九十]{1,6}|\d{1,6}))"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s*%?\s*[-—–~～至到]\s*(?P<upto>\d+(?:\.\d+)?))?"
    rf"(?:\s*(?P<percent>%|‰)(?:\s*(?P<percentmore>{_MORE}))?"
    rf"|\s*(?P<power>[百千]?[万亿]|[百千])?\s*(?P<more>{_MORE})?\s*(?P<power2>[万亿])?\s*(?P<unit>{_UNIT})?)"
    rf"|(?<![{_HAN}])(?P<han>[{_HAN}]{{1,20}}+)(?:[、至到](?P<hanupto>[二两三四五六七八九十]{{1,4}}))?(?P<hanmore>{_MORE})?(?P<hanpower>[万亿])?"
    rf"(?P<hanunit>{_HAN_UNIT})"
    r"|翻(?P<doubled>[一两三四])番)"
)
_BEFORE = re.compile(
    r"(?:(?:[将接]|(?<![最附临邻新远亲靠]))近|(?:大|(?<![预节契签公违制合规誓立履条婚守]))约|超过?|逾|突破|至少"
    r"|不(?:少于|低于|高于|超过|足|到))\s*$"
)
_VAGUE = re.compile(r"(?:(?<![以网线之])上|(?<![人件总条次户个项份期场宗篇届])[数几])$")
_AFTER = re.compile(r"\s*(?:以上|以下|以内|左右|上下)")
_APPROX = {
    "将近": "近", "接近": "近", "近": "近", "大约": "约", "约": "约", "左右": "约", "上下": "约", "超过": "超", "突破": "超",
    "超": "超", "逾": "超", "不少于": "以上", "不低于": "以上", "至少": "以上", "以上": "以上", "上": "以上", "不足": "不足",
    "不到": "不足", "不高于": "以内", "不超过": "以内", "以下": "以内", "以内": "以内", "数": "数", "几": "数",
}  # fmt: skip
_NOT_FIGURES = (
    # names in quotation marks and titles; document numbers; articles and other ordinals; marks in brackets
    re.compile(r"《[^《》]{1,80}》|“[^“”]{0,14}”|‘[^‘’]{0,14}’|\"[^\"]{0,14}\"|「[^「」]{0,14}」"),
    re.compile(r"[〔\[【(［]\s*(?:19|20)\d\d\s*[〕\]】)］]\s*第?\s*[\d-]+\s*号?"),
    re.compile(rf"第\s*(?:[{_HAN}]+|\d+)(?:\s*(?:条|款|项))?"),
    re.compile(rf"\(\s*(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s*\)"),
    # telephone numbers and the like behind their names
    re.compile(
        r"(?:电话|传真|邮编|邮政编码|编码|代码|热线|号码|电邮|QQ|微信号|编号|备案号|标识码|索引号)[^，,。;\n\d]{0,10}"
        r"\d[\d\s—–-]{3,20}(?!\s*[\d件条个次人项份])"
    ),
)
# 1. or 2、 where a sentence begins; 1.3个 there is a mark and a count, 1.3万条 is a number
_MARK = re.compile(r"\d{1,2}\s*(?:[、．](?!\d+、)|\.(?!\d+\s*(?:%|[千万亿倍元分吨米]|个百分点|公里|平方米)))")
_ADDRESS = re.compile(r"https?:[\w./:?=&%#~-]+|www\.[\w./:?=&%#~-]+|[\w.-]+@[\w.-]+", re.ASCII)
_NAMES = re.compile(r"(?:试点|重点|大|个|项)*领域|清单|意识|自信|维护|确立|坚持|务必|规定")
_AFTER_CHENG = tuple("立为员果都效绩功熟本分长交套品")
_POINTS_BEFORE = tuple("每这那某另其周")
_ASKS = re.compile(r"(?:为|达到?|[是计共]|数量?|总量|[::])\s*$")
_ENDS = re.compile(r"\s*(?:[，,。;;、)\n]|$)")
_ONE_NEEDS = re.compile(
    r"(?:共|开展|召开|举办|举行|组织|收到|受理|新增|编发|发布|进行|完成|承办|印发|出台|制定|接到)了?$"
)
_SPREAD = re.compile(r"\s*[、和及]\s*\d[\d、和及\s]*?(?P<unit>" + _UNIT + ")")
_BLOT = "□"
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWER = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Number:
    """A number that counts something. `start` and `end` enclose it with its approximation and unit.

    `approx` is "" for an exact number, else one of 余 多 近 约 超 以上 以内 不足 数 成. `high` is the upper end of
    a range (3至5个). `place` is the weight of the last printed digit, 1 for 7800 and 1000 for 13.9万; `step` that of
    the last one that is not 0, 100 for 7800.
    """

    value: Value
    unit: str
    approx: str
    start: int
    end: int
    decimals: int = 0
    place: Value = 1
    step: Value = 1
    high: Value | None = None


def plain(text: str) -> str:
    """The text with half-width digits and signs; every character keeps its place."""
    for wide, narrow in _FULL_WIDTH:
        text = text.replace(wide, narrow)
    return text


def scan(text: str) -> Iterator[Number]:
    """Every number in a text (see `plain`) that counts something, from left to right."""
    shown = _without_names(text)
    for match in _NUMBER.finditer(shown):
        if not match["skip"] and (found := _understood(match, shown)) is not None:
            yield found


def han_value(written: str) -> int:
    """The value of a number in Chinese characters: 二十六, 一千零五, 两百, 百; 0 of nothing."""
    total = section = digit = 0
    for char in written:
        if char in _DIGIT:
            digit = digit * 10 + _DIGIT[char] if digit and not section else _DIGIT[char]
        elif (power := _POWER[char]) >= 10_000:
            total = (total + section + digit or 1) * power
            section = digit = 0
        else:
            section += (digit or 1) * power
            digit = 0
    return total + section + digit


def _without_names(text: str) -> str:
    """The text with all that looks like a number but is none blotted out; every character keeps its place."""
    for shape in _NOT_FIGURES:
        text = shape.sub(_blot, text)
    text = _MARK.sub(_blot_mark, text)
    return _ADDRESS.sub(_blot, text) if "ww" in text or "http" in text or "@" in text else text


def _blot(match: "re.Match[str]") -> str:
    return _BLOT * len(match[0])


def _blot_mark(match: "re.Match[str]") -> str:
    before = match.string[max(0, match.start() - 4) : match.start()].rstrip(" ")
    begins = before.endswith(("。", ";", ":", "!", "\n")) or (not before and match.start() < 4)
    return _blot(match) if begins else match[0]


def _understood(match: "re.Match[str]", text: str) -> Number | None:
    if match["digits"]:
        return _arabic(match, text)
    if match["han"]:
        return _chinese(match, text)
    if match["cent"]:
        return _per_cent(match, text)
    if match["part"]:
        return _fraction(match, text)
    times = 2 ** han_value(match["doubled"])
    return Number(times, "倍", "", match.start(), match.end())


def _arabic(match: "re.Match[str]", text: str) -> Number | None:
    before = text[max(0, match.start() - 1) : match.start()]
    if before and ((before.isascii() and before.isalpha()) or before in "./_@#=&"):
        return None
    unit, power = match["unit"] or "", (match["power"] or "") + (match["power2"] or "")
    if match["percent"]:
        unit = match["percent"]
    elif unit == "元" and power and power[-1] in "万亿":
        unit, power = f"{power[-1]}元", power[:-1]
    elif not unit:
        spread = _SPREAD.match(text, match.end())
        unit = spread["unit"] if spread and "分别" in text[max(0, match.start() - 40) : match.start()] else ""
        if not unit and not _stands_alone(match, text):
            return None
    if before == "-" and unit != "%":
        return None
    if unit in ("个", "大类", "项") and _NAMES.match(text, match.end()):
        return None
    return _made(match, text, unit, power)


def _stands_alone(match: "re.Match[str]", text: str) -> bool:
    """A bare number counts if the words ask for one: 次数均为0。 粉丝数达31万，"""
    if not _ENDS.match(text, match.end()):
        return False
    if match["power"] or match["power2"]:
        return True
    if re.fullmatch(r"(?:19|20)\d\d", match["digits"]) or match["upto"]:
        return False
    return _ASKS.search(text, max(0, match.start() - 6), match.start()) is not None


def _made(match: "re.Match[str]", text: str, unit: str, power: str) -> Number:
    times = 1
    for char in power:
        times *= _POWER[char]
    written = match["digits"].replace(",", "")
    whole, _, fraction = written.partition(".")
    value: Value = _exact(Decimal(written) * times) if fraction else int(whole) * times
    high = _exact(Decimal(match["upto"]) * times) if match["upto"] else None
    more = match["more"] or match["percentmore"] or ""
    printed = match.start() + len(match[0].rstrip())
    start, end, approx = _approximation(match.start(), printed, text, more)
    place: Value = _exact(Decimal(times).scaleb(-len(fraction))) if fraction else times
    step = _step(value, place)
    if text[start - 1 : start] == "-":
        start, value = start - 1, -value
    return Number(value, unit, approx, start, end, len(fraction), place, step, high)


def _step(value: Value, place: Value) -> Value:
    """The weight of the last digit that is not 0: 100 for 7800, 1000 for 13.9万."""
    while value and value % (place * 10) == 0:
        place *= 10
    return place


def _chinese(match: "re.Match[str]", text: str) -> Number | None:
    han, unit, end = match["han"], match["hanunit"], match.end()
    start, after, approx = _approximation(match.start(), end, text, match["hanmore"] or "")
    if han[0] in "十百千万" and (vague := _VAGUE.search(text, max(0, start - 2), start)):
        start, approx = vague.start(), _APPROX[vague[0]]
    if _is_word(match, text, approx):
        return None
    value = han_value(han + (match["hanpower"] or ""))
    if unit == "成":
        return None if value > 10 else Number(value * 10, "%", "成", start, after)
    high = han_value(match["hanupto"]) if match["hanupto"] else None
    if high is not None and value >= 10 and high < 10:
        high += value // 10 * 10
    return Number(value, unit, approx, start, after, step=_step(value, 1), high=high)


def _is_word(match: "re.Match[str]", text: str, approx: str) -> bool:
    """Whether a Chinese number is part of a word or a name, not a count: 统一个, 一次性, 三个清单, 千家万户."""
    han, unit, end = match["han"], match["hanunit"], match.end()
    before = text[max(0, match.start() - 3) : match.start()]
    if approx:
        return False
    if before.endswith(_POINTS_BEFORE) or before.endswith("条例") or _NAMES.match(text, end):
        return True
    if unit == "成" and (not before or text[end : end + 1] in _AFTER_CHENG):
        return True
    return han[0] in "百千万亿" or (han == "一" and _ONE_NEEDS.search(before) is None)


def _per_cent(match: "re.Match[str]", text: str) -> Number | None:
    whole, written = match["cent"][:1], match["cent"][3:].strip()
    if match["centmore"]:
        written = written[:-1]
    if written[0].isdigit():
        value = Decimal(written)
    elif "点" in written:
        head, _, tail = written.partition("点")
        value = Decimal(f"{han_value(head)}.{''.join(str(_DIGIT[char]) for char in tail if char in _DIGIT)}")
    else:
        value = Decimal(han_value(written))
    decimals = max(0, -int(value.as_tuple().exponent))
    start, end, approx = _approximation(match.start(), match.end(), text, match["centmore"] or "")
    return Number(_exact(value if whole == "百" else value / 10), "%", approx, start, end, decimals)


def _fraction(match: "re.Match[str]", text: str) -> Number | None:
    below, above = (
        int(part) if part.isdigit() else han_value(part) for part in (match["below"], match["above"])
    )
    if not below or not above or above > below:
        return None
    share = Decimal(above * 100) / below
    start, end, approx = _approximation(match.start(), match.end(), text, "")
    rounded = round(share, 2)
    return Number(_exact(rounded), "%", approx or ("" if rounded == share else "约"), start, end, step=10)


def _approximation(start: int, end: int, text: str, more: str) -> tuple[int, int, str]:
    """Where a number begins and ends with the words around it that make it approximate, and which they are."""
    approx = {"来": "多", "几": "多"}.get(more, more)
    if before := _BEFORE.search(text, max(0, start - 5), start):
        start = before.start()
        approx = _APPROX[before[0].strip()]
    elif after := _AFTER.match(text, end):
        end = after.end()
        approx = approx or _APPROX[after[0].strip()]
    return start, end, approx


def _exact(value: Decimal) -> Value:
    return int(value) if value == value.to_integral_value() else value.normalize()
