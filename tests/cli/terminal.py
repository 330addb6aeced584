"""The command `gongkai` as a user runs it, and report files to run it on."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.law.report.content import Report


@dataclass(frozen=True, slots=True)
class Ran:
    """What a call left behind: exit code, what it printed, what it complained of."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it printed, as text."""
        return self.out.decode()

    @property
    def lines(self) -> list[Any]:
        """What it printed, one JSON document a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(capture: pytest.CaptureFixture[bytes], *words: str | Path) -> Ran:
    """Run `gongkai` in this process; its workers are processes of their own as ever."""
    capture.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    printed = capture.readouterr()
    assert isinstance(ended.value.code, int)
    return Ran(ended.value.code, printed.out, printed.err.decode())


def start(*words: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start `gongkai` as a process of its own, for signals, pipes and terminals."""
    command = [sys.executable, "-m", "gongkai", *map(str, words)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **(pipes | options))


def save(report: Report, path: Path) -> Path:
    """Write a report as the JSON that `read --json` prints."""
    path.write_bytes(dumps(to_json(report)))
    return path
