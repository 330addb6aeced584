"""What stands in the way of signing a letter: found before anybody signs, said in words that help."""

from collections.abc import Iterator
from unicodedata import category

from gongkai.documents.letters import filling, laying
from gongkai.documents.letters.templates import facts_of, label, template
from gongkai.documents.letters.written import Remark, Written
from gongkai.documents.paper.glyphs import without_glyph
from gongkai.documents.paper.measures import wide
from gongkai.documents.paper.titles import LINE, MOST_LINES
from gongkai.law.findings import Severity
from gongkai.law.remedies.notices import Remedy

LONGEST_ORGAN = 40
"""Characters of a name that still fits into one line in red and can be read."""
LONGEST_ADDRESSEE = 120
LONGEST_NUMBER = 26
_HARMLESS = "\r\n\t\u200b"
_REMEDIES = ("行政复议", "行政诉讼")
_BLANKS = (filling.BLANK, "〔行政复议机关名称〕", "〔人民法院名称〕")


def found(written: Written) -> Iterator[Remark]:
    """All remarks, those about facts first."""
    yield from _facts(written)
    yield from _names(written)
    yield from _body(written)
    yield from _characters(written)


def _facts(written: Written) -> Iterator[Remark]:
    if written.paragraphs:
        return
    kind = template(written.kind)
    gravity = Severity.WARNING if kind.sheet else Severity.ERROR  # forms are also filled in by hand
    taken = {place for part in kind.parts if written.free.get(part.free) for place in part.places}
    for fact in facts_of(written.kind):
        known = filling.told(written.facts.get(fact.id))
        if fact.needed and not known and fact.id not in taken:
            yield Remark(f"fact:{fact.id}", f"还没有填写“{fact.label}”，请补充后再送签。", gravity)
    if "organ_contact" in _sure(written) and not filling.Values(written, kind).known("organ_contact"):
        yield Remark(
            "letterhead:contact", "还没有本机关的联系方式，请在本机关设置中填写地址和电话。", gravity
        )
    if "by" in kind.places and not _cited(written):
        message = "这类文书没有可以直接引用的条款，请核对是否需要填写“" + label("law_and_article") + "”。"
        yield Remark("fact:law_and_article", message, Severity.WARNING)


def _sure(written: Written) -> set[str]:
    return {place for part in template(written.kind).parts if not part.where for place in part.places}


def _cited(written: Written) -> bool:
    return bool(filling.told(written.facts.get("law_and_article")) or filling.articles(written))


def _names(written: Written) -> Iterator[Remark]:
    """What is too long for its place, and who is missing."""
    if not written.letterhead.name.strip():
        yield Remark("letterhead:name", "还没有发文机关的名称，请在本机关设置中填写。")
    if wide(written.letterhead.name) > LONGEST_ORGAN:
        told = f"发文机关的名称超过{LONGEST_ORGAN}个字，一行排不下，请在本机关设置中改用规范化简称。"
        yield Remark("letterhead:name", told)
    if not written.addressee.strip() and not laying.is_sheet(written):
        yield Remark("addressee", "还没有收件人，请填写申请人姓名或者名称后再送签。")
    if wide(written.addressee) > LONGEST_ADDRESSEE:
        yield Remark("addressee", f"收件人超过{LONGEST_ADDRESSEE}个字，请核对是否把其他内容填到了这里。")
    if wide(laying.title(written)) > LINE * MOST_LINES:
        yield Remark("title", f"标题超过{LINE * MOST_LINES}个字，排版超过{MOST_LINES}行，请缩短标题。")
    if wide(written.number) > LONGEST_NUMBER:
        yield Remark("number", "文号过长，一行排不下，请核对机关代字。")


def _body(written: Written) -> Iterator[Remark]:
    text = laying.plain(written)
    for blank in _BLANKS[1 if not written.paragraphs else 0 :]:
        at = text.find(blank)
        if at >= 0 and not laying.is_sheet(written):
            said = text[at : at + 40].partition("〕")[0].split("\n")[0]
            yield Remark("body", f"正文里还有没有填写的地方：{said}〕。请填写后再送签。")
    if written.paragraphs and not any(part.strip() for part in written.paragraphs):
        yield Remark("body", "正文是空的，请填写后再送签。")
    owed = written.paragraphs and written.letter.remedy in (Remedy.CHOICE, Remedy.REVIEW_FIRST)
    if owed and not any(word in text for word in _REMEDIES):
        told = "正文里没有写明申请行政复议或者提起行政诉讼的途径和期限，请恢复救济告知段落。"
        yield Remark("fact:remedy_notice", told)


def _characters(written: Written) -> Iterator[Remark]:
    """Characters that nobody would see, and those that would be a box, by the typeface of their place."""
    whole = laying.title(written) + laying.plain(written) + written.addressee
    hidden = dict.fromkeys(each for each in whole if _hidden(each))
    if hidden:
        codes = "、".join([_code(each) for each in hidden][:10])
        told = f"文书里有看不见的控制字符（{codes}），多半是从别处复制来的。请删去，重新输入这一处后再送签。"
        yield Remark("hidden", told)
    for use, where, text in (
        ("title", "title", laying.title(written) + written.letterhead.name),
        ("text", "characters", laying.plain(written)),
    ):
        missed = [each for each in without_glyph(text, use) if each not in hidden]
        if missed:
            named = "、".join(f"“{each}”（{_code(each)}）" for each in missed[:10])
            told = f"本网站的字体里没有这些字：{named}。请核对用字，或者请管理员在服务器上安装含有这些字的字体后再送签。"
            yield Remark(where, told)


def _hidden(character: str) -> bool:
    """Controls, and marks that turn the order of what is read: what is signed would not be what is seen."""
    return category(character) in {"Cc", "Cf"} and character not in _HARMLESS


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
