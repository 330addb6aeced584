"""How to apply, by law: what to say, when an answer is due, what it costs, what can be done against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from gongkai.agencies.queries import GuideRow, Powers
from gongkai.law.basis import Basis, instrument
from gongkai.law.deadlines.periods import lengths
from gongkai.law.fees.tiers import Method, Tier, schedule
from gongkai.law.params import param
from gongkai.law.remedies.courts import AfterReview
from gongkai.law.remedies.notices import notice
from gongkai.law.remedies.settings import Remedy

_REG = instrument("REG")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that an applicant should know, and where it is written."""

    title: str
    text: str
    bases: tuple[Basis, ...]

    @property
    def source(self) -> str:
        """Where it is written, the Regulation by its short name."""
        return "；".join(map(_short, self.bases))


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in which the agency takes applications."""

    title: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Fee:
    """The tiers by which a fee is counted: from, to, and the price in words."""

    method: Method
    basis: Basis
    tiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Applying:
    """Everything on the page. `channels` are those that the guide names, none where there is no guide."""

    channels: tuple[Channel, ...]
    contents: tuple[Told, ...]
    clocks: tuple[Told, ...]
    fees: tuple[Fee, ...]
    free: Basis
    remedies: tuple[Told, ...]


def _articles(*numbers: str) -> tuple[Basis, ...]:
    return tuple(_REG.article(number) for number in numbers)


def _short(basis: Basis) -> str:
    return f"条例第{basis.article}条" if basis.instrument == _REG else str(basis)


def applying(guide: GuideRow | None, powers: Powers, on: date) -> Applying:
    """How to apply to an agency on a day.   依据：条例第二十七、二十九至三十四、四十二、五十一条"""
    return Applying(
        tuple(_channels(guide)) if guide else (),
        tuple(_contents()),
        tuple(_clocks(on)),
        tuple(_fee(method, on) for method in Method),
        _REG.article("42"),
        tuple(remedies(powers, on)),
    )


def _channels(guide: GuideRow) -> Iterator[Channel]:
    place = f"{guide.address}（{guide.unit}）"
    yield Channel("当面提交", place, f"办公时间：{guide.hours}")
    yield Channel(
        "邮寄",
        f"{place}{f'，邮编{guide.postcode}' if guide.postcode else ''}",
        "请在信封上注明“政府信息公开申请”",
    )
    if guide.fax:
        yield Channel("传真", guide.fax, "发出后请来电确认收到")
    if guide.internet:
        yield Channel("互联网", guide.internet, "提交后以双方确认之日为收到之日")


def _contents() -> Iterator[Told]:
    yield Told("谁可以申请", "公民、法人或者其他组织。", _articles("27"))
    yield Told(
        "用什么形式",
        "用信件、数据电文等书面形式；书面确有困难的，可以口头提出，由受理的机关代为填写。",
        _articles("29"),
    )
    yield Told(
        "写明什么",
        "申请人的姓名或者名称、身份证明、联系方式；所要信息的名称、文号或者便于查询的其他特征；"
        "所要信息的形式，包括获取信息的方式、途径。不必说明用途。",
        _articles("29"),
    )


def _clocks(on: date) -> Iterator[Told]:
    days = lengths(on)
    yield Told(
        "哪天算收到",
        "当面提交的，提交之日；邮寄的，机关签收之日，平常信函等不需签收的，机关与申请人确认之日；"
        "用互联网或者传真的，双方确认之日。",
        _articles("31"),
    )
    yield Told(
        "内容不明确的",
        f"机关自收到之日起{days.correction_notice}个工作日内一次性告知补正；答复期限从收到补正之日起算。"
        "无正当理由逾期不补正的，视为放弃申请。",
        _articles("30"),
    )
    yield Told(
        "多久答复",
        f"能够当场答复的，当场答复；不能的，自收到之日起{days.reply}个工作日内答复。"
        f"需要延长的，经负责人同意并告知申请人，最多延长{days.extension}个工作日。",
        _articles("33"),
    )
    yield Told(
        "征求意见的时间",
        f"征求第三方和其他机关意见的时间不计入答复期限；第三方应当在{days.third_party}个工作日内提出意见。",
        _articles("32"),
    )


def _fee(method: Method, on: date) -> Fee:
    known = schedule(method, on)
    following = [tier.first for tier in known.tiers[1:]]
    return Fee(
        method,
        known.basis,
        tuple(_tier(method, tier, end) for tier, end in zip_longest(known.tiers, following)),
    )


def _tier(method: Method, tier: Tier, following: int | None) -> tuple[str, str]:
    unit = method.unit
    span = f"{tier.first}—{following - 1}{unit}" if following else f"{tier.first}{unit}以上"
    if not tier.rate_yuan:
        return span, "不收费"
    rising = f"，每增加{tier.block}{unit}，单价再加{tier.raise_yuan}元" if tier.block else ""
    return span, f"每{unit}{tier.rate_yuan}元{rising}"


def remedies(powers: Powers, on: date) -> Iterator[Told]:
    """What can be done against what the agency did or did not do."""
    first = notice(Remedy.REVIEW_FIRST, on)
    yield Told(
        "没有依法公开的",
        "可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。",
        _articles("51"),
    )
    yield Told(
        "不予公开的",
        f"先申请行政复议：自收到答复之日起{first.review_days}日内向{reviewers(powers)}提出；"
        f"对复议决定不服的，自收到决定书之日起{first.suit_after_review_days}日内向{court(powers)}起诉。",
        first.bases,
    )
    months = param("suit_months").on(on)
    yield Told(
        "对其他答复不服，或者逾期不答复的",
        f"可以自收到答复之日起{first.review_days}日内申请行政复议，"
        f"或者自知道之日起{months.value}个月内向{court(powers)}起诉。",
        (months.basis,),
    )


def reviewers(powers: Powers) -> str:
    """Who decides on a review, by name where the tree of agencies tells."""
    named = [choice.agency.name if choice.agency else choice.body.label for choice in powers.review_bodies]
    return "或者".join(named) or "行政复议机关"


def court(powers: Powers) -> str:
    """Which court tries a suit without a review."""
    direct = next((each.route for each in powers.courts if each.reviewed is AfterReview.NONE), None)
    return f"本机关所在地的{direct.level.label}" if direct else "有管辖权的人民法院"
