"""What a request for correction must say, and what is wrong with one that is being written.   依据：条例第四十一条"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from gongkai.applications.models import ApplicantKind, Asker, Medium, Route
from gongkai.applications.queries import filing
from gongkai.applications.queries.filing import WHO, Filing, Who, of_who

LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Who):
    """A form as it was filled in. Who asks is said as in an application.

    `record`: the document or page; `place`: where it is found; `says_now`: what it says wrongly; `should_say`: what is right;
    `because`: which evidence there is.
    """

    asker: Asker | str = ""
    record: str = ""
    place: str = ""
    says_now: str = ""
    should_say: str = ""
    because: str = ""

    @property
    def person(self) -> bool:
        """Whether a natural person asks."""
        return self.asker == Asker.PERSON


_NEEDED = {
    "record": "请写明哪一份文件、哪一个页面上的记录不准确。",
    "says_now": "请写明记录现在是怎样写的。",
    "should_say": "请写明应当怎样写。",
    "because": "请写明您有什么证据。",
}
_ROOM = {
    "record": ("文件或者页面的名称", 200),
    "place": ("在哪里看到的", 200),
    "says_now": ("现在的记录", LONGEST),
    "should_say": ("应当的记录", LONGEST),
    "because": ("证据", LONGEST),
}


def wrong(claim: Claim) -> dict[str, str]:
    """What is wrong with a form, by field; empty where it can be sent.   依据：条例第四十一条"""
    return dict((*_who(claim), *_what(claim)))


def _who(claim: Claim) -> Iterator[tuple[str, str]]:
    """As of an applicant: the same document, the same ways to be reached."""
    if claim.asker not in set(Asker):
        yield "asker", "请选择是公民，还是法人或者其他组织。"
        return
    kind = ApplicantKind.NATURAL_PERSON if claim.person else ApplicantKind.OTHER
    form = Filing(kind=kind, medium=Medium.ELECTRONIC, route=Route.PORTAL, **of_who(claim))
    yield from ((name, message) for name, message in filing.wrong(form).items() if name in WHO)


def _what(claim: Claim) -> Iterator[tuple[str, str]]:
    for name, message in _NEEDED.items():
        if not getattr(claim, name).strip():
            yield name, message
    for name, (label, most) in _ROOM.items():
        if len(getattr(claim, name)) > most:
            yield name, f"{label}不能超过 {most} 个字。"
    same = claim.says_now.strip()
    if same and same == claim.should_say.strip():
        yield "should_say", "应当的记录与现在的记录相同，请核对。"
    for each in fields(claim):
        if filing.unkept(getattr(claim, each.name)):
            yield each.name, filing.UNKEPT
