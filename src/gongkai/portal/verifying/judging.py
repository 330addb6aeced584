"""What a visitor has in hand against what was published: files by their bytes, texts by their characters.

Blanks, half and full width, traditional and simplified characters make no difference: a text that was printed, scanned
and typed again is still the same text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from gongkai.documents.comparing import Piece, abridged, compare
from gongkai.documents.searching.folding import fold, places
from gongkai.portal.verifying.reading import read
from gongkai.publication.queries.proving import FileProof, Proof

SHORTEST = 10
"""Characters below which a text is a part of too many others."""
# Lines that our own files have at the foot of each page.
_FEET = re.compile(
    r"^(?:[—–-]\s*\d+\s*[—–-]|\s*索引号 .*公开|\s*下载日期 .*|\s*https?://\S+|\s*扫码验真.*)\s*$",
    re.MULTILINE,
)
_BULLETS = re.compile("[•·]")


class Verdict(StrEnum):
    """How it came out."""

    SAME_FILE = "same_file"
    SAME_TEXT = "same_text"
    WHOLE_TEXT = "whole_text"
    PART = "part"
    OTHER = "other"
    UNREAD = "unread"


_SAYINGS = {
    Verdict.SAME_FILE: "与公开的附件逐字节相同",
    Verdict.SAME_TEXT: "与公开的全文一致",
    Verdict.WHOLE_TEXT: "包含公开的全文，另有其他文字",
    Verdict.PART: "是公开全文的一部分，一字不差",
    Verdict.OTHER: "与公开的内容不一致",
    Verdict.UNREAD: "不是公开的附件，也读不出文字",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict. `file`: which attachment it is; `pieces`: what differs, where the public may see the text."""

    verdict: Verdict
    digest: str = ""
    file: FileProof | None = None
    why: str = ""
    extra: int = 0
    pieces: tuple[Piece, ...] = ()
    cut: bool = False

    @property
    def good(self) -> bool:
        """Whether it is what was published, or a part of it."""
        return self.verdict in (Verdict.SAME_FILE, Verdict.SAME_TEXT, Verdict.WHOLE_TEXT, Verdict.PART)

    @property
    def saying(self) -> str:
        """The verdict in words."""
        return _SAYINGS[self.verdict]


def judge_file(proof: Proof, data: bytes) -> Judgement:
    """A file: one of the attachments, byte for byte, or by what is written in it. Raises Busy as `reading.read`."""
    digest = sha256(data).hexdigest()
    same = next((file for file in proof.files if file.digest == digest), None)
    if same:
        return Judgement(Verdict.SAME_FILE, digest, same)
    found = read(data)
    if found.why:
        return Judgement(Verdict.UNREAD, digest, why=found.why)
    return judge_text(proof, found.text, digest=digest, cut=found.more)


def judge_text(proof: Proof, text: str, *, digest: str = "", cut: bool = False) -> Judgement:
    """A text, with or without title and number above it."""
    given, published = _BULLETS.sub("", _FEET.sub("", text)), _BULLETS.sub("", proof.text)
    bare, body = fold(given), fold(published)
    if body and bare in {head + body for head in _heads(proof)}:
        return Judgement(Verdict.SAME_TEXT, digest)
    if body and body in bare:
        return Judgement(Verdict.WHOLE_TEXT, digest, extra=len(bare) - len(body), cut=cut)
    whole = fold(f"{proof.issuing_body}{proof.document_no}{proof.title}{published}")
    if len(bare) >= SHORTEST and (bare in whole or bare in body):
        return Judgement(Verdict.PART, digest, cut=cut)
    pieces = tuple(abridged(_differences(published, given))) if proof.open else ()
    return Judgement(Verdict.OTHER, digest, pieces=pieces, cut=cut)


def _heads(proof: Proof) -> Iterator[str]:
    """What may stand above a text, in the ways in which it is written."""
    title, number, issuer = (fold(part) for part in (proof.title, proof.document_no, proof.issuing_body))
    yield from ("", title, title + number, number + title, issuer + number + title, issuer + title)


def _differences(old: str, new: str) -> Iterator[Piece]:
    """What differs once both are folded, in the characters that were written."""
    before, after = places(old), places(new)
    at = there = 0
    for piece in compare(fold(old), fold(new)):
        length = len(piece.text)
        if piece.kind == "insert":
            yield Piece("insert", "".join(new[place] for place in after[there : there + length]))
            there += length
            continue
        yield Piece(piece.kind, "".join(old[place] for place in before[at : at + length]))
        at += length
        there += length if piece.kind == "equal" else 0
