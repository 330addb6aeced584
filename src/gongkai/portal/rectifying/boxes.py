"""What the form of a request for correction asks, and the request that was filled in."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from gongkai.applications.queries.kinds import ApplicantKind, Asker
from gongkai.applications.queries.rectifying.claims import LONGEST, Claim
from gongkai.portal.applying.boxes import Box, Look, boxes, filled_in
from gongkai.portal.applying.filling import Step, filled

KINDS = {Asker.PERSON: ApplicantKind.NATURAL_PERSON, Asker.ORGANISATION: ApplicantKind.OTHER}
"""As whom the form of applications knows them."""
_RECORD = (
    Box(
        "record",
        "哪一份文件、哪一个页面写错了？",
        help="写名称，例如“某年某项补贴发放名册”。不要在这一栏写个人信息。",
    ),
    Box("place", "在哪里看到的", help="网址、文号，或者办事时拿到的材料。", optional=True),
    Box(
        "says_now",
        "现在是怎样写的？",
        help="把写错的地方抄下来。加密保存，只用于办理这件申请。",
        look=Look.AREA,
        most=LONGEST,
    ),
    Box("should_say", "应当怎样写？", help="加密保存。", look=Look.AREA, most=LONGEST),
    Box(
        "because",
        "您有什么证据？",
        help="例如户口簿、营业执照、生效的判决。加密保存；能上传的，请在下面上传。",
        look=Look.AREA,
        most=LONGEST,
    ),
)
_PLAIN = tuple(box.name for box in _RECORD)


def read(asker: Asker, post: QueryDict) -> dict[str, str]:
    """What was filled in, by field."""
    known: dict[str, Any] = filled({}, Step.APPLICANT, post)
    texts = {name: _text(post.get(name, "")) for name in _PLAIN}
    return {**known, **texts, "asker": asker.value}


def claim(fields: Mapping[str, str]) -> Claim:
    """The request that was filled in."""
    return Claim(**fields)


def about(fields: Mapping[str, str], wrong: Mapping[str, str]) -> list[Box]:
    """The boxes about the record."""
    return [filled_in(box, fields, wrong) for box in _RECORD]


def asking(asker: Asker, fields: Mapping[str, str], wrong: Mapping[str, str]) -> list[Box]:
    """The boxes about who asks, as an applicant is asked."""
    return boxes(Step.APPLICANT, {**fields, "kind": KINDS[asker].value}, wrong)


def _text(said: str) -> str:
    """One sign more than fits is kept, so that the page can say that it is too long."""
    return said.replace("\0", "").replace("\r\n", "\n").strip()[: LONGEST + 1]
