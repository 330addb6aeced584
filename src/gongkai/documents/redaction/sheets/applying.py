"""A PDF without what is marked: page by page anew, proved; a page that cannot be proved becomes a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.marks import Box, Mark, Place, Redacted, Report, Words
from gongkai.documents.redaction.sheets import bitmaps, cleared, notes, seeing, tokens
from gongkai.documents.redaction.sheets.area import Area, Origins, Tally, hidden_content
from gongkai.documents.redaction.sheets.files import Writer
from gongkai.documents.redaction.sheets.finding import on_sheet, plain
from gongkai.documents.redaction.sheets.fonts import Font
from gongkai.documents.redaction.sheets.geometry import IDENTITY, Rect, common, to_user
from gongkai.documents.redaction.sheets.labels import Labels, drawn, overlay
from gongkai.documents.redaction.sheets.likeness import unlike
from gongkai.documents.redaction.sheets.objects import BROKEN, Unsure, content, entry, fresh
from gongkai.documents.redaction.sheets.pictures import Blacking
from gongkai.documents.redaction.sheets.proving import Secret, marked, secrets, unproved
from gongkai.documents.redaction.sheets.pruning import prune
from gongkai.documents.redaction.sheets.rewriting import Rewriter
from gongkai.documents.redaction.sheets.seeing import Sheet, opened, sheet
from gongkai.documents.redaction.sheets.writing import State

DPI = 200
MOST_PIXELS = 30_000_000
MARKS = 5_000

NOTHING = "没有标记要遮盖的内容。请先在页面上选定，再遮盖。"
OUTSIDE = "有标记在页面之外。请刷新页面，重新标记。"
TOO_MANY = f"标记超过 {MARKS} 处，不能一次遮盖。请把整页不公开的页面另行抽出后再试。"
NOT_FOUND = "要遮盖的文字在文件里没有找到。扫描件上的文字，请用方框遮盖。"
NOT_PROVED = "没有办法证明遮盖的内容已经清除，所以没有生成文件。请把文件打印后扫描，再用扫描件遮盖。"
UNPRUNED = "文件里有的字体不能精简，仔细查看字体可能推测出用过哪些字。内容敏感的，请选择把页面转为图片。"
UNREADABLE = seeing.BROKEN


@dataclass(slots=True)
class Made:
    """A page ready to be written: its entries, and what each of its marks took."""

    said: dict[str, Any]
    tallies: list[Tally]
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Output:
    """The pages, the file, its parts in the clear, and how many fonts may still tell what was written with them."""

    pages: list[Made]
    file: bytes
    parts: list[bytes]
    unpruned: int


@dataclass(slots=True)
class Job:
    """One file: what was read of it, and the boxes of each page."""

    data: bytes
    reader: PdfReader
    sheets: list[Sheet]
    marks: list[Mark]
    labels: Labels
    title: str = ""
    boxes: dict[int, list[Mark]] = field(default_factory=dict)
    rects: dict[int, list[Rect]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mark in self.marks:
            page = self.sheets[mark.page]
            self.boxes.setdefault(mark.page, []).append(mark)
            self.rects.setdefault(mark.page, []).append(to_user(mark.box, page.crop, page.turn))


def redacted(
    data: bytes, marks: Sequence[Mark], words: Sequence[Words], *, raster: bool, title: str = ""
) -> Redacted:
    """The new file and what was done; a title that says something withheld is left out. Raises Unreadable."""
    try:
        return _redacted(data, marks, words, raster=raster, title=title)
    except (*BROKEN, RecursionError, Unsure) as problem:
        raise Unreadable(UNREADABLE) from problem


def _redacted(
    data: bytes, marks: Sequence[Mark], words: Sequence[Words], *, raster: bool, title: str
) -> Redacted:
    with opened(data) as document:
        sheets = [sheet(document, at) for at in range(len(document))]
    reader = _reader(data, len(sheets))
    cleared.refuse_dynamic(reader.trailer.get("/Root"))
    chosen, unfound = _chosen(sheets, marks, words)
    job = Job(data, reader, sheets, chosen, drawn(mark.label for mark in chosen))
    hidden = secrets(sheets, job.rects)
    job.title = "" if any(each.text in plain(title) for each in hidden) else title
    pictures = set(job.rects) if raster else set()
    for _ in range(3):
        made = _made(job, pictures)
        left = unproved(made.file, sheets, job.rects, hidden, made.parts, pictures)
        left |= set(unlike(data, made.file, job.boxes, set(range(len(sheets))) - pictures))
        if not left:
            return Redacted(made.file, _report(job, made, pictures, [*unfound, *_seen_elsewhere(hidden)]))
        if left <= pictures:
            break
        pictures |= left
    raise Unreadable(NOT_PROVED)


def _reader(data: bytes, count: int) -> PdfReader:
    """The objects of the file, put in order first where it is in disorder. Raises Unreadable."""
    try:
        reader = PdfReader(BytesIO(data))
        if len(reader.pages) == count:
            return reader
    except (*BROKEN, RecursionError):
        pass
    reader = PdfReader(BytesIO(seeing.saved(data)))
    if len(reader.pages) != count:
        raise Unreadable(UNREADABLE)
    return reader


def _chosen(
    sheets: Sequence[Sheet], marks: Sequence[Mark], words: Sequence[Words]
) -> tuple[list[Mark], list[str]]:
    """All marks in the order of the file, each inside its page, and what to say of words that are nowhere."""
    found: list[Mark] = list(marks)
    missing = 0
    for each in words:
        wanted = [text] if (text := plain(each.text)) else []
        places = [
            mark
            for at, page in enumerate(sheets)
            for mark in on_sheet(page, at, wanted, each.ground, each.label)
        ]
        missing += not places
        found += places
    if not found:
        raise Unreadable(NOT_FOUND if words else NOTHING)
    if len(found) > MARKS:
        raise Unreadable(TOO_MANY)
    inside = [_inside(mark, sheets) for mark in found]
    said = [f"有 {missing} 条要遮盖的文字在文件里没有找到，请核对。"] if missing else []
    return sorted(inside, key=lambda mark: (mark.page, mark.box[1], mark.box[0])), said


def _inside(mark: Mark, sheets: Sequence[Sheet]) -> Mark:
    if not 0 <= mark.page < len(sheets):
        raise Unreadable(OUTSIDE)
    page = sheets[mark.page]
    x0, y0, x1, y1 = mark.box
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    within = common(box, (0.0, 0.0, page.width, page.height))
    if within is None or within[2] - within[0] < 0.1 or within[3] - within[1] < 0.1:
        raise Unreadable(OUTSIDE)
    return Mark(mark.page, within, mark.ground, mark.label)


def _made(job: Job, pictures: set[int]) -> Output:
    """The file. Pages that cannot be taken apart join `pictures`."""
    fonts: dict[int, Font] = {}
    blacking = Blacking()
    hidden = hidden_content(job.reader.trailer.get("/Root"))
    pages: list[Made] = []
    for at, page in enumerate(job.sheets):
        rects = tuple(job.rects.get(at, ()))
        shown = {
            char.origin
            for char in page.chars
            if rects and not char.made and char.text.strip() and marked(char, rects)
        }
        area = Area(rects, page.crop, Origins(shown), hidden, fonts, blacking)
        try:
            if at not in pictures:
                pages.append(_rewritten(job, at, area))
                continue
        except (Unsure, *BROKEN, RecursionError):
            pictures.add(at)
        pages.append(_pictured(job, at))
    writer = Writer()
    unpruned = prune(fonts.values(), [made.said["/Resources"] for made in pages], writer.instead)
    root, tree = writer.reserve(), writer.reserve()
    kids = [writer.page(made.said, tree) for made in pages]
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    writer.put(tree, b"<< /Type /Pages /Kids [" + listed + b"] /Count %d >>" % len(kids))
    shows = b" /ViewerPreferences << /DisplayDocTitle true >>" if job.title else b""
    writer.put(root, b"<< /Type /Catalog /Pages %d 0 R /Lang (zh-CN)%s >>" % (tree, shows))
    return Output(pages, writer.file(root, job.title), writer.parts, unpruned)


def _rewritten(job: Job, at: int, area: Area) -> Made:
    page, here = job.reader.pages[at], job.sheets[at]
    rewriter = Rewriter(area, entry(page, "/Resources"), State(IDENTITY, here.crop))
    data = rewriter.run(content(page.get("/Contents")))
    notes_of_page = Rewriter(area, None, State(IDENTITY, here.crop))
    notes_of_page.kept = rewriter.kept
    notes_of_page.resources = rewriter.resources
    lost = notes.draw(page, notes_of_page)
    data = b"\n".join((b"q", data, b"Q", tokens.written(notes_of_page.out)))
    marks = job.boxes.get(at, [])
    if marks:
        names = {
            label: rewriter.add("/XObject", stencil)
            for label, stencil in job.labels.stencils().items()
            if any(mark.label.startswith(label) for mark in marks)
        }
        data += b"\n" + _covers(marks, here.crop, here.turn, job.labels, names)
    said: dict[str, Any] = {
        "/MediaBox": _rectangle(here.crop),
        "/Rotate": NumberObject(here.turn),
        "/Resources": rewriter.used(),
        "/Contents": fresh(data, {}),
    }
    said |= {key: page.raw_get(key) for key in ("/Group", "/UserUnit") if key in page}
    return Made(said, area.tallies, lost)


def _pictured(job: Job, at: int) -> Made:
    """A page as a picture, its marks black in it."""
    here, marks = job.sheets[at], job.boxes.get(at, [])
    scale = min(DPI / 72, (MOST_PIXELS / max(here.width * here.height, 1.0)) ** 0.5)
    with opened(job.data) as document:
        page = document[at]
        bitmap = bitmaps.shot(page, scale, forms=True)
        page.close()
    # A page fills whole pixels: it is drawn a little larger than its scale says.
    across, down = bitmap.width / here.width, bitmap.height / here.height
    for mark in marks:
        x0, y0, x1, y1 = mark.box
        bitmap.fill((x0 * across, y0 * down, x1 * across, y1 * down), 0)
    crop = (0.0, 0.0, here.width, here.height)
    named = {"G0": bitmaps.as_picture(bitmap)}
    names: dict[str, bytes] = {}
    for label, stencil in job.labels.stencils().items():
        names[label] = f"/G{len(named)}".encode()
        named[f"G{len(named)}"] = stencil
    size = tokens.shown(here.width) + b" 0 0 " + tokens.shown(here.height)
    data = b"q " + size + b" 0 0 cm /G0 Do Q\n" + _covers(marks, crop, 0, job.labels, names)
    pictures = DictionaryObject({NameObject(f"/{key}"): value for key, value in named.items()})
    said = {
        "/MediaBox": _rectangle(crop),
        "/Resources": DictionaryObject({NameObject("/XObject"): pictures}),
        "/Contents": fresh(data, {}),
    }
    tallies = [
        Tally(sum(marked(char, (rect,)) for char in here.chars if not char.made), 1)
        for rect in job.rects.get(at, ())
    ]
    return Made(said, tallies)


def _covers(
    marks: Sequence[Mark], crop: Rect, turn: int, labels: Labels, names: Mapping[str, bytes]
) -> bytes:
    boxes: list[tuple[Box, str]] = [(mark.box, mark.label) for mark in marks]
    return overlay(boxes, crop, turn, labels.drawn, names) if boxes else b""


def _rectangle(rect: Rect) -> ArrayObject:
    return ArrayObject(FloatObject(round(each, 4)) for each in rect)


def _report(job: Job, made: Output, pictures: set[int], remarks: list[str]) -> Report:
    counted: dict[int, list[Tally]] = {at: list(page.tallies) for at, page in enumerate(made.pages)}
    places = []
    for mark in job.marks:
        tally = counted[mark.page].pop(0)
        places.append(
            Place(mark.page, mark.ground, mark.label, tally.characters, tally.pictures, tally.drawings)
        )
    lost = sum(page.lost for page in made.pages)
    if cleared.is_signed(job.reader.trailer.get("/Root")):
        remarks.append(cleared.SIGNED)
    if lost:
        remarks.append(f"有 {lost} 处表单或者批注没有保存样子，新文件里看不到它们，请核对。")
    if made.unpruned:
        remarks.append(UNPRUNED)
    if pictures:
        shown = "、".join(str(at + 1) for at in sorted(pictures)[:20]) + ("等" if len(pictures) > 20 else "")
        remarks.append(f"第 {shown} 页已经转为图片，页面上的文字不能再选取和检索。")
    return Report(
        kind="pdf",
        places=tuple(places),
        rastered=tuple(sorted(pictures)),
        remarks=tuple(remarks),
        cleared=tuple(cleared.cleared(job.reader, job.data)),
        original=sha256(job.data).hexdigest(),
        result=sha256(made.file).hexdigest(),
    )


def _seen_elsewhere(hidden: Sequence[Secret]) -> list[str]:
    pages = sorted({at + 1 for each in hidden for at in each.kept if len(each.text) > 2})
    if not pages:
        return []
    shown = "、".join(map(str, pages[:20])) + ("等" if len(pages) > 20 else "")
    return [f"遮盖的文字在第 {shown} 页还有没有标记的地方，请核对是否一并遮盖。"]
