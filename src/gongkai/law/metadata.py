"""The words of a policy page's metadata and of a catalogue row.   依据：国办发〔2016〕80号、国办发〔2019〕54号；regulations §§6, 7.2"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class FiveOpen(StrEnum):
    """The five kinds of openness (五公开).   依据：国办发〔2016〕80号"""

    DECISION = "decision"
    EXECUTION = "execution"
    MANAGEMENT = "management"
    SERVICE = "service"
    RESULT = "result"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "decision": "决策公开",
            "execution": "执行公开",
            "management": "管理公开",
            "service": "服务公开",
            "result": "结果公开",
        }[self.value]


class Audience(StrEnum):
    """Whom a catalogue row is for (公开对象)."""

    EVERYBODY = "everybody"
    GROUP = "group"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"everybody": "全社会", "group": "特定群体"}[self.value]


class Carrier(StrEnum):
    """A channel or carrier of the standard catalogue (公开渠道和载体)."""

    WEBSITE = "website"
    GAZETTE = "gazette"
    NEW_MEDIA = "new_media"
    CONFERENCE = "conference"
    BROADCAST = "broadcast"
    PAPER = "paper"
    READING_PLACE = "reading_place"
    SERVICE_CENTRE = "service_centre"
    SERVICE_STATION = "service_station"
    ON_SITE = "on_site"
    NOTICE_BOARD = "notice_board"
    DELIVERED = "delivered"
    HOTLINE = "hotline"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word that the catalogue prints after its box."""
        return {
            "website": "政府网站",
            "gazette": "政府公报",
            "new_media": "两微一端",
            "conference": "发布会/听证会",
            "broadcast": "广播电视",
            "paper": "纸质媒体",
            "reading_place": "公开查阅点",
            "service_centre": "政务服务中心",
            "service_station": "便民服务站",
            "on_site": "入户/现场",
            "notice_board": "社区/企事业单位/村公示栏（电子屏）",
            "delivered": "精准推送",
            "hotline": "12345热线",
            "other": "其他",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Field:
    """One of the 26 trial fields (试点领域); `now` is what official guidelines call it where that differs."""

    id: str
    label: str
    now: str = ""


@cache
def fields() -> dict[str, Field]:
    """The 26 trial fields by id, in their official order."""
    return {key: Field(key, **entry) for key, entry in _words()["fields"].items()}


@cache
def topics() -> dict[str, str]:
    """The topics (主题分类) by id, in the usual order."""
    topics: dict[str, str] = _words()["topics"]
    return topics


@cache
def genres() -> dict[str, str]:
    """The kinds of documents (体裁, 文种) by id."""
    genres: dict[str, str] = _words()["genres"]
    return genres


def genre_of(title: str) -> str:
    """The id of the genre that a title ends with, such as 通知 or 实施细则（试行）; "" if it names none."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", title.strip())
    named = [(word, key) for key, label in genres().items() for word in re.split("[、（）]", label) if word]
    return max(((len(word), key) for word, key in named if bare.endswith(word)), default=(0, ""))[1]


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("gongkai.law").joinpath("data/metadata.toml").read_text("utf-8"))
