"""Copies of Word files and workbooks with personal data covered, read again to prove that nothing is left, or refused."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from gongkai.documents.checking.privacy.files.opening import opened
from gongkai.documents.checking.privacy.files.passages import Note
from gongkai.documents.checking.privacy.files.pictures import has_traces
from gongkai.documents.checking.privacy.files.telling import Spot, spots
from gongkai.documents.checking.privacy.kinds import ABOUT, PICTURE, Hit, Kind
from gongkai.documents.checking.privacy.masking import PERSONAL, ROUNDS
from gongkai.documents.checking.privacy.masking.container import Unprovable, drop, packed, parts_of
from gongkai.documents.checking.privacy.masking.sheets import cover_sheets, strip_workbook
from gongkai.documents.checking.privacy.masking.stories import cover_stories, strip_document
from gongkai.documents.masks import HIDDEN
from gongkai.law.findings import Severity

Find = Callable[..., list[Spot]]
_ALIEN = ("/embeddings/", "/activeX/", "/pivotCache/", "/externalLinks/", "vbaProject", "/attachedToolbars")
_ALIEN_ENDS = (".mht", ".mhtml", ".html", ".htm", ".bin", ".docx", ".xlsx", ".pdf", ".zip", ".rtf", ".txt")
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")


@dataclass(frozen=True, slots=True)
class MaskedFile:
    """The copy, what was covered in it, and what a person must look at, such as pictures."""

    data: bytes
    hits: tuple[Hit, ...]
    notes: tuple[str, ...]


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
        elif said.pieces[0].label != "文件名":
            _refuse_left([spot for spot in spots(said, known) if spot.hit.kind in kinds])
    return tuple(notes)


def _refuse_left(left: Sequence[Spot]) -> None:
    if left:
        label = ABOUT[left[0].hit.kind].label
        raise Unprovable(
            f"{left[0].piece.label}里的{label}无法自动遮盖，没有生成文件。请在原软件中处理后再试。"
        )
