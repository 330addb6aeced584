"""Copies of files with personal data covered, read again to prove that nothing is left, or refused."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from gongkai.documents.checking.privacy.files.opening import opened
from gongkai.documents.checking.privacy.files.passages import Note
from gongkai.documents.checking.privacy.files.pictures import has_traces
from gongkai.documents.checking.privacy.files.telling import Spot, spots
from gongkai.documents.checking.privacy.kinds import ABOUT, HIDDEN_PART, PICTURE, Hit, Kind
from gongkai.documents.checking.privacy.masking import PERSONAL, ROUNDS
from gongkai.documents.checking.privacy.masking.container import Unprovable, drop, packed, parts_of
from gongkai.documents.checking.privacy.masking.sheets import cover_sheets, strip_workbook
from gongkai.documents.checking.privacy.masking.stories import cover_stories, strip_document
from gongkai.documents.checking.privacy.masking.texts import bytes_of, cover_table, cover_text, text_of
from gongkai.documents.media.kinds import by_media_type
from gongkai.documents.media.names import ending
from gongkai.documents.media.sniff import Unwanted, sniff
from gongkai.law.findings import Severity
from gongkai.law.masks import HIDDEN

Find = Callable[..., list[Spot]]
Mask = Callable[[bytes, str, Collection[Kind], Collection[str]], "MaskedFile"]

MASKABLE = "Word（.docx）、Excel（.xlsx）、文本和 CSV"
_NAME = "文件名"
_ALIEN = ("/embeddings/", "/activeX/", "/pivotCache/", "/externalLinks/", "vbaProject", "/attachedToolbars")
_ALIEN_ENDS = (".mht", ".mhtml", ".html", ".htm", ".bin", ".docx", ".xlsx", ".pdf", ".zip", ".rtf", ".txt")
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")


@dataclass(frozen=True, slots=True)
class MaskedFile:
    """The copy, what was covered in it, and what a person must look at, such as pictures."""

    data: bytes
    hits: tuple[Hit, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What a copy of a file would cover, and what would go because nobody sees it at once: comments, hidden sheets."""

    spots: tuple[Spot, ...]
    hidden: tuple[Note, ...]


def before_masking(data: bytes, name: str, known: Collection[str] = ()) -> Before:
    """What there is to mask in a file itself; its name, and files inside it, aside. Raises as `mask_file` for other kinds."""
    _mask_for(data)
    found: list[Spot] = []
    hidden: list[Note] = []
    for said in opened(data, name):
        if said.inside:
            continue
        if isinstance(said, Note):
            hidden += [said] if said.rule == HIDDEN_PART else []
        elif said.pieces[0].label != _NAME:
            found += [spot for spot in spots(said, known) if spot.hit.kind in PERSONAL]
    return Before(tuple(found), tuple(hidden))


def mask_file(
    data: bytes, name: str, kinds: Collection[Kind] = PERSONAL, known: Collection[str] = ()
) -> MaskedFile:
    """A copy of a file of a kind that can be masked, told by its content.

    Raises Unprovable for all others, and as the function of its kind does; Unreadable for what is broken or locked.
    """
    return _mask_for(data)(data, name, kinds, known)


def can_be_masked(media_type: str) -> bool:
    """Whether files of this type can be masked at all; whether one of them can, its content says."""
    kind = by_media_type(media_type)
    return kind is not None and kind.name in _MASKS.keys() - {"html"} | {"csv"}


def _mask_for(data: bytes) -> Mask:
    try:
        kind = sniff(BytesIO(data))
    except Unwanted as reason:
        raise Unprovable(f"文件{reason}") from reason
    if kind is None or kind.name not in _MASKS:
        label = kind.label if kind else "这种文件"
        raise Unprovable(f"{label}不能自动遮盖，能遮盖的有 {MASKABLE}。请在原软件中处理后重新上传。")
    return _MASKS[kind.name]


def mask_text(
    data: bytes, name: str, kinds: Collection[Kind] = PERSONAL, known: Collection[str] = ()
) -> MaskedFile:
    """A copy of a text, or of a table in text by its name; nothing else in it changes but the encoding, which is UTF-8.

    Raises Unprovable if something is still found, for web pages, and for broken tables and encodings.
    """
    content = text_of(data)
    cover = cover_table if ending(name) in (".csv", ".tsv") else cover_text
    covered: list[Hit] = []
    for attempt in range(ROUNDS):
        content, found = cover(content, _finder(kinds, known, whole=attempt > 0))
        covered += found
        if not found:
            break
    done = bytes_of(content, data)
    return MaskedFile(done, tuple(covered), _proved(done, name, kinds, known))


def mask_docx(
    data: bytes, name: str, kinds: Collection[Kind] = PERSONAL, known: Collection[str] = ()
) -> MaskedFile:
    """A copy of a Word file: personal data covered, changes accepted, comments, hidden text and properties gone.

    The copy is read again in all its parts. Raises Unprovable if something is still found, if other files are inside, or a
    picture tells where it was taken; Unreadable if the file is broken or locked.
    """
    return _masked(data, name, kinds, known, strip_document, cover_stories)


def mask_xlsx(
    data: bytes, name: str, kinds: Collection[Kind] = PERSONAL, known: Collection[str] = ()
) -> MaskedFile:
    """A copy of a workbook: personal data covered, hidden sheets, rows and columns emptied, comments and properties gone.

    Formulas become the values that they had. Refuses as `mask_docx` does, and for pivot tables and links to other workbooks.
    """
    return _masked(data, name, kinds, known, strip_workbook, cover_sheets)


def _masked(
    data: bytes,
    name: str,
    kinds: Collection[Kind],
    known: Collection[str],
    strip: Callable[[dict[str, bytes]], None],
    cover: Callable[[dict[str, bytes], Find], list[Hit]],
) -> MaskedFile:
    parts = parts_of(data, name)
    _refuse_alien(parts)
    drop(parts, [part for part in parts if part.startswith("docProps/")])
    strip(parts)
    covered: list[Hit] = []
    for attempt in range(ROUNDS):
        found = cover(parts, _finder(kinds, known, whole=attempt > 0))
        covered += found
        if not found:
            break
    done = packed(parts)
    return MaskedFile(done, tuple(covered), _proved(done, name, kinds, known))


def _finder(kinds: Collection[Kind], known: Collection[str], *, whole: bool) -> Find:
    """What is to be covered in a passage; `whole`: altogether, because a usual mask was not enough."""

    def find(passage: object) -> list[Spot]:
        found = [spot for spot in spots(passage, known) if spot.hit.kind in kinds]  # type: ignore[arg-type] # a Passage
        return [replace(spot, hit=replace(spot.hit, masked=HIDDEN)) for spot in found] if whole else found

    return find


def _refuse_alien(parts: dict[str, bytes]) -> None:
    for part, content in parts.items():
        known = part.endswith("printerSettings1.bin") or "/printerSettings/" in part
        if (
            content
            and not known
            and (any(mark in part for mark in _ALIEN) or part.lower().endswith(_ALIEN_ENDS))
        ):
            raise Unprovable(
                f"文件里嵌有别的内容（{part}），无法确认里面没有个人信息。请在原软件中删去后再遮盖。"
            )
        if part.lower().endswith(_PICTURES) and "thumbnail" not in part and has_traces(content):
            raise Unprovable(f"图片“{part}”记有拍摄地点或者作者，请先清除图片的属性再遮盖。")


def _proved(data: bytes, name: str, kinds: Collection[Kind], known: Collection[str]) -> tuple[str, ...]:
    """The notes of a reading of the copy that finds nothing. Raises Unprovable otherwise."""
    notes: list[str] = []
    for said in opened(data, name):
        if isinstance(said, Note):
            if said.severity is not Severity.INFO or said.rule == PICTURE:
                raise Unprovable(f"{said.label}：{said.message}请处理后再遮盖。")
            notes.append(said.message)
        elif said.pieces[0].label != _NAME:
            _refuse_left([spot for spot in spots(said, known) if spot.hit.kind in kinds])
    return tuple(notes)


def _refuse_left(left: Sequence[Spot]) -> None:
    if left:
        label = ABOUT[left[0].hit.kind].label
        raise Unprovable(
            f"{left[0].piece.label}里的{label}无法自动遮盖，没有生成文件。请在原软件中处理后再试。"
        )


_MASKS: dict[str, Mask] = {"docx": mask_docx, "xlsx": mask_xlsx, "txt": mask_text, "html": mask_text}
"""A text that looks like a page is refused by its own mask, with what to do."""
