"""`gongkai archive`: is the file of a case still what was archived? Offline, without a database."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from gongkai.cli import batch
from gongkai.cli.answers import print_json
from gongkai.cli.chinese import Group, Refused
from gongkai.cli.screen import printable
from gongkai.documents.archive.opening import NotAnArchive
from gongkai.documents.archive.verifying import Verdict, verified
from gongkai.sealing import exports
from gongkai.sealing.chain import Link
from gongkai.sealing.extracts import faults

OPTIONS = "[选项]"
SHOWN = 100  # problems that are told one by one
STEP = 256 * 1024**2  # bytes between two words about the progress


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def archive() -> None:
    """案卷（一案一档）：核对是否被改动。"""


@archive.command(options_metavar=OPTIONS)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，每个案卷一个。")
@click.option(
    "--digest", metavar="HEX", help="另行保存的 manifest.json 的 SHA-256 摘要，一并核对；只能核对一个案卷。"
)
@click.option("--log", metavar="FILE", help="gongkai audit export 导出的日志，核对摘录是否出自其中。")
def verify(files: tuple[str, ...], as_json: bool, digest: str | None, log: str | None) -> int:
    """核对案卷：哪个文件被改动、删除或者加入，操作日志摘录是否衔接。

    不需要联网，不需要数据库。没有问题时退出代码为 0，有问题为 1，有案卷不能核对为 2。
    """
    if digest and len(files) > 1:
        raise Refused("--digest 是一个案卷的摘要，请一次只核对一个案卷。")
    known = _log(log) if log else None
    codes = [_one(file, as_json=as_json, digest=digest or "", known=known) for file in files]
    return max(codes)


def _one(file: str, *, as_json: bool, digest: str, known: dict[int, str] | None) -> int:
    """Check one archive and tell what came of it; its exit code."""
    chain = Chain(known)
    try:
        verdict = verified(Path(file), chain=chain, digest=digest, seen=_Seen(file))
    except NotAnArchive as error:
        why = f"案卷“{printable(file)}”{printable(str(error))}"
        if as_json:
            print_json({"file": file, "error": why})
        click.echo(why, err=True)
        return batch.UNREADABLE
    finally:
        _clear()
    if as_json:
        print_json(_json(file, verdict))
    else:
        batch.show("".join(f"{line}\n" for line in _told(file, verdict)))
    return batch.CLEAN if verdict.right else batch.WITH_ERRORS


def _told(file: str, verdict: Verdict) -> Iterator[str]:
    yield f"{printable(file)}：{printable(verdict.agency)} {printable(verdict.number)} {printable(verdict.title)}"
    for problem in verdict.problems[:SHOWN]:
        yield f"  ✗ {printable(problem.file) or '整个文件'}：{printable(problem.what)}"
    if len(verdict.problems) > SHOWN:
        yield f"  ……其余 {len(verdict.problems) - SHOWN} 处问题不再逐条列出，请用 --json 查看。"
    for note in verdict.notes[:SHOWN]:
        yield f"  ! {printable(note)}"
    if verdict.right:
        said = f"；{verdict.log_entries} 条操作日志都衔接" if verdict.log_entries else ""
        yield f"  ✓ {verdict.files} 个文件都与清单一致{said}。没有问题。"
    else:
        yield f"  共 {len(verdict.problems)} 处问题，请向制作机关重新取得这个案卷。"
    yield f"  manifest.json 的 SHA-256 摘要：{verdict.digest}"


def _json(file: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "file": file,
        "right": verdict.right,
        "agency": verdict.agency,
        "number": verdict.number,
        "title": verdict.title,
        "made_at": verdict.made_at,
        "digest": verdict.digest,
        "root": verdict.root,
        "files": verdict.files,
        "log_entries": verdict.log_entries,
        "removed": verdict.removed,
        "problems": [{"kind": each.kind, "file": each.file, "what": each.what} for each in verdict.problems],
        "notes": [*verdict.notes],
    }


class Chain:
    """Checks an extract of the log: in itself, beside the manifest, and beside the whole log where it is given."""

    def __init__(self, known: dict[int, str] | None) -> None:
        self.known = known

    def __call__(self, lines: Iterable[bytes], places: tuple[tuple[int, str], ...]) -> Iterator[str]:
        found: list[Link] = []
        for fault in faults(lines, seen=found.append):
            yield f"第 {fault.seq} 条日志：{fault.what}" if fault.seq else fault.what
        if tuple((each.seq, each.hash) for each in found) != places:
            yield "日志条目与清单所列的不一致：摘录或者清单被改动过"
        if self.known is not None:
            yield from self._strangers(found)

    def _strangers(self, found: Iterable[Link]) -> Iterator[str]:
        for link in found:
            if self.known is not None and self.known.get(link.seq) != link.hash:
                yield f"第 {link.seq} 条日志：不在所给的日志中，或者内容不同"


def _log(file: str) -> dict[int, str]:
    """The hashes of a whole log, by number. Refused where the file is none."""
    try:
        with Path(file).open(encoding="utf-8", newline="\n") as stream:
            return {entry.seq: stored for entry, stored in exports.read(stream).entries}
    except (OSError, UnicodeDecodeError, exports.NotAnExport) as error:
        raise Refused(f"不能读取日志 {printable(file)}：{printable(str(error))}") from error


class _Seen:
    """Says on a terminal, now and then, how far a large file has been read."""

    def __init__(self, file: str) -> None:
        path = Path(file)
        self.size = path.stat().st_size if path.is_file() else 0
        self.read = self.told = 0

    def __call__(self, count: int) -> None:
        self.read += count
        if self.read - self.told >= STEP and sys.stderr.isatty():
            self.told = self.read
            click.echo(f"\r已核对 {self.read // 1024**2}/{self.size // 1024**2} MB … ", nl=False, err=True)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
