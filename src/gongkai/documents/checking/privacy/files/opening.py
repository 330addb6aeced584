"""Any file: which kind it is, who reads it; what is inside it, to a depth and a size."""

from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from gongkai.documents.checking.privacy.files.excel import excel
from gongkai.documents.checking.privacy.files.office import Inside
from gongkai.documents.checking.privacy.files.older import older
from gongkai.documents.checking.privacy.files.pages import pages
from gongkai.documents.checking.privacy.files.passages import Note, Reading, line
from gongkai.documents.checking.privacy.files.pictures import picture
from gongkai.documents.checking.privacy.files.slides import slides
from gongkai.documents.checking.privacy.files.texts import text
from gongkai.documents.checking.privacy.files.word import word
from gongkai.documents.media.kinds import IMAGES, RECORDINGS
from gongkai.documents.media.sniff import Unwanted, sniff
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.archive import open_archive, read_part
from gongkai.law.findings import Severity

DEPTH = 4
"""Files inside files inside files: a zip in a zip with a document that holds a workbook."""
BYTES = 400_000_000
"""What all of them together may have."""

_OFFICE = {"docx": word, "xlsx": excel, "pptx": slides}
_UTF8 = 0x800


@dataclass(slots=True)
class _Budget:
    left: int = BYTES


def opened(data: bytes, name: str) -> Reading:
    """Everything that a file says, and a note for each part that could not be looked at."""
    return _opened(data, name, 0, _Budget())


def _opened(data: bytes, name: str, depth: int, budget: _Budget) -> Reading:
    budget.left -= len(data)
    if depth > DEPTH or budget.left < 0:
        what = "文件套得太深" if depth > DEPTH else "里面的文件太大"
        yield _refused(f"{what}，没有检查。请取出来单独检查。")
        return
    if not data:
        yield _refused("文件是空的，没有可检查的内容。")
        return
    yield line("文件名", name)
    try:
        kind = sniff(BytesIO(data))
        if kind is None:
            yield _refused("不认得这种文件，没有检查。请另存为 Word、Excel 或者 PDF 后再检查。")
        else:
            yield from _by_kind(kind.name, data, name, depth, budget)
    except Unwanted as reason:
        yield _refused(f"文件{reason}没有检查。")
    except Unreadable:
        yield _refused("文件已损坏、设有密码或者过大，没有检查完。请在原软件中另存后再检查。")


def _by_kind(kind: str, data: bytes, name: str, depth: int, budget: _Budget) -> Reading:
    def inside(content: bytes, inner: str) -> Reading:
        for said in _opened(content, inner, depth + 1, budget):
            yield replace(said, inside=f"{inner}/{said.inside}" if said.inside else inner)

    if kind in _OFFICE:
        yield from _OFFICE[kind](open_archive(data, name), name, inside)
    elif kind == "pdf":
        yield from pages(data, inside)
    elif kind == "zip":
        yield from _zip(data, name, inside)
    elif kind in ("txt", "html"):
        yield from text(data, name)
    elif kind in ("doc", "xls", "ppt"):
        yield from older(data, name, kind)
    else:
        yield from _unheard(kind, data, depth)


def _unheard(kind: str, data: bytes, depth: int) -> Reading:
    """Pictures, recordings and page images: what can be said of them without seeing or hearing them."""
    if kind in IMAGES:
        yield from picture(data)
        if not depth:
            yield Note("图片", "图片上的文字和人像没有检查，请自行查看。", severity=Severity.INFO)
    elif kind in RECORDINGS:
        yield _refused("录音和录像的内容没有检查，请自行查看。")
    else:
        yield _refused("这种文件的内容没有检查。请另存为 PDF 或者 Word 后再检查。")


def _zip(data: bytes, name: str, inside: Inside) -> Reading:
    archive = open_archive(data, name)
    if archive.comment:
        yield line("压缩包的注释", _text_of(archive.comment))
    for member in archive.infolist():
        if member.is_dir():
            yield line("文件夹名", _name_of(member))
        elif member.file_size > limits.PART_BYTES:
            yield from inside(_large(archive, member), _name_of(member))
        else:
            yield from inside(read_part(archive, member.filename, name), _name_of(member))


def _large(archive: ZipFile, member: ZipInfo) -> bytes:
    """A member beyond what one part of a document may have; its size was proved when the kind was told."""
    with archive.open(member) as stream:
        return stream.read(limits.OFFICE_BYTES * 2)


def _name_of(member: ZipInfo) -> str:
    """The name as it was given: programs of China write GB 18030 and do not say so."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _text_of(data: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")


def _refused(message: str) -> Note:
    return Note("全文", message, severity=Severity.ERROR)
