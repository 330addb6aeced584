"""The page of official documents, and the typefaces that are asked for, the right one first.   依据：GB/T 9704—2012 第5章、第7章

The machine prints with the first of each list that is installed. None of the first ones is ours to give away.
"""

from collections.abc import Mapping
from unicodedata import east_asian_width

PAGE = (210.0, 297.0)  # mm
TOP, LEFT = 37.0, 28.0  # mm
TEXT = (156.0, 225.0)  # mm
RIGHT, BOTTOM = PAGE[0] - LEFT - TEXT[0], PAGE[1] - TOP - TEXT[1]
SIZE = 16.0  # points: 三号
TITLE_SIZE = 22.0  # 二号
ISSUER_SIZE = 36.0  # at most; as wide as the page allows
NUMBER_SIZE = 14.0  # 四号
NUMBER_BELOW = 7.0  # mm from the text to the number of the page
NUMBER_IN = 14.0  # points from the edge to the number
CODE_SIDE = 17.0  # mm
LETTER_TOP = 30.0  # mm from the edge of the page to the name, 信函格式
LETTER_CODE_SIDE = 12.0  # mm: above the lower red lines
LETTER_NUMBER_BELOW = 0.5  # mm from the text to the foot
LINES_WIDE = 170.0  # mm: the red lines of 信函格式
LINES_BELOW_NAME = 4.0  # mm
LINES_ABOVE_EDGE = 20.0  # mm
HEAD_DOWN = 35.0  # mm from the text area to the name, 红头
SEAL = 38.0  # mm across
TABLE_SIZES = ((6, 12.0), (10, 10.5), (200, 8.0))  # up to so many columns
SMALL_SIZE = 7.5
PITCH = 28.95  # points from line to line: 22 lines on a page
TIGHTEST = (
    24.5  # at least, where the seal and the date would stand on a page of their own otherwise: 26 lines
)
TRACKING = -0.22  # points between characters: 28 of them in a line
RED = "#d7000f"

FACES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *(
            "FangSong_GB2312",
            "仿宋_GB2312",
            "FangSong",
            "仿宋",
            "STFangsong",
            "FandolFang R",
            "Zhuque Fangsong",
        ),
        *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"),
    ),
    "title": (
        *("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"),
        *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"),
    ),
    "first": ("SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC"),
    "second": (
        *("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "LXGW WenKai", "FandolKai"),
        *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"),
    ),
    "number": ("SimSun", "宋体", "STSong", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"),
}
NAMED = {
    "text": "仿宋_GB2312",
    "title": "方正小标宋简体",
    "first": "黑体",
    "second": "楷体_GB2312",
    "number": "宋体",
}
"""What a Word file asks for: the machine that opens it has them or puts its own in their place."""


def wide(text: str) -> float:
    """How many characters wide a text is: Latin letters and digits take half of one."""
    return sum(1 if east_asian_width(letter) in "WFA" else 0.5 for letter in text)


def issuer_size(issuer: str) -> float:
    """Points in which a name in red fits into one line."""
    return min(ISSUER_SIZE, TEXT[0] / 25.4 * 72 / max(wide(issuer), 1) * 0.98)


def table_size(columns: int) -> float:
    """Points of the text in a table with so many columns."""
    return next((size for most, size in TABLE_SIZES if columns <= most), TABLE_SIZES[-1][1])
