"""A disk that is full while a file is taken in: a clear refusal, nothing half done. In a process with a limit of its own."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.records.databases import surroundings

PROGRAM = """
import resource
import django
django.setup()
from gongkai.records.actions.files import FileRefused, receive
from gongkai.records.queries.files import folder
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
try:
    receive(b"%PDF-" + bytes(3_000_000), "答复.pdf")
except FileRefused as refusal:
    print(refusal)
print([path.name for path in folder().rglob("*") if path.is_file()])
print(receive(b"%PDF-" + bytes(900_000), "答复.pdf").size)
"""


def test_full_disk_leaves_nothing_half_done(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=surroundings(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["“答复.pdf”没有保存：磁盘空间不足，请联系运行人员。", "[]", "900005"]
