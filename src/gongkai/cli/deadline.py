"""`gongkai deadline`: when an answer is due, day by day, for one application or a stream of them."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click

from gongkai.cli import batch, machine
from gongkai.cli.answers import json_line, print_json, print_lines
from gongkai.cli.chinese import Command, Refused
from gongkai.cli.deadline_help import epilog_lines
from gongkai.cli.deadline_text import told
from gongkai.cli.json_input import NoDocument, parse
from gongkai.cli.screen import printable
from gongkai.cli.words import DAY
from gongkai.documents.deadlines.answer import answer, refusal
from gongkai.law.findings import Severity
from gongkai.law.ledger import Channel

LARGEST = 1_000_000  # bytes of one document: thousands of events


class _Telling(Command):
    """A command whose help goes on with the events and settings that a document may have."""

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Written as it is: the columns are set already."""
        formatter.write("".join(f"{line}\n" for line in epilog_lines()))


@click.command(cls=_Telling, options_metavar="[选项]")
@click.argument("file", required=False, metavar="[FILE|-]")
@click.option("--received", type=DAY, help="收到申请的日期；不用文件、只算最简单的情形时给出。")
@click.option(
    "--channel",
    type=click.Choice([channel.value for channel in Channel]),
    help="申请渠道，与 --received 一起用：" + "，".join(f"{one.value} {one.label}" for one in Channel) + "。",
)
@click.option("--as-of", type=DAY, help="截至哪一天，默认今天；文件里写了 as_of 的以文件为准。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def deadline(
    file: str | None, received: date | None, channel: str | None, as_of: date | None, as_json: bool
) -> int:
    """计算答复申请的期限：哪天到期、用了几天、等谁，并逐日说明依据。

    FILE 是一个 JSON 文件，写明收到日期、渠道和办理中发生的事实。
    FILE 为 - 时，从标准输入逐行读取，一行一个 JSON，每行输出一行结果。
    结果有错误时退出代码为 1，文件不能读取或者用法不对时为 2。
    """
    today = as_of or machine.today()
    if file == "-":
        _refuse_beside(received, channel)
        return _stream(sys.stdin.buffer, today)
    if file is not None:
        _refuse_beside(received, channel)
        said = _answer(_document(Path(file)), today)
    else:
        said = _answer(_simple(received, channel, as_of), today)
    if as_json:
        print_json(said)
    else:
        print_lines(told(said))
    return batch.WITH_ERRORS if _wrong(said) else batch.CLEAN


def _refuse_beside(received: date | None, channel: str | None) -> None:
    if received is not None or channel is not None:
        raise click.UsageError(
            "给出文件时，收到日期和渠道写在文件里，不能再用 --received、--channel",
            click.get_current_context(),
        )


def _simple(received: date | None, channel: str | None, as_of: date | None) -> dict[str, str]:
    if received is None:
        raise click.UsageError(
            "请给出 FILE，或者用 --received 给出收到申请的日期", click.get_current_context()
        )
    document = {"received_on": received.isoformat()}
    if channel is not None:
        document["channel"] = channel
    if as_of is not None:
        document["as_of"] = as_of.isoformat()
    return document


def _document(path: Path) -> object:
    name = f"文件“{printable(str(path))}”"
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        why = {"FileNotFoundError": "不存在", "IsADirectoryError": "是文件夹"}.get(type(error).__name__)
        raise Refused(f"文件“{path}”{why or f'不能读取（{error.strerror}）'}，请检查路径和权限。") from None
    if len(data) > LARGEST:
        raise Refused(f"{name}超过 {LARGEST} 字节，不是一件申请的办理记录，请检查是否给错了文件。")
    try:
        return parse(data)
    except NoDocument as error:
        raise Refused(f"{name}{error}") from None


def _stream(lines: BinaryIO, today: date) -> int:
    """Answer each line at once; one that cannot be read gets an answer with a finding, and the next one follows."""
    wrong = False
    for data in _lines(lines):
        said = _answer_line(data, today)
        batch.show(json_line(said))
        wrong = wrong or _wrong(said)
    return batch.WITH_ERRORS if wrong else batch.CLEAN


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines, each cut off where it is longer than a document can be."""
    while line := stream.readline(LARGEST + 1):
        rest = line
        while len(rest) > LARGEST and not rest.endswith(b"\n"):
            rest = stream.readline(LARGEST + 1)
        yield line


def _answer_line(data: bytes, today: date) -> dict[str, Any]:
    if len(data) > LARGEST:
        return refusal(f"这一行超过 {LARGEST} 字节，不是一件申请的办理记录。", today)
    try:
        return _answer(parse(data), today)
    except NoDocument as error:
        return refusal(f"这一行{error}", today)


def _answer(document: object, today: date) -> dict[str, Any]:
    return answer(document, calendar=machine.calendar(), today=today)


def _wrong(said: dict[str, Any]) -> bool:
    return any(finding["severity"] == Severity.ERROR for finding in said["findings"])
