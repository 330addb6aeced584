"""The files that stand beside the rows of an import, in a folder or in a ZIP: found by their paths, and nowhere else."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.archive import BROKEN
from gongkai.documents.reading.sources.refusals import GET_AGAIN, REMOVE_PASSWORD, refusal, shown

FILE_BYTES = 100_000_000
MEMBERS = 400_000
_ENCRYPTED = 0x1
_UTF8 = 0x800
_LEADS_OUT = "里面有指向别处的路径或者链接"


class Files(Protocol):
    """What can be asked of them. Paths have forward slashes and begin at the top."""

    def names(self) -> Sequence[str]:
        """The paths of all files, in order; hidden ones and those of systems left out."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of a file. Unreadable, with what to do, where there is none, or none that may be read."""
        ...


class NoFiles:
    """A list that comes alone."""

    def names(self) -> Sequence[str]:
        """None."""
        return ()

    def read(self, path: str) -> bytes:
        """Never anything."""
        raise refusal(path, "不在导入的内容里", "有附件、正文文件的，请与清单放在一个文件夹或者 ZIP 里导入。")


class FolderFiles:
    """A folder on disk. Links are not followed, whether they lead out or not."""

    def __init__(self, top: Path) -> None:
        self.top = top

    def names(self) -> Sequence[str]:
        """See Files."""
        found = []
        for folder, below, files in os.walk(self.top):
            below[:] = sorted(name for name in below if not name.startswith("."))
            places = (Path(folder, name) for name in files)
            found += [place.relative_to(self.top).as_posix() for place in places if not place.is_symlink()]
        return sorted(filter(wanted, found))

    def read(self, path: str) -> bytes:
        """See Files."""
        parts = inside(path)
        place = self.top
        for part in parts:
            place = place / part
            if place.is_symlink():
                raise refusal(path, "是链接", "请换成文件本身。")
        try:
            status = place.stat()
        except (OSError, ValueError):
            raise _missing(path) from None
        if not stat.S_ISREG(status.st_mode):
            raise _missing(path)
        if status.st_size > FILE_BYTES:
            raise _too_large(path)
        try:
            return place.read_bytes()
        except OSError as error:
            raise refusal(path, f"无法打开（{error.strerror}）", "请检查权限和磁盘。") from error


class ZipFiles:
    """A ZIP on disk, its table of contents examined; each file is unpacked when it is asked for, with measure."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        try:
            self.archive = ZipFile(stream)
        except BROKEN as error:
            raise refusal(name, "已损坏或不完整", GET_AGAIN) from error
        members = [member for member in self.archive.infolist() if not member.is_dir()]
        _require_measure(members, stream, name)
        self.members = {_path(member, name): member for member in members}
        if len(self.members) < len(members):
            raise refusal(name, "里面有同名的文件", GET_AGAIN)

    def names(self) -> Sequence[str]:
        """See Files."""
        return sorted(filter(wanted, self.members))

    def read(self, path: str) -> bytes:
        """See Files."""
        member = self.members.get("/".join(inside(path)))
        if member is None:
            raise _missing(path)
        if member.flag_bits & _ENCRYPTED:
            raise refusal(path, "设有密码", REMOVE_PASSWORD)
        try:
            with self.archive.open(member) as content:
                data = content.read(FILE_BYTES + 1)
        except (*BROKEN, RuntimeError) as error:
            raise refusal(path, "已损坏或不完整", GET_AGAIN) from error
        if len(data) > FILE_BYTES:
            raise _too_large(path)
        return data


def inside(path: str) -> tuple[str, ...]:
    """The steps of a path below the top. Unreadable for one that leads anywhere else, by the rules of any system."""
    given = PureWindowsPath(path)
    if not given.parts or given.drive or given.root or ".." in given.parts or ":" in path or "\0" in path:
        raise refusal(path, "不是导入内容里面的路径", "请写从最外层文件夹起的路径，例如：附件/名单.xlsx。")
    return given.parts


def wanted(path: str) -> bool:
    """Whether a file is one that people put there: not hidden, no lock file of Office, nothing of a system."""
    parts = path.split("/")
    odd = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)
    return not odd and parts[-1].lower() not in {"thumbs.db", "desktop.ini"}


def _path(member: ZipInfo, name: str) -> str:
    """The path of a member. Windows packs Chinese names in its own encoding and does not say so."""
    path = member.filename
    if not member.flag_bits & _UTF8:
        try:
            path = path.encode("cp437").decode("gb18030")
        except UnicodeError:
            path = member.filename
    try:
        parts = inside(path)
    except Unreadable as error:
        raise refusal(name, f"{_LEADS_OUT}（{shown(path)}）", "请重新打包后再试。") from error
    if stat.S_ISLNK(member.external_attr >> 16):
        raise refusal(name, f"{_LEADS_OUT}（{shown(path)}）", "请换成文件本身，重新打包后再试。")
    return "/".join(parts)


def _require_measure(members: Sequence[ZipInfo], stream: IO[bytes], name: str) -> None:
    """No bomb by its table of contents: too many files, too dense, or files that share their bytes."""
    packed, unpacked = stream.seek(0, 2), sum(member.file_size for member in members)
    dense = unpacked > limits.ARCHIVE_RATIO_FROM and unpacked > limits.ARCHIVE_RATIO * packed
    shared = sum(member.compress_size for member in members) > packed
    strange = any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members)
    if len(members) > MEMBERS or dense or shared or strange:
        raise refusal(name, "展开后异常庞大，或者压缩方式不常见", "请重新打包，或者解压成文件夹后导入。")


def _missing(path: str) -> Unreadable:
    return refusal(path, "不在导入的内容里", "请核对路径和文件名。")


def _too_large(path: str) -> Unreadable:
    return refusal(path, f"超过 {FILE_BYTES // 1_000_000} MB", "请压缩或者拆分。")
