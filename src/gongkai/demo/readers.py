"""What readers of the demo asked for, said and looked at; nobody is written to, and all of it is invented."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.agencies.queries import AgencyRow, by_slugs
from gongkai.demo.people import BUREAU, HOME, actor
from gongkai.feedback import actions as feedback
from gongkai.feedback.actions import Told
from gongkai.feedback.actions.rating import rate
from gongkai.feedback.models import Fault, FaultKind, Rating, Use
from gongkai.law.roles import Role
from gongkai.portal.subscribing.targets import target_at
from gongkai.publication.models import Item, Stand
from gongkai.subscriptions.actions.asking import ask, confirm, end
from gongkai.subscriptions.models import Rhythm, Subscription
from gongkai.visits.actions.counting import add
from gongkai.visits.models import ItemVisits

NOTE = "（虚构示例）"
WEEKS = 26
ITEMS = 12
"""Items of each agency that readers said something of and looked at."""
SUBSCRIBED = (
    ("items", "", Rhythm.DAILY, True),
    ("policies", "", Rhythm.WEEKLY, True),
    ("organ", HOME.slug, Rhythm.AT_ONCE, True),
    ("organ", BUREAU.slug, Rhythm.WEEKLY, True),
    ("organ", BUREAU.slug, Rhythm.DAILY, False),
    ("policies", "", Rhythm.DAILY, False),
)
"""The page, whose it is, how often, whether it was confirmed."""
FAULTS = (
    (9, HOME.slug, FaultKind.TYPO, "标题里的“云岭”写成了“云龄”。", "已经改正，谢谢您的提醒。"),
    (6, BUREAU.slug, FaultKind.DEAD_LINK, "附件点了打不开。", "附件已经重新上传，现在可以打开。"),
    (8, HOME.slug, FaultKind.OUTDATED, "办公时间还是去年冬季的。", ""),
    (1, HOME.slug, FaultKind.INACCESSIBLE, "用读屏软件读不出表格的表头。", ""),
    (1, BUREAU.slug, FaultKind.OTHER, "手机上看流程图要左右移动，建议换成文字。", ""),
)
"""How many days ago, whose page, what is wrong, in words, the answer."""
SAID = {
    Use.USEFUL: "写得清楚，一次就办成了。",
    Use.SO_SO: "想知道咨询电话，没有找到。",
    Use.USELESS: "内容太长，看不到重点。",
}


def load(now: datetime) -> None:
    """Enter it, each kind unless that was done before."""
    there = by_slugs([HOME.slug, BUREAU.slug])
    if not Subscription.objects.exists():
        _subscribe(now)
    if not Fault.objects.exists():
        _find_faults(there, now)
    if not Rating.objects.exists():
        _rate(there, now)
    if not ItemVisits.objects.exists():
        _visit(there, now)


@transaction.atomic
def _subscribe(now: datetime) -> None:
    """Four who get mail, two who did not answer the question, one who left."""
    for number, (name, slug, rhythm, confirmed) in enumerate(SUBSCRIBED, 1):
        target = target_at(reverse(name, args=[slug] if slug else []))
        if target is None:
            continue
        at = now - (timedelta(days=30 - number) if confirmed else timedelta(hours=number))
        ask(email=f"duzhe{number}@example.invalid", target=target, rhythm=rhythm, at=at)
        made = Subscription.objects.latest("pk")
        if confirmed:
            confirm(subscription_id=made.pk, at=at + timedelta(minutes=5))
        if number == 1:
            _leave(now)


def _leave(now: datetime) -> None:
    target = target_at(reverse("items"))
    if target is not None:
        ask(email="duzhe9@example.invalid", target=target, rhythm=Rhythm.WEEKLY, at=now - timedelta(days=20))
        made = Subscription.objects.latest("pk").pk
        confirm(subscription_id=made, at=now - timedelta(days=20))
        end(subscription_id=made, at=now - timedelta(days=3))


def _find_faults(there: dict[str, AgencyRow], now: datetime) -> None:
    for number, (days, slug, kind, says, answer) in enumerate(FAULTS, 1):
        if slug not in there:
            continue
        at, item = now - timedelta(days=days), next(iter(_items(there[slug])), None)
        page = reverse("item", args=[item]) if item else reverse("organ", args=[slug])
        contact = f"duzhe{number}@example.invalid" if number % 2 else ""
        told = Told(there[slug].id, page, kind, f"{says}{NOTE}", contact)
        made = feedback.report(told=told, ticket=uuid5(NAMESPACE_URL, f"gongkai:demo:fault:{number}"), at=at)
        if answer:
            place = HOME if slug == HOME.slug else BUREAU
            by = actor(place, Role.DISCLOSURE_OFFICER, now)
            feedback.answer(fault_id=made.fault_id, text=f"{answer}{NOTE}", by=by, at=at + timedelta(days=1))


@transaction.atomic
def _rate(there: dict[str, AgencyRow], now: datetime) -> None:
    """Most found it useful; a few wrote some words, some items nobody said anything of."""
    uses = (Use.USEFUL, Use.USEFUL, Use.USEFUL, Use.SO_SO, Use.USEFUL, Use.USELESS)
    for agency in there.values():
        for place, item in enumerate(_items(agency)[: ITEMS // 2]):
            for turn in range(5 - place % 4):
                use = uses[(place + 2 * turn) % len(uses)]
                says = f"{SAID[use]}{NOTE}" if (place + turn) % 3 == 1 else ""
                at = now - timedelta(days=3 + 11 * turn + 2 * place)
                rate(item=item, use=use, says=says, household=f"demo {place} {turn}", at=at)


@transaction.atomic
def _visit(there: dict[str, AgencyRow], now: datetime) -> None:
    """One day of each week: those that are looked at most are always the same."""
    today = localdate(now)
    for week in range(1, WEEKS + 1):
        pages: dict[str, int] = {}
        for body, slug in enumerate(sorted(there)):
            pages[f"/zfxxgk/{slug}/"] = 60 + (37 * week + 11 * body) % 50
            pages[f"/zfxxgk/{slug}/fdzdgk/tzgg/"] = 30 + (23 * week + 7 * body) % 40
            pages[f"/zfxxgk/{slug}/fdzdgk/zcwj/"] = 20 + (19 * week + 5 * body) % 30
            for place, item in enumerate(_items(there[slug])):
                pages[f"/xxgk/{item}/"] = 3 + (29 * week + 13 * place) % (90 // (place + 1) + 1)
        add(today - timedelta(days=7 * week), pages)


def _items(agency: AgencyRow) -> list[str]:
    """The index numbers of some items, oldest first."""
    public = Item.objects.filter(agency=agency.id, stand=Stand.PUBLIC)
    return list(public.order_by("pk").values_list("index_no", flat=True)[:ITEMS])
