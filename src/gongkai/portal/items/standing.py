"""Whether a document still counts: the notice above a text that is no longer, or not yet, in force."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.duties.publication import Validity
from gongkai.law.wording import day
from gongkai.portal.items.box import TONES, validity_of
from gongkai.publication.queries.content import Content
from gongkai.publication.queries.mentions import Mentioning
from gongkai.publication.queries.public import PublicItem


@dataclass(frozen=True, slots=True)
class Standing:
    """The notice. `by`: the document that says so, introduced by `led`."""

    tone: str
    title: str
    text: str
    led: str = ""
    by: Mentioning | None = None


_LED = {
    Validity.REPEALED: ("废止", "废止它的文件："),
    Validity.EXPIRED: ("失效", "有关文件："),
    Validity.AMENDED: ("修改", "修改它的文件："),
}
"""The word that another document has for it, and how that one is introduced."""


def standing(item: PublicItem, on: date) -> Standing | None:
    """The notice on a day; None for what is in force, and for what is no document of this kind."""
    said = item.content
    now = validity_of(said, on)
    if now in (None, Validity.VALID):
        return None
    word, led = _LED.get(now, ("", ""))
    by = next((each for each in item.used_by if word in each.says), None)
    return Standing(TONES[now], _title(now), _text(said, now), led, by)


def _title(now: Validity) -> str:
    return {
        Validity.REPEALED: "本文件已经废止",
        Validity.EXPIRED: "本文件已经失效",
        Validity.AMENDED: "本文件已经修改",
    }.get(now, "本文件尚未施行")


def _text(said: Content, now: Validity) -> str:
    if now is Validity.NOT_YET:
        return f"自{day(said.effective_on)}起施行。" if said.effective_on else "施行日期另行公布。"
    if now is Validity.AMENDED:
        return "请以修改后的内容为准。"
    if now is Validity.EXPIRED and said.valid_until:
        return f"有效期至{day(said.valid_until)}，保留在这里供查阅，不再作为办事的依据。"
    return "保留在这里供查阅，不再作为办事的依据。"
