"""Findings about files: who may read them, whether there is room, whether everything lies where it should."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from gongkai.cli.check.finding import Finding, error, warning
from gongkai.sealing.keys import is_file

GIGABYTE = 10**9
FULL, NEARLY_FULL = 1, 5  # gigabytes
_WRITE = os.W_OK | os.X_OK
_LOST = {"GONGKAI_STATIC_PAGES": "静态页面不会更新", "GONGKAI_VISITS": "访问不会计数"}


def folders() -> Iterator[Finding]:
    """Everything that the file system tells."""
    for part in (_secrets, _data, _room, _static, _account, _written):
        yield from part()


def _secrets() -> Iterator[Finding]:
    named = {"GONGKAI_SEALING_KEYS": settings.SEALING_KEYS, "GONGKAI_AUDIT_KEY": settings.AUDIT_KEY}
    for variable, path in named.items():
        if not path or (variable == "GONGKAI_SEALING_KEYS" and not is_file(path)):
            continue
        mode = _mode(Path(path))
        if mode is None:
            yield error("F01", f"{variable} 指定的文件 {path} 不存在或者不能读取。", "检查路径和所有者。")
        elif mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield error(
                "F02", f"密钥文件 {path} 别的账号也能读。", f"运行 chmod 600 {path}，并考虑更换密钥。"
            )


def _data() -> Iterator[Finding]:
    for path in _kept():
        mode = _mode(path)
        if mode is None:
            yield error("F03", f"没有找到 {path}。", "检查 GONGKAI_DATA、GONGKAI_FILES 和 GONGKAI_DATABASE。")
        elif mode & stat.S_IRWXO:
            yield error("F04", f"{path} 这台机器上的任何账号都能读。", f"运行 chmod o-rwx {path}。")


def _kept() -> list[Path]:
    """Where data lies: the folders, and the database if it is a file."""
    engine, name = settings.DATABASES["default"]["ENGINE"], str(settings.DATABASES["default"]["NAME"])
    database = [Path(name)] if engine.endswith("sqlite3") and name.startswith("/") else []
    files = [settings.FILES] if settings.FILES.exists() else []
    return [settings.DATA, *files, *database]


def _room() -> Iterator[Finding]:
    for path in sorted({settings.DATA, settings.FILES}):
        if not path.exists():
            continue
        free = shutil.disk_usage(path).free / GIGABYTE
        if free < FULL:
            yield error("F05", f"{path} 所在的磁盘只剩 {free:.1f} GB。", "清理或者扩容；写满后不能办理业务。")
        elif free < NEARLY_FULL:
            yield warning("F05", f"{path} 所在的磁盘只剩 {free:.1f} GB。", "尽快清理或者扩容。")


def _static() -> Iterator[Finding]:
    if not settings.DEBUG and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield error(
            "F06", "样式等静态文件没有收集，页面打不开。", "运行 python -m django collectstatic --noinput。"
        )


def _account() -> Iterator[Finding]:
    if os.geteuid() == 0:
        yield warning(
            "F07",
            "正以 root 运行；如果服务也是这样，一个漏洞就能控制整台机器。",
            "为服务建立专用账号，检查时也用它运行。",
        )


def _written() -> Iterator[Finding]:
    """What is written as the platform works, besides its data; a folder that is not there yet must be possible to make."""
    for variable, path in (("GONGKAI_STATIC_PAGES", settings.COPIES), ("GONGKAI_VISITS", settings.VISITS)):
        if path and not os.access(next(each for each in (path, *path.parents) if each.exists()), _WRITE):
            yield error(
                "F08",
                f"{variable} 指定的文件夹 {path} 不能写入：{_LOST[variable]}。",
                "建好这个文件夹，交给运行服务的账号，再用这个账号检查一遍。",
            )


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:
        return None
