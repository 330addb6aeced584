"""Regions named among countries: 港澳台 belong to China."""

import re
from collections.abc import Iterator

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.law.findings import Severity

_AMONG_COUNTRIES = re.compile(
    r"(?:香港|澳门|台湾|港澳台|港澳|港台)(?:[^，。；！？\n]{0,16})等(?:\d+|[一二三四五六七八九十]+|多|几)?个?国家?"
    r"(?![和与或及、（(]{1,2}地区|内|务|际|家(?:[和与或及、（(]{1,2}地区)|家[级标重])"
)


def check_regions(passage: Passage) -> Iterator[Remark]:
    """香港、日本等国家: a region must not be counted among countries."""
    for match in _AMONG_COUNTRIES.finditer(passage.text):
        yield passage.remark(
            "W004",
            Severity.ERROR,
            match.span(),
            "香港、澳门、台湾是中国的地区，与外国并列时应写“国家和地区”。",
            match[0].removesuffix("国家").removesuffix("国") + "国家和地区",
        )
