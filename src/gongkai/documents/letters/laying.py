"""A letter as one list of pieces, and as the paper, the text and the digest that follow from it.   依据：GB/T 9704—2012 第7章、第10章"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from gongkai.documents.letters.filling import Values, body
from gongkai.documents.letters.templates import Sheet, template
from gongkai.documents.letters.written import Form, Written
from gongkai.documents.paper.codes import picture
from gongkai.documents.paper.measures import wide
from gongkai.documents.paper.pieces import Figure, Grid, Line, Look, Paper, Piece, Slot
from gongkai.documents.rich_text.blocks import Run
from gongkai.law.outcomes.letters import letter
from gongkai.law.wording import day

NO_DATE = "　　　　年　　月　　日"
"""Where the date of a draft will stand."""
LONGEST_NAME = 24
"""Characters of the organ's name beside its seal; longer ones take two lines."""
WITHHELD = "所提供的政府信息中，下列内容不予公开："
AFTER_DATE = 4
OBJECTION = "如对本"
"""How the paragraph about review and suit begins."""
LONGEST_KEPT = 280
"""Characters of a last paragraph that is kept whole on the page of the signature."""
VERIFY = "扫描二维码或者访问下列网址，可以核验本文书："

REPLY = "reply"
"""The picture of the QR code by which whoever is asked answers."""
_SCALE = 2  # pixels of each module: some 2 cm on paper

_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、"), Look.FIRST),
    (re.compile(r"（[一二三四五六七八九十]{1,3}）"), Look.SECOND),
)
_STOPS = re.compile("[。；：，]")


def laid(written: Written) -> tuple[Piece, ...]:
    """All pieces below the title."""
    kind = template(written.kind)
    if kind.sheet is not None and not written.paragraphs:
        return tuple(_sheet(written, kind.sheet))
    said: tuple[Piece, ...] = (*_head(written), *_body(written), *_reply(written))
    return (*said, *_end(written), *_annex(written), *_copies(written))


def title(written: Written) -> str:
    """What it was given, or the law's name of the kind without what stands in brackets, which is for lists."""
    return written.title.strip() or re.sub("（.*?）", "", letter(written.kind).name)


def is_sheet(written: Written) -> bool:
    """Whether it is a form with rows, which has no head, no addressee and no signature of the organ."""
    return template(written.kind).sheet is not None and not written.paragraphs


def paper(written: Written, made_at: datetime) -> Paper:
    """The letter on paper."""
    sheet = is_sheet(written)
    return Paper(
        title=title(written),
        pieces=laid(written),
        made_at=made_at,
        issuer="" if sheet or written.letterhead.form is Form.PLAIN else written.letterhead.name,
        document_no="" if sheet else written.number,
        footer=(VERIFY, written.verify) if written.verify else (),
        code=written.verify,
        form=Form.PLAIN if sheet else written.letterhead.form,
        pictures={REPLY: picture(written.reply, scale=_SCALE)} if written.reply else {},
        kept=True,
        fonts=written.letterhead.fonts,
    )


def plain(written: Written) -> str:
    """The text, head and all."""
    sheet = is_sheet(written)
    head = () if sheet else (_issuer(written), written.number)
    lines = [*filter(None, head), title(written).replace("\n", "")]
    return "\n".join([*lines, *(text for piece in laid(written) for text in lines_of(piece))])


def lines_of(piece: Piece) -> Iterator[str]:
    """The text of a piece: a line, or one for each row of a table with tabs between its cells."""
    if isinstance(piece, Line):
        yield piece.text
    elif isinstance(piece, Grid):
        for row in range(piece.rows):
            cells = [slot for slot in piece.slots if slot.row == row]
            yield "\t".join("\n".join(line.text for line in slot.lines) for slot in cells)


def digest(written: Written) -> str:
    """What is signed: all of the text but what comes on afterwards."""
    unsigned = replace(written, number="", on=None, law_day=written.on or written.law_day, verify="")
    return sha256(plain(unsigned).encode()).hexdigest()


def _issuer(written: Written) -> str:
    return "" if written.letterhead.form is Form.PLAIN else written.letterhead.name


def _line(look: Look, text: str, **more: bool | float) -> Line:
    return replace(Line(look, (Run(text),) if text else ()), **more)  # type: ignore[arg-type]  # by name


def _head(written: Written) -> Iterator[Line]:
    if written.addressee.strip():
        yield _line(Look.FLUSH, f"{written.addressee.strip().rstrip('：:')}：")


def paragraphs(written: Written) -> list[str]:
    """The body, each paragraph a text; what was withheld stands before the paragraph about review and suit."""
    texts = [*body(written)]
    locked = [place for place, text in enumerate(texts) if text.startswith(OBJECTION)]
    at = locked[-1] if locked else len(texts)
    texts[at:at] = _withheld(written)
    return [part.strip() for text in texts for part in text.split("\n") if part.strip()]


def _body(written: Written) -> Iterator[Line]:
    texts = paragraphs(written)
    last = len(texts) - 1
    for place, text in enumerate(texts):
        yield _line(_level(text), text, with_next=place == last and wide(text) < LONGEST_KEPT)


def _reply(written: Written) -> Iterator[Figure]:
    """The QR code by which one answers, on the page of the signature."""
    if written.reply:
        yield Figure(REPLY, f"二维码：{written.reply}", with_next=True)


def _level(text: str) -> Look:
    """Headings by their numbers; a paragraph that goes on after its number is none."""
    found = next((look for begin, look in _LEVELS if begin.match(text)), Look.TEXT)
    return found if not _STOPS.search(text) and wide(text) <= 40 else Look.TEXT


def _withheld(written: Written) -> Iterator[str]:
    if not written.withheld:
        return
    yield WITHHELD
    last = len(written.withheld)
    for number, each in enumerate(written.withheld, 1):
        because = f"，理由：{each.reason.strip().rstrip('。；')}" if each.reason.strip() else ""
        yield f"{number}.{each.where}：{each.what}（依据：{each.ground}{because}）{'。' if number == last else '；'}"


def _attached(written: Written) -> tuple[str, ...]:
    annex = template(written.kind).annex if not written.paragraphs else ""
    return (*([letter(annex).name] if annex else []), *written.attachments)


def _end(written: Written) -> Iterator[Line]:
    """附件说明, then who signs over the middle of the date."""
    yield from attachment_note(written)
    yield from _signature(written)


def attachment_note(written: Written) -> Iterator[Line]:
    """附件说明: the names of what is attached, numbered where there are several."""
    names = _attached(written)
    for place, name in enumerate(names):
        number = f"{place + 1}." if len(names) > 1 else ""
        if place == 0:
            yield _line(Look.TEXT, f"附件：{number}{name}", apart=1, with_next=True)
        else:
            yield _line(Look.TEXT, f"{number}{name}", left=3, with_next=True)


def _signature(written: Written) -> Iterator[Line]:
    on = day(written.on) if written.on else NO_DATE
    names = _halves(written.letterhead.name)
    widest = max(map(wide, names))
    keep = max(AFTER_DATE + (wide(on) - widest) / 2, 2 if widest < LONGEST_NAME else 0)
    for place, name in enumerate(names):
        over = keep + (widest - wide(name)) / 2
        yield _line(Look.RIGHT, name, right=over, apart=2 if place == 0 else 0, with_next=True)
    yield _line(Look.RIGHT, on, right=keep + (widest - wide(on)) / 2, seal=written.seal)


def _halves(name: str) -> tuple[str, ...]:
    """A name in one line, or in two of about the same length."""
    if wide(name) <= LONGEST_NAME:
        return (name,)
    half = (len(name) + 1) // 2
    return name[:half], name[half:]


def _annex(written: Written) -> Iterator[Piece]:
    kind = "" if written.paragraphs else template(written.kind).annex
    sheet = template(kind).sheet if kind else None
    if sheet is None:
        return
    several = len(_attached(written)) > 1
    yield _line(Look.MARK, "附件1" if several else "附件", new_page=True)
    yield _line(Look.TITLE, letter(kind).name, apart=1)  # 7.3.7: 第三行
    yield from _sheet(replace(written, kind=kind), sheet, apart=1)


def _copies(written: Written) -> Iterator[Line]:
    if written.copies_to:
        yield _line(Look.COPIES, f"抄送：{'，'.join(written.copies_to)}。")


def _sheet(written: Written, sheet: Sheet, apart: int = 0) -> Iterator[Piece]:
    values = Values(written, template(written.kind), bare=True)
    if sheet.above:
        yield _line(Look.FLUSH, values.filled(sheet.above), apart=apart)
    yield Grid(tuple(_slots(values, sheet)), len(sheet.rows), sheet.widths, roomy=True)
    if sheet.below:
        yield _line(Look.SMALL, values.filled(sheet.below))


def _slots(values: Values, sheet: Sheet) -> Iterator[Slot]:
    for row, cells in enumerate(sheet.rows):
        for column, text in enumerate(cells):
            last = column == len(cells) - 1
            columns = len(sheet.widths) - column if last else 1
            lines = tuple(_cell(values.filled(text)))
            yield Slot(row, column, 1, columns, column % 2 == 0, "", lines)


def _cell(text: str) -> Iterable[Line]:
    return (_line(Look.FLUSH, part) for part in text.split("\n"))
