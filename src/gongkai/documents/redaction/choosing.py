"""PDF, picture or Word: who shows, who finds, who redacts."""

from collections.abc import Iterable, Sequence

from gongkai.documents.checking.privacy.kinds import ABOUT
from gongkai.documents.checking.privacy.scanning import scan as scan_text
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.marks import Mark, Marked, Redacted, Scan, Span, Words

OTHER_KIND = "只能遮盖 PDF、Word（.docx）文件和图片。请在原软件中另存为其中一种后再试。"
WRONG_MARKS = "标记和文件的种类不一致。请刷新页面，重新标记。"


def is_pdf(data: bytes) -> bool:
    """Whether it is a PDF, or else a container as Word files are. Raises Unreadable for anything else."""
    if b"%PDF-" in data[:1024]:
        return True
    if data.startswith(b"PK\x03\x04"):
        return False
    raise Unreadable(OTHER_KIND)


def sheets_of(data: bytes) -> bytes:
    """A file with pages as the PDF that is shown and marked in: a picture is wrapped in one."""
    from gongkai.documents.redaction.images.wrapping import kind_of, wrapped  # noqa: PLC0415 - each kind loads its own program

    return wrapped(data) if kind_of(data) else data


def is_picture(data: bytes) -> bool:
    """Whether it is a picture file, in which no text is found."""
    from gongkai.documents.redaction.images.wrapping import kind_of  # noqa: PLC0415 - each kind loads its own program

    return bool(kind_of(data))


def found(data: bytes, strings: Sequence[str], ground: str, label: str) -> Sequence[Mark | Span]:
    """Marks for texts."""
    if is_picture(data):
        return []
    if is_pdf(data):
        from gongkai.documents.redaction.sheets.finding import found as find  # noqa: PLC0415 - each kind loads its own program

        return find(data, strings, ground, label)
    from gongkai.documents.redaction.word.reading import found as find_spans  # noqa: PLC0415 - each kind loads its own program

    return find_spans(data, strings, ground, label)


def suggested(data: bytes, scan: Scan | None, ground: str) -> Sequence[Mark | Span]:
    """Marks for personal data."""
    if is_picture(data):
        return []
    if is_pdf(data):
        from gongkai.documents.redaction.sheets.finding import suggested as suggest  # noqa: PLC0415 - each kind loads its own program

        return suggest(data, scan or personal, ground)
    from gongkai.documents.redaction.word.reading import suggested as suggest_spans  # noqa: PLC0415 - each kind loads its own program

    return suggest_spans(data, scan or personal, ground)


def personal(text: str) -> Iterable[tuple[int, int, str]]:
    """Personal data in a text, with what it is called."""
    return [(hit.start, hit.end, ABOUT[hit.kind].label) for hit in scan_text(text)]


def redacted(data: bytes, marks: Sequence[Marked], *, raster: bool, title: str = "") -> Redacted:
    """The file without what is marked; a PDF has a title, if one is given."""
    words = [mark for mark in marks if isinstance(mark, Words)]
    boxes = [mark for mark in marks if isinstance(mark, Mark)]
    spans = [mark for mark in marks if isinstance(mark, Span)]
    if is_picture(data):
        from gongkai.documents.redaction.images.applying import redacted as apply_picture  # noqa: PLC0415 - as above

        if spans or words:
            raise Unreadable(WRONG_MARKS)
        return apply_picture(data, boxes, raster=raster, title=title)
    if is_pdf(data):
        from gongkai.documents.redaction.sheets.applying import redacted as apply  # noqa: PLC0415 - each kind loads its own program

        if spans:
            raise Unreadable(WRONG_MARKS)
        return apply(data, boxes, words, raster=raster, title=title)
    from gongkai.documents.redaction.word.applying import redacted as apply_word  # noqa: PLC0415 - each kind loads its own program

    if boxes:
        raise Unreadable(WRONG_MARKS)
    return apply_word(data, spans, words)
