"""Characters that are not what they look like: traditional forms, radicals, compatibility forms, invisible ones."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.documents.reading.words import simplify
from gongkai.law.findings import Severity

# Outside of what ordinary text is made of: everything else is looked at one by one.
_UNUSUAL = re.compile(
    r"[^\t\n\r -~、。《》〈〉「」『』【】〔〕〇“”‘’…—·×℃㎡，；：！？（）％～￥／．\u4e00-\u9fff]"
)
_RADICALS = {
    "⺁": "厂", "⺅": "亻",
    "⺠": "民", "⺟": "母", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门",
    "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟",
    "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟", "⺎": "兀", "⺒": "巳", "⺮": "竹", "⺼": "月", "⻊": "足",
}  # fmt: skip
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u2060\ufeff") | {chr(code) for code in range(0x200B, 0x2010)}
_INVISIBLE |= {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
# Characters that simplified text has too, whatever else a converter does with them: 乾坤, 瞭望, 著名, 宫商角徵羽, 於潜.
_BOTH = frozenset("乾瞭著徵於藉麽夥甯昇锺堃喆镕覆餘剋摺")
_MANY = 40  # different traditional characters: the text as a whole is meant to be so


def check_characters(passage: Passage) -> Iterator[Remark]:
    """Radicals, compatibility forms, invisible and private characters; then traditional characters."""
    for match in _UNUSUAL.finditer(passage.text):
        found = _not_a_character(match[0])
        if found:
            message, fix = found
            yield passage.remark("W008", Severity.WARNING, match.span(), message, fix)
    yield from _traditional(passage)


def _not_a_character(character: str) -> tuple[str, str | None] | None:
    """What is wrong with a character, and what to write; None if nothing is."""
    code = ord(character)
    if character in _INVISIBLE:
        return f"有看不见的字符（U+{code:04X}），请删去。", ""
    if character == "\N{REPLACEMENT CHARACTER}":
        return "有乱码，请对照原件补上。", None
    if 0xE000 <= code <= 0xF8FF or 0xF0000 <= code:
        return "是自造字，别的电脑上显示不出来，请换成标准汉字。", None
    if unicodedata.category(character) == "Cc":
        return f"有控制字符（U+{code:04X}），请删去。", ""
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        usual = _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
        if usual != character:
            return f"是部首或者兼容字形（U+{code:04X}），检索不到，请改为“{usual}”。", usual
    return None


def _traditional(passage: Passage) -> Iterator[Remark]:
    found = {character: usual for character in set(passage.text) if (usual := _simplified(character))}
    if not found:
        return
    shape = re.compile("[" + "".join(map(re.escape, found)) + "]")
    if len(found) > _MANY:
        first = shape.search(passage.text)
        if first:
            message = f"正文有 {len(found)} 种繁体字，像是繁体文本；公文应当使用规范汉字。"
            yield passage.remark("W007", Severity.WARNING, first.span(), message)
        return
    for match in shape.finditer(passage.text):
        message = f"“{match[0]}”是繁体字或者异体字，请改用规范汉字；人名、地名确需使用的，可以保留。"
        yield passage.remark("W007", Severity.WARNING, match.span(), message, found[match[0]])


def _simplified(character: str) -> str:
    """The simplified form of a traditional character; "" for every other character."""
    return _table().get(character, "") if "\u3400" <= character <= "\u9fff" else ""


@cache
def _table() -> dict[str, str]:
    """Every traditional character of the basic block; one call of the converter for all of them."""
    characters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    usual = simplify("\n".join(characters)).split("\n")
    return {
        character: other
        for character, other in zip(characters, usual, strict=True)
        if other != character and character not in _BOTH
    }
