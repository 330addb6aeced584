"""Reads: what this installation has set about inspections, from the file that the environment names."""

from pathlib import Path

from django.conf import settings as django_settings

from gongkai.law.inspection.settings import DEFAULT, NotOpen, Settings, read


def settings() -> Settings:
    """The numbers and points of this installation; those of the data where it names no file. NotOpen for a file that is no use."""
    if not (path := django_settings.INSPECTION):
        return DEFAULT
    try:
        return read(Path(path).read_text("utf-8"))
    except OSError as error:
        raise NotOpen("检查指标的设置文件打不开，请核对 GONGKAI_INSPECTION。") from error
