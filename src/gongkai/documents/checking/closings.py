"""Marks of secrecy, the note on openness, signature and date, and what was never filled in."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.documents.checking.written_dates import written_dates
from gongkai.law.duties.attribute import Attribute
from gongkai.law.findings import Severity
from gongkai.law.wording import day as in_words

_SECRET = re.compile(
    r"(?:绝密|机密|秘密)\s*★[^\n，。]{0,12}"
    r"|^[ \t\u3000]*(?:绝密|机密|秘密|工作秘密|内部资料|内部文件|内部材料|内部使用|内部参阅)(?:\s*\d+年)?[ \t\u3000]*$"
    r"|密\s*级\s*[：:]\s*(?:绝密|机密|秘密|内部)"
    r"|[（(]?此件不(?:予)?公开[）)]?|[（(]不予公开[）)]"
    r"|内部(?:资料|文件|材料|使用)[，,、；;：:\s]*(?:请?(?:勿|不得|不要)|注意(?:保存|保密)|妥善保管|严禁|禁止|不得)[^\n。]{0,10}",
    re.MULTILINE,
)
_NOTE = re.compile(
    r"^[ \t\u3000]*[（(](?P<said>此件[^（）()\n]{0,20}公开[^（）()\n]{0,10}|主动公开|依申请公开|公开属性[：:][^（）()\n]{2,10})[）)]",
    re.MULTILINE,
)
_BLANK = re.compile(
    r"(?:[×Xx＊*]{2,}|[ＸX]X+)(?=[年月日号省市县区乡镇村局办元万人份]|〔|公司)|〔\s*〕|〔20[XＸ×x]{2}〕|20[XＸ×x]{2}年"
    r"|[（(](?:待定|待补充|待核实|此处填写[^）)\n]*)[）)]|此处填写|请在此处?(?:填写|输入)|单击或点击此处输入"
)
_TAIL = 14  # paragraphs: signature and date stand here, before the attachments in the text
_SEAL = re.compile(r"[（(](?:印章|公章|盖章|代章)[）)]")
_ORGAN = re.compile(r"[\u4e00-\u9fff（）、\s]{4,40}")


def check_marks(passage: Passage) -> Iterator[Remark]:
    """Marks of secrecy and of internal use, which no public text may carry."""
    for match in _SECRET.finditer(passage.text):
        start = match.end() - len(match[0].lstrip())
        message = (
            "带有密级、内部资料或者不公开的标志，不能公开。请核对是否误传；已经解密、可以公开的，请删去标志。"
        )
        yield passage.remark("T008", Severity.ERROR, (start, match.end()), message)


def check_note(passage: Passage, attribute: Attribute | None) -> Iterator[Remark]:
    """The note in brackets against the attribute that was chosen."""
    if attribute is None:
        return
    for match in _NOTE.finditer(passage.text):
        said = _attribute(match["said"])
        if said is not None and said is not attribute:
            message = f"附注写的是“{match['said']}”，公开属性填的是“{attribute.label}”，请核对。"
            yield passage.remark("T009", Severity.ERROR, match.span("said"), message)


def _attribute(said: str) -> Attribute | None:
    if "不" in said:
        return Attribute.NOT_OPEN
    if "依申请" in said:
        return Attribute.ON_REQUEST
    return Attribute.PROACTIVE if re.search("主动公开|公开发布|[：:]公开|全文公开|删减后公开", said) else None


def check_blanks(passage: Passage) -> Iterator[Remark]:
    """Words of a form or a draft that were never replaced."""
    for match in _BLANK.finditer(passage.text):
        message = "像是没有填完的内容，请补上。为保护个人信息而隐去的，可以保留。"
        yield passage.remark("T016", Severity.WARNING, match.span(), message)


def check_body(passage: Passage, html: str) -> Iterator[Remark]:
    """An empty body, or one that is nothing but pictures."""
    letters = len("".join(passage.text.split()))
    if "<img" in html.lower() and letters < 20:
        message = "正文只有图片，不能检索、复制，视障人士也无法阅读。请写成文字，图片作为附件。"
        yield passage.remark("T011", Severity.ERROR, (0, 0), message)
    elif not letters:
        yield passage.remark("T010", Severity.ERROR, (0, 0), "没有正文，请填写。")


def check_signature(passage: Passage, written_on: date | None, issuing_body: str) -> Iterator[Remark]:
    """The last date that stands alone on its line, and the organ above it."""
    for place in range(len(passage.paragraphs) - 1, max(-1, len(passage.paragraphs) - 1 - _TAIL), -1):
        start, line = passage.paragraphs[place]
        if (signed := _date_line(line)) is None:
            continue
        if written_on is not None and signed != written_on:
            message = f"落款日期是{in_words(signed)}，成文日期填的是{in_words(written_on)}，请核对。"
            yield passage.remark(
                "T013", Severity.WARNING, (start, start + len(line)), message, in_words(written_on)
            )
        yield from _organ(passage, place, issuing_body)
        return


def _date_line(line: str) -> date | None:
    bare = _SEAL.sub("", "".join(line.split()))
    found = list(written_dates(bare))
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(bare)):
        return found[0].on
    return None


def _organ(passage: Passage, place: int, issuing_body: str) -> Iterator[Remark]:
    if not place or not issuing_body:
        return
    start, line = passage.paragraphs[place - 1]
    signed = "".join(_SEAL.sub("", line).split())
    filled = "".join(issuing_body.split())
    if not _ORGAN.fullmatch(signed) or signed in filled or filled in signed:
        return
    message = f"落款机关是“{signed}”，发文机关填的是“{issuing_body}”，请核对。"
    yield passage.remark("T014", Severity.WARNING, (start, start + len(line)), message, issuing_body)
