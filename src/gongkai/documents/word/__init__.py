"""Word in, clean HTML out: a .docx (or .doc, through LibreOffice) as the body and metadata of an item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.documents.checking.remarks import Remark
from gongkai.documents.rich_text import PICTURES, clean
from gongkai.documents.rich_text.parsing import parse
from gongkai.documents.rich_text.writing import written
from gongkai.documents.word import notes, old
from gongkai.documents.word.official import understood
from gongkai.documents.word.opening import kind_of, opened
from gongkai.documents.word.preparing import prepare
from gongkai.documents.word.rendering import rendered


@dataclass(frozen=True, slots=True)
class Converted:
    """A Word document as a page. What was not recognised is "" or None, never guessed.

    `html`: the body, clean; title and letterhead are not in it. `as_written`: the same before anything was understood,
    to be shown beside it. `pictures`: file name -> bytes, to be stored; the body refers to them by these names.
    `attachments`: the names in the list of attachments.
    """

    html: str
    as_written: str
    title: str
    document_no: str
    issuing_body: str
    written_on: date | None
    attachments: tuple[str, ...]
    pictures: Mapping[str, bytes]
    remarks: tuple[Remark, ...]


def convert(data: bytes, name: str = "文件.docx", *, pictures: str = PICTURES) -> Converted:
    """Convert a Word document; `name` is for messages, `pictures` the address under which its pictures will stand.

    Raises Unreadable, whose Chinese message says what is wrong and what to do: for broken, locked, monstrous and
    macro-carrying files, and for all that is no Word document.
    """
    from_old = kind_of(data, name) == "doc"
    prepared = prepare(opened(old.to_docx(data, name) if from_old else data, name), name)
    as_written = rendered(prepared, pictures, name)
    official = understood(parse(as_written, pictures))
    found = prepared.found
    found[notes.OLD_FORMAT] = from_old
    found[notes.NO_TITLE] = not official.title
    found[notes.IMPRINT] = official.imprint
    return Converted(
        html=clean(written(official.blocks), pictures=pictures),
        as_written=clean(as_written, pictures=pictures),
        title=official.title,
        document_no=official.document_no,
        issuing_body=official.issuing_body,
        written_on=official.written_on,
        attachments=official.attachments,
        pictures=prepared.pictures,
        remarks=tuple(notes.remarks(found, name)),
    )
