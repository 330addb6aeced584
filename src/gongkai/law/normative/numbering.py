"""How parts of a text are numbered: articles (第三条 as 三), and parts of texts without articles (一、 and 一、（二）).

依据：规章制定程序条例第七条，GB/T 9704-2012 7.3.3
"""

import re

_NUMERAL = "[零〇一二三四五六七八九十百千]{1,9}"
_PART = re.compile(rf"(?:(?P<top>{_NUMERAL})、)?\s*(?:[（(](?P<below>{_NUMERAL})[）)])?")
_BARE = re.compile(rf"(?P<top>{_NUMERAL})\s*[（(](?P<below>{_NUMERAL})[）)]")


def number_of(written: str) -> str:
    """A number as it is kept: 第三条 as 三, 第三条之一 as 三之一, 一、（二） and 一(二) as 一、（二）; anything else as it is written."""
    text = written.strip()
    found = _PART.fullmatch(text) or _BARE.fullmatch(text)
    if not text or found is None:
        article, _, also = text.removeprefix("第").removesuffix("条").partition("条之")
        return f"{article}之{also}" if also else article.strip()
    top = f"{found['top']}、" if found["top"] else ""
    return top + (f"（{found['below']}）" if found["below"] else "")


def called(number: str) -> str:
    """How a part is called: 第三条, 第三条之一; 一、（二） of a text without articles."""
    if is_part(number):
        return number
    article, between, also = number.partition("之")
    return f"第{article}条{between}{also}"


def is_part(number: str) -> bool:
    """Whether a number is that of a part of a text without articles."""
    return bool(number) and _PART.fullmatch(number) is not None


def within(number: str, above: str) -> bool:
    """Whether a part stands inside another one: 一、（二） inside 一、."""
    return above.endswith("、") and number != above and number.startswith(above)
