"""Word before 2007 and WPS (.doc, .wps) through LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.refusals import GET_AGAIN, SAVE_AS_DOCX, refusal

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60
# Highest macro security, no links followed, no recovery of earlier crashes, no first-start questions.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def to_docx(data: bytes, name: str, *, program: str | None = None, seconds: float = _SECONDS) -> bytes:
    """The same document as .docx. Raises Unreadable where no LibreOffice is installed, or if it fails or takes too long.

    It runs in a folder of its own with a profile of its own, without macros, and is ended with all that it started.
    """
    found = program or next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found is None:
        raise refusal(name, "是旧版 Word 或 WPS 文档，本系统没有安装转换程序", SAVE_AS_DOCX)
    with tempfile.TemporaryDirectory(prefix="gongkai-word-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "in.doc").write_bytes(data)
        (home / "profile" / "user").mkdir(parents=True)
        (home / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        if not _ended_well(_command(found, home), home, seconds):
            raise refusal(name, "转换用时过长，已经停止", SAVE_AS_DOCX)
        made = home / "out" / "in.docx"
        if not made.is_file():
            raise refusal(name, "已损坏或不完整，无法转换", GET_AGAIN)
        if made.stat().st_size > limits.OFFICE_BYTES:
            raise refusal(name, "转换后异常庞大", SAVE_AS_DOCX)
        return made.read_bytes()


def _command(program: str, home: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        *("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "out"), str(home / "in.doc")),
    ]


def _ended_well(command: list[str], home: Path, seconds: float) -> bool:
    """Whether the program ended in time; in a session of its own, so that whatever it started ends with it."""
    environment = {
        "HOME": str(home),
        "TMPDIR": str(home),
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
    }
    with subprocess.Popen(  # noqa: S603 - the program is found by its name, its arguments are ours
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(running.pid)
    return True


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
