"""Who is responsible for a piece of information, whether it is asked for or to be published.

Its rules keep their numbers among those of the answers (O), where they were first declared.
依据：条例第十条，档案法第十五条
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import instrument
from gongkai.law.rules import Rule, declare

_REG, _ARC = instrument("REG"), instrument("ARC")

MADE = declare("O210", "行政机关制作的，由制作机关负责公开", _REG.article("10"))
FROM_CITIZENS = declare(
    "O211", "从公民、法人和其他组织获取的，由保存该信息的行政机关负责公开", _REG.article("10")
)
FROM_ORGAN = declare(
    "O212", "获取的其他行政机关的信息，由制作或者最初获取的行政机关负责公开", _REG.article("10")
)
UNIT = declare("O213", "派出机构、内设机构依法以自己名义履行职能的，可以由其负责公开", _REG.article("10"))
JOINT = declare("O214", "共同制作的，由牵头制作的行政机关负责公开", _REG.article("10"))
BY_LAW = declare("O215", "法律、法规对公开的权限另有规定的，从其规定", _REG.article("10"))
ARCHIVED = declare("O216", "已经移交档案馆且移交期限届满的，按档案管理的规定办理", _ARC.article("15"))


class Source(StrEnum):
    """Where the organ that is asked has the information from."""

    MADE = "made"
    FROM_CITIZENS = "from_citizens"
    FROM_ORGAN = "from_organ"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "made": "行政机关制作",
            "from_citizens": "从公民、法人和其他组织获取",
            "from_organ": "从其他行政机关获取",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where information comes from; organs by name, empty where not known or not the case.

    `maker` made it, `keeper` obtained it from citizens and keeps it, `first_obtainer` was the first organ to obtain it.
    `makers` are all organs that made it together and `lead_maker` the one in the lead. `unit` is a dispatched agency or
    internal unit that acts in its own name under law. `named_by_law` is the organ that a law or regulation names.
    `archive` took it over, `transfer_due_on` is the day on which the legal period for handing it over ends.
    """

    source: Source
    maker: str = ""
    makers: tuple[str, ...] = ()
    lead_maker: str = ""
    keeper: str = ""
    first_obtainer: str = ""
    unit: str = ""
    named_by_law: str = ""
    archive: str = ""
    transfer_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The organ that is responsible, "" while it cannot be said; `or_unit` may answer in its stead.

    `why` says in Chinese how that follows or what has to be found out first.
    """

    organ: str
    or_unit: str
    rule: Rule
    why: str

    def lies_with(self, organ: str) -> bool:
        """Whether this organ may or must answer; while nothing can be said, no organ is excluded."""
        return not self.organ or organ in (self.organ, self.or_unit)


def responsible(origin: Origin, on: date) -> Responsibility:
    """Who has to answer on a day: what a law says, then the archive, then the lead maker, then the source.

    依据：条例第十条；档案法第十五条
    """
    if origin.named_by_law:
        return _found(origin.named_by_law, BY_LAW, f"法律、法规规定由{origin.named_by_law}负责公开。")
    if origin.archive and origin.transfer_due_on is not None and on > origin.transfer_due_on:
        return _found(
            origin.archive, ARCHIVED, f"移交期限已经届满，由{origin.archive}按照档案管理的规定办理。"
        )
    return _by_source(origin)


def _by_source(origin: Origin) -> Responsibility:
    if len(origin.makers) > 1:
        return _found(origin.lead_maker, JOINT, _why(origin.lead_maker, "牵头制作", "哪一个是牵头制作机关"))
    if origin.source is Source.MADE:
        return _made(origin)
    if origin.source is Source.FROM_CITIZENS:
        return _found(origin.keeper, FROM_CITIZENS, _why(origin.keeper, "保存", "由哪个行政机关保存"))
    first = origin.maker or origin.first_obtainer
    deed = "制作" if origin.maker else "最初获取"
    return _found(first, FROM_ORGAN, _why(first, deed, "由哪个行政机关制作或者最初获取"))


def _made(origin: Origin) -> Responsibility:
    maker = origin.maker or "".join(origin.makers)
    if origin.unit:
        why = f"{origin.unit}依照法律、法规以自己名义履行行政管理职能，可以由其负责公开。"
        return Responsibility(maker, origin.unit, UNIT, why)
    return _found(maker, MADE, _why(maker, "制作", "由哪个行政机关制作"))


def _found(organ: str, rule: Rule, why: str) -> Responsibility:
    return Responsibility(organ, "", rule, why)


def _why(organ: str, deed: str, open_question: str) -> str:
    if not organ:
        return f"请先查明该信息{open_question}。"
    return f"该信息由{organ}{deed}，由其负责公开。"
