"""An installation of its own for a test: a folder with keys, a database, and commands as processes."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT
from tests.records.keys import new_key as new_audit_key
from tests.sealing.people import NEW

SECRET = "Kq3-vZ9_xL2mN8pR4sT6wY1bD5fG7hJ0aC-eU_iO.QzXcVbNm-8r2"


@dataclass
class Installation:
    """Its environment can be changed between commands; "" takes a variable away."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these words."""
        given = {**self.environment, **{f"GONGKAI_{name}": value for name, value in changed.items()}}
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env={name: value for name, value in given.items() if value},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def gongkai(self, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        """Run the command."""
        return self.run("-m", "gongkai", *words, **changed)


def installation(folder: Path, database: str) -> Installation:
    """One that is as it should be, with tables and static files, as far as a test can make it."""
    os.umask(0o077)
    folder.chmod(0o700)
    keys = folder / "sealing-keys"
    keys.write_text(NEW)
    keys.chmod(0o600)
    audit = new_audit_key(folder / "audit.pem")
    audit.chmod(0o600)
    (folder / "static").mkdir()
    (folder / "static" / "staticfiles.json").write_text("{}")
    return Installation(
        folder,
        {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "gongkai.settings",
            "GONGKAI_SECRET_KEY": SECRET,
            "GONGKAI_DATABASE": database,
            "GONGKAI_DATA": str(folder),
            "GONGKAI_HOSTS": "gk.example.gov.cn",
            "GONGKAI_HTTPS": "1",
            "GONGKAI_PROXIES": "1",
            "GONGKAI_SEALING_KEYS": str(keys),
            "GONGKAI_AUDIT_KEY": str(audit),
        },
    )
