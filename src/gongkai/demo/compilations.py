"""Topics and the gazette of the demo: two topics that people scan, two issues that are out, one that is being composed; all invented."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from gongkai.agencies.queries import by_slugs
from gongkai.compilations import actions
from gongkai.compilations.models import Code, Issue, Topic
from gongkai.compilations.queries.issue_checks import next_numbers
from gongkai.compilations.queries.kinds import Origin, Rubric, TopicKind
from gongkai.demo import people
from gongkai.demo.people import actor
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor
from gongkai.signoff import actions as signoff

STEPS = (
    ("了解政策", "先看改造范围和条件。", ("老旧小区改造",)),
    ("申请和公示", "由小区业主委员会或者社区提出，名单要公示。", ("助餐", "住房房源")),
    ("监督和反馈", "对施工有意见的，向县住房和城乡建设局反映。", ("施工", "机构职能")),
)
SUBJECTS = (
    ("最低生活保障", "", ("最低生活保障",)),
    ("教育", "", ("学校", "义务教育")),
    ("公共服务", "", ("便民服务", "预算")),
)
OUTSIDE = (
    (
        "全面推进老旧小区改造工作的指导意见（虚构示例）",
        "https://www.guojia.example.gov.cn/zhengce/1.html",
        Origin.NATION,
        "国家有关部门（虚构示例）",
    ),
    (
        "虚构省老旧小区改造技术导则（虚构示例）",
        "https://www.xugousheng.example.gov.cn/zjt/2.html",
        Origin.PROVINCE,
        "虚构省住房和城乡建设厅",
    ),
)
EVERY_DAY = (2, 0, 3, 5, 1, 0, 4, 6, 2, 1, 3, 7, 0, 2)
"""Scans of the last days."""
TOTAL = 41
"""The first issue here goes on from those on paper."""


@transaction.atomic
def load(now: datetime) -> None:
    """Compose them, unless that was done before."""
    if Topic.objects.exists():
        return
    writer, officer = (actor(people.HOME, role, now) for role in (Role.HANDLER, Role.DISCLOSURE_OFFICER))
    home = by_slugs([people.HOME.slug])[people.HOME.slug].id
    first = _topic(
        home, ("ljxq", TopicKind.ONE_THING, "老旧小区改造“一件事”（虚构示例）"), STEPS, (writer, officer), now
    )
    for title, address, origin, source in OUTSIDE:
        section = Topic.objects.get(pk=first).sections.order_by("position")[0].pk
        actions.put_in_address(
            topic_id=first,
            section_id=section,
            title=title,
            address=address,
            origin=origin,
            source=source,
            by=officer,
            at=now,
        )
    _topic(
        home,
        ("minsheng", TopicKind.SUBJECT, "民生保障政策专题（虚构示例）"),
        SUBJECTS,
        (writer, officer),
        now,
    )
    _scan(first, now)
    _gazette(home, now)


def _topic(
    home: int,
    named: tuple[str, TopicKind, str],
    sections: Iterable[tuple[str, str, tuple[str, ...]]],
    by: tuple[Actor, Actor],
    now: datetime,
) -> int:
    writer, officer = by
    slug, kind, title = named
    made = actions.begin_topic(
        agency_id=home,
        slug=slug,
        kind=kind,
        title=title,
        cover="各级政策集中看，一码查到底",
        introduction="这里汇集国家、省、县和部门的有关政策，按办事的顺序排列。内容是演示数据。",
        by=writer,
        at=now,
    )
    for name, note, words in sections:
        section = actions.add_section(topic_id=made, title=name, note=note, by=writer, at=now)
        for item in _public(words)[:4]:
            actions.put_in_item(topic_id=made, section_id=section, item_id=item, by=writer, at=now)
    actions.open_topic(topic_id=made, by=officer, at=now)
    return made


def _public(words: tuple[str, ...]) -> list[int]:
    """What is public with one of these words in its title, of all agencies."""
    found = Item.objects.filter(stand=Stand.PUBLIC).order_by("pk").values_list("pk", "title")
    return [pk for pk, title in found if any(word in title for word in words)]


def _scan(topic_id: int, now: datetime) -> None:
    code = Code.objects.get(topic=topic_id, section=None, place=None)
    today = localtime(now).date()
    for ago, times in enumerate(EVERY_DAY):
        for _ in range(times):
            actions.count_scan(code_id=code.pk, on=today - timedelta(days=ago))


def _gazette(home: int, now: datetime) -> None:
    """The documents in halves: two issues, and the notices in one that is being composed."""
    found = Item.objects.filter(agency=home, stand=Stand.PUBLIC).exclude(public__document_no="")
    documents = list(found.order_by("public__written_on", "pk"))
    numbered = [item for item in documents if item.public and item.public.document_no.startswith("云政")]
    middle = len(numbered) // 2
    for days, items in ((20, numbered[:middle]), (0, numbered[middle:])):
        _issue(home, items, now - timedelta(days=days), now, out=True)
    _issue(home, numbered[:1], now, now, out=False)


def _issue(home: int, items: list[Item], dated: datetime, now: datetime, *, out: bool) -> None:
    writer, officer = (actor(people.HOME, role, now) for role in (Role.HANDLER, Role.DISCLOSURE_OFFICER))
    on = localtime(dated).date()
    number, total = next_numbers(home, on.year)
    made = actions.begin_issue(
        agency_id=home,
        title="云岭县人民政府公报",
        sponsor="云岭县人民政府办公室（虚构示例）",
        year=on.year,
        number=number,
        total=max(total, TOTAL),
        dated_on=on,
        by=writer,
        at=now,
    )
    for item in items:
        office = item.public is not None and "政办" in item.public.document_no
        rubric = Rubric.OFFICE if office else Rubric.GOVERNMENT
        actions.add_article(issue_id=made, item_id=item.pk, rubric=rubric, by=writer, at=now)
    if not out:
        return
    actions.submit_issue(issue_id=made, by=writer, at=now)
    held = Issue.objects.get(pk=made)
    for step, role in (("office", Role.OFFICE_HEAD), ("signature", Role.LEADER)):
        signoff.say(
            round_id=held.round_id or 0,
            step=step,
            verdict=Verdict.AGREE,
            digest=held.digest,
            by=actor(people.HOME, role, now),
            at=now,
        )
    actions.issue(issue_id=made, by=officer, at=now)
