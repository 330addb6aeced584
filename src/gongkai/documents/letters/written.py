"""What one letter says, before it is laid out: plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.documents.paper.pieces import Form
from gongkai.law.findings import Severity
from gongkai.law.outcomes.letters import Letter, letter

__all__ = ["HEADS", "Fact", "Form", "FreePart", "Letterhead", "Remark", "Withheld", "Written"]

HEADS: Mapping[Form, str] = {
    Form.LETTER: "信函格式（红色双线）",
    Form.RED: "红头文件格式",
    Form.PLAIN: "不印发文机关标志（用于套印好的公文纸）",
}
"""The forms that the letters of an agency may have, as officers see them.   依据：GB/T 9704—2012 第10章"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The organ as its letters show it.

    `name`: 发文机关, as on the seal. `form`: Form.LETTER 信函格式, Form.RED 红头, Form.PLAIN without a head. `unit`: 公开工作机构.
    `fonts`: typefaces that Word files ask for, by their use: text, title, first, second, number; those not named are the usual ones.
    """

    name: str
    form: Form = Form.LETTER
    unit: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    hours: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)

    @property
    def contact(self) -> str:
        """How the unit is reached, in one sentence without its full stop; "" where nothing is known."""
        told = (
            ("地址：", self.address),
            ("邮政编码：", self.postcode),
            ("电话：", self.telephone),
            ("办公时间：", self.hours),
        )
        known = [f"{label}{value}" for label, value in told if value]
        return "，".join([self.unit, *known] if self.unit and known else known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One thing that was taken out of what is given.

    `where`: file and place, such as 《名单》第3页; `what`: what stood there, never itself: 身份证号码; `ground`: the article as
    letters cite it; `reason`: why.
    """

    where: str
    what: str
    ground: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one letter says.

    `kind`: an id of gongkai.law.outcomes.letters. `title`: "" for the law's name of it. `number`, `on`, `verify`: "", None, ""
    while it is a draft; `law_day`: the day whose law it cites until `on` is known, one of both must be given.
    `paragraphs`: the whole body, with the paragraph about review and suit; where there is none, the template of the kind
    makes the body from `facts`, by the ids of what letters say (`facts_of`): a str, a date or a tuple of str each.
    `free`: what officers wrote in place of a free part of the template, by its id. `attachments`: names.
    `verify`: the address behind the QR code; `reply`: that behind a second one, below the text, where whoever is asked answers.
    `seal`: whether the place of the seal is drawn, in dashes; there is never a seal.
    """

    kind: str
    letterhead: Letterhead
    addressee: str
    title: str = ""
    number: str = ""
    on: date | None = None
    law_day: date | None = None
    paragraphs: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    free: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    copies_to: tuple[str, ...] = ()
    verify: str = ""
    reply: str = ""
    seal: bool = False

    @property
    def letter(self) -> Letter:
        """What the law says about this kind; KeyError for none."""
        return letter(self.kind)

    @property
    def day(self) -> date:
        """The day whose law is cited; ValueError where none is given."""
        found = self.on or self.law_day
        if found is None:
            raise ValueError("a letter needs its day, or the day whose law it cites")
        return found


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a template takes. `needed`: the letter cannot go without it; `by_law`: 条例 and standards want it said."""

    id: str
    label: str
    needed: bool
    by_law: bool


@dataclass(frozen=True, slots=True)
class FreePart:
    """A paragraph that officers may write anew: what it is, and what it says as filled now."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What must be put right before a letter is signed.

    `where`: "fact:due_date", "letterhead:name", "title", "addressee", "body", "characters", "hidden". Errors stop the sign-off,
    warnings do not.
    """

    where: str
    message: str
    severity: Severity = Severity.ERROR
