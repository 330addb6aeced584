"""Checking the archive of a case: whether it still is what was made, and where it is not, which file.

It needs nothing but the file: no network, no database. The chain of the log is checked by whoever knows its form.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from gongkai.documents.archive import manifest
from gongkai.documents.archive.claims import Claims, claims, needs_log
from gongkai.documents.archive.manifest import LOG, MANIFEST, MOST_BYTES, SUMS
from gongkai.documents.archive.opening import Broken, NotAnArchive, oddities, opened, pieces
from gongkai.documents.digests import SHA256, SM3, Digests, NoSM3, sm3

_LONGEST_LINE = 2 * 1024 * 1024

Lines = Iterable[bytes]
Chain = Callable[[Lines, tuple[tuple[int, str], ...]], Iterable[str]]
"""What is wrong with an extract of the log, given its lines and the places that the manifest names."""
Seen = Callable[[int], None]
"""Is told how many bytes have been read since the last time."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong. `kind`: changed, missing, added, unsafe, manifest, log or digest; `file`: "" for the whole."""

    kind: str
    file: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of it. `digest`: the SHA-256 of manifest.json, to be compared with the one that was kept elsewhere."""

    agency: str
    number: str
    title: str
    made_at: str
    digest: str
    root: str
    files: int
    log_entries: int
    removed: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def right(self) -> bool:
        return not self.problems


def verified(path: Path, *, chain: Chain, digest: str = "", seen: Seen = lambda _: None) -> Verdict:
    """Check an archive. `digest`: what manifest.json should have, where somebody kept it.

    Raises NotAnArchive for a file that cannot be asked at all.
    """
    with opened(path) as archive:
        members = {member.filename: member for member in archive.infolist()}
        if MANIFEST not in members:
            raise NotAnArchive(f"里面没有 {MANIFEST}，不是案卷，或者清单被删除过。")
        text = _read(archive, members[MANIFEST], MOST_BYTES)
        said = claims(text)
        check = _Check(archive, members, said, seen)
        found = manifest.manifest_digest(text)
        problems = [*check.structure(), *check.files(), *check.lists(found), *check.log(chain)]
    if digest and digest.lower() != found:
        problems.append(
            Problem("digest", MANIFEST, "与您给出的摘要不符：案卷被替换过，或者摘要不是这个案卷的")
        )
    return Verdict(
        agency=said.agency,
        number=said.number,
        title=said.title,
        made_at=said.made_at,
        digest=found,
        root=said.root[SHA256],
        files=len(said.files),
        log_entries=len(said.log),
        removed=said.removed,
        problems=tuple(problems),
        notes=tuple(check.notes()),
    )


def _read(archive: ZipFile, member: ZipInfo, most: int) -> bytes:
    """A file that the check itself needs, as a whole. Raises NotAnArchive."""
    try:
        data = b"".join(pieces(archive, member, most))
    except Broken as error:
        raise NotAnArchive(f"{member.filename} {error}，不能核对。") from error
    if len(data) > most:
        raise NotAnArchive(f"{member.filename} 太大，不是案卷的清单，没有读完。")
    return data


class _Check:
    """One archive beside what its manifest claims."""

    def __init__(self, archive: ZipFile, members: dict[str, ZipInfo], said: Claims, seen: Seen) -> None:
        self.archive, self.members, self.said, self.seen = archive, members, said, seen
        self.digests = tuple(name for name in said.digests if name != SM3 or _has_sm3())

    def structure(self) -> Iterator[Problem]:
        """What is unsafe, what is too much, what is not there."""
        yield from (Problem("unsafe", odd.name, odd.what) for odd in oddities(self.archive))
        known = {*self.said.files, MANIFEST, SUMS}
        for name in self.members:
            if name not in known:
                yield Problem("added", name, "清单中没有这个文件，是后来加入的")
        for name in [*self.said.files, SUMS]:
            if name not in self.members:
                yield Problem("missing", name, "清单中有这个文件，压缩文件中没有，被删除过")

    def files(self) -> Iterator[Problem]:
        """Every file whose bytes are not those of the manifest."""
        for name, filed in self.said.files.items():
            member = self.members.get(name)
            if member is None:
                continue
            taken = Digests(self.digests)
            try:
                for piece in pieces(self.archive, member, filed.size):
                    taken.update(piece)
                    self.seen(len(piece))
            except Broken as error:
                yield Problem("changed", name, str(error))
                continue
            result = taken.result()
            wrong = [each for each in self.digests if result[each] != filed.digests[each]]
            if taken.size != filed.size:
                yield Problem("changed", name, f"应有 {filed.size} 字节，长度不符：被改动过")
            elif wrong:
                yield Problem(
                    "changed", name, f"与清单中的 {'、'.join(map(_shown, wrong))} 摘要不符：被改动过"
                )

    def lists(self, digest: str) -> Iterator[Problem]:
        """Whether the manifest agrees with itself and with SHA256SUMS."""
        filed = self.said.files.values()
        for name in self.digests:
            if manifest.root(filed, name) != self.said.root[name]:
                yield Problem(
                    "manifest", MANIFEST, f"总摘要（{_shown(name)}）与各文件的摘要不符：清单被改动过"
                )
        for piece in self.said.pieces:
            if piece.file and piece.file not in self.said.files:
                yield Problem(
                    "manifest", MANIFEST, f"卷内第 {piece.number} 件所指的文件不在清单中：清单被改动过"
                )
        if SUMS not in self.members:
            return
        wanted = manifest.sums(filed) + manifest.sum_line(digest, MANIFEST).encode()
        try:
            found = b"".join(pieces(self.archive, self.members[SUMS], len(wanted)))
        except Broken as error:
            yield Problem("changed", SUMS, str(error))
            return
        if found != wanted:
            yield Problem("changed", SUMS, f"与 {MANIFEST} 不一致：这两个文件之一被改动过")

    def log(self, chain: Chain) -> Iterator[Problem]:
        """Whether the extract of the log holds."""
        if not needs_log(self.said):
            return
        if LOG not in self.said.files:
            yield Problem("log", LOG, "清单列有操作日志，却没有日志摘录，不能核对")
        elif LOG in self.members:
            try:
                yield from (Problem("log", LOG, what) for what in chain(self._lines(), self.said.log))
            except Broken:
                return  # told with the files

    def _lines(self) -> Iterator[bytes]:
        """The lines of the extract, without line feeds; one that has no end in sight is cut, and no entry then."""
        rest = b""
        for piece in pieces(self.archive, self.members[LOG], self.said.files[LOG].size):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
            if len(rest) > _LONGEST_LINE:
                break
        if rest:
            yield rest

    def notes(self) -> Iterator[str]:
        """What is worth knowing though nothing is wrong."""
        for piece in self.said.pieces:
            if piece.altered:
                yield f"第 {piece.number} 件“{piece.title}”入卷时就与登记的摘要不符，案卷如实记载了这一点。"
        if SM3 in self.said.digests and SM3 not in self.digests:
            yield "这台机器不能计算 SM3，SM3 摘要没有核对；SHA-256 已经核对。"
        if self.said.removed:
            yield f"本案已去除个人信息，去除了什么、由谁去除、依据什么，见案卷.pdf（{self.said.removed} 项）。"


def _shown(name: str) -> str:
    return {SHA256: "SHA-256", SM3: "SM3"}[name]


def _has_sm3() -> bool:
    try:
        sm3()
    except NoSM3:
        return False
    return True
