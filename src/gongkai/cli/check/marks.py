"""Findings about what the footer says of the one who runs the site: what is missing, and what is written otherwise than it is given out.

Which marks belong on every page: 政府网站发展指引 (国办发〔2017〕47号) and 国办函〔2018〕55号. How numbers are written, and where they
lead, is taken from sites that carry them.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.cli.check.finding import Finding, error, hint, warning

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘陇青宁新"
CODE = re.compile(r"(?:\d{2}|bm)\d{8}")
ICP = re.compile(rf"[{PROVINCES}]ICP[备证]\d{{6,10}}号(?:-\d{{1,3}})?")
POLICE = re.compile(rf"[{PROVINCES}]公网安备 ?\d{{11,14}}号")
WANTED = {
    "SITE_OWNER": "主办单位",
    "SITE_CONTACT": "联系方式",
    "SITE_CODE": "网站标识码",
    "SITE_ICP": "ICP备案号",
    "SITE_POLICE": "公安备案号",
    "SITE_ERRORS": "“我为政府网站找错”入口",
}
"""Settings, and what the footer is without while they are empty."""
PARTY_MARK, ELDERS_MARK = "党政机关", ("适老", "无障碍")


def marks() -> Iterator[Finding]:
    """Nothing is shown that is not given; here it is said."""
    yield from _missing()
    yield from _numbers()
    yield from _badges()


def _missing() -> Iterator[Finding]:
    """The footer of the portal around may have it all: then it is for a person to look."""
    missing = [(name, what) for name, what in WANTED.items() if not getattr(settings, name)]
    words = [badge.partition("|")[0] for badge in settings.SITE_BADGES]
    if not any(PARTY_MARK in each for each in words):
        missing.append(("SITE_BADGES", "党政机关网站标识"))
    say = hint if settings.SITE_FOOTER else warning
    if missing:
        names = "、".join(f"GONGKAI_{name}" for name, _ in missing)
        unless = "门户网站的页脚已经有的，不用重复；" if settings.SITE_FOOTER else ""
        yield say(
            "P01", f"页脚没有{'、'.join(what for _, what in missing)}。", f"{unless}没有的，请设置 {names}。"
        )
    if not any(mark in each for each in words for mark in ELDERS_MARK):
        yield hint(
            "P02", "页脚没有适老化、无障碍标识。", "通过评测、取得标识以后，把图片加到 GONGKAI_SITE_BADGES。"
        )


def _numbers() -> Iterator[Finding]:
    if settings.SITE_CODE and not CODE.fullmatch(settings.SITE_CODE):
        yield warning(
            "P03",
            f"网站标识码“{settings.SITE_CODE}”不是10位。",
            "按全国政府网站信息报送系统给出的标识码核对。",
        )
    filings = (
        ("ICP备案号", "SITE_ICP", ICP, "工业和信息化部备案系统（beian.miit.gov.cn）"),
        ("公安备案号", "SITE_POLICE", POLICE, "公安机关备案平台（beian.mps.gov.cn）"),
    )
    for what, name, written, where in filings:
        words, _, link = (part.strip() for part in getattr(settings, name).partition("|"))
        if words and not written.fullmatch(words):
            yield warning("P04", f"{what}“{words}”的写法不对。", f"按备案时给出的号码核对 GONGKAI_{name}。")
        if words and not link:
            yield warning(
                "P05", f"{what}没有链接。", f"在 GONGKAI_{name} 的号码后面加“|网址”，链接到{where}。"
            )
        yield from _address(what, name, link)
    yield from _address("找错入口", "SITE_ERRORS", settings.SITE_ERRORS)


def _badges() -> Iterator[Finding]:
    for given in settings.SITE_BADGES:
        words, picture, link = [*(part.strip() for part in given.split("|")), "", ""][:3]
        if not words:
            yield error(
                "P07",
                f"标识“{given}”没有文字，读屏软件读不出。",
                "写成“文字|图片|网址”（GONGKAI_SITE_BADGES）。",
            )
        if not picture.startswith("/") or picture.startswith("//"):
            yield error(
                "P08",
                f"标识“{words}”的图片不在本站，浏览器不会显示。",
                "把图片放在本站，路径以 / 开头（GONGKAI_SITE_BADGES）。",
            )
        if PARTY_MARK in words and not link:
            yield warning(
                "P05",
                f"标识“{words}”没有链接。",
                "在图片后面加“|网址”，链接到核验页面（GONGKAI_SITE_BADGES）。",
            )
        yield from _address(f"标识“{words}”", "SITE_BADGES", link)


def _address(what: str, name: str, link: str) -> Iterator[Finding]:
    told = urlsplit(link)
    if link and (told.scheme not in {"http", "https"} or not told.hostname):
        yield error(
            "P06", f"{what}的网址“{link}”打不开。", f"写完整的网址，以 https:// 开头（GONGKAI_{name}）。"
        )
