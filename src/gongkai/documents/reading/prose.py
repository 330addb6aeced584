"""Lines become paragraphs: broken lines are joined, and what is not prose is left out."""

import re
from collections.abc import Iterable, Iterator

from gongkai.documents.reading.blocks import Line
from gongkai.documents.reading.lines import is_page_number, split
from gongkai.law.report.content import Paragraph

_ENDED = re.compile(r"[。！？；：:;!?…]['\"”’』」）)】]*\s*$")
_BEGINS = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]+[，、,]"
    r"|\d{1,2}[、.．](?!\d)|[一二三四五六七八九十]是|[①-⑳]|附件|注[:：])"
)
_SUBHEADING = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．])[^。；，]{2,30}$")
_NOISE = re.compile(
    r"\s*(?:[\w\-]+\.(?:jpe?g|png|gif|bmp|docx?|pdf|xlsx?|wps)"
    r"|(?:分享|分享到|打印|打印本页|打印正文|关闭|关闭窗口|收藏|扫一扫.*|返回顶部|字体|字号|大|中|小|微信|微博|上一[篇条].*|下一[篇条].*)[:：]?"
    r"|[【\[](?:打印|关闭|字体|收藏|推荐|返回).{0,12}[】\]]?"
    r"|(?:网站标识码|[^。]{0,4}ICP备|.?公网安备|版权所有|主办单位|承办单位|网站地图|技术支持|Copyright).*"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数)?[:：]?\s*\d*\s*次?)\s*",
    re.IGNORECASE,
)
_META = re.compile(
    r"\s*(?:来源|信息来源|发布时间|发布日期|公开日期|公布时间|发布机构|发布单位|发文机关|索引号|索\s*引\s*号|成文日期|文号|文\s*号|发文字号|主题分类|体裁|作者|责任编辑|编辑|浏览次数|字体|【字体|名\s*称|分\s*类|有效性|关键词|主题词|信息名称|公开范围|公开方式)\s*[:：】|]"
)


def is_noise(text: str) -> bool:
    """Whether a line is page furniture: a page number, an image name, buttons, the site's footer."""
    return not split(text) or is_page_number(text) or _NOISE.fullmatch(text) is not None


def is_meta(text: str) -> bool:
    """Whether a line above the text describes the page: source, date, index number."""
    return _META.match(text) is not None


def paragraphs(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """Join lines that a page or a column broke in mid sentence."""
    text, where = "", ""
    last = ""
    for line in lines:
        if is_noise(line.text):
            continue
        piece = line.text.strip()
        if text and _goes_on(last, piece):
            text += _glue(text, piece)
        else:
            if text:
                yield Paragraph(text, where)
            text, where = piece, line.where
        last = line.text
    if text:
        yield Paragraph(text, where)


def _goes_on(before: str, piece: str) -> bool:
    if _ENDED.search(before) or _BEGINS.match(piece) or _SUBHEADING.fullmatch(before):
        return False
    return len(before.strip()) >= 18


def _glue(text: str, piece: str) -> str:
    both_ascii = text[-1:].isascii() and piece[:1].isascii() and text[-1:].isalpha() and piece[:1].isalpha()
    return f" {piece}" if both_ascii else piece
