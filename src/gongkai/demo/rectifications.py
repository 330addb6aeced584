"""A handful of requests for correction of the demo, in every state that officers meet, through the same actions as any."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from gongkai.agencies import queries as agencies
from gongkai.applications.actions import rectifying
from gongkai.applications.models import Rectification
from gongkai.applications.models.numbers import RECTIFICATION_NO
from gongkai.applications.queries.filing import of_who
from gongkai.applications.queries.kinds import Asker
from gongkai.applications.queries.rectifying.claims import Claim
from gongkai.demo import people
from gongkai.demo.applicants import INVENTED, applicant
from gongkai.demo.applications import told
from gongkai.demo.numbering import set_everywhere
from gongkai.demo.people import actor
from gongkai.documents.holidays import installed_calendar
from gongkai.law.rectification.answers import Ground
from gongkai.law.roles import Role

PATTERN = "GZ{code}-{year}-{n:04}"
NUMBERS = UUID("7d6f4a0b-2f0e-4c53-8b7f-0c1f5d3e2a44")

Steps = tuple[tuple[int, Callable[..., Any], dict[str, Any]], ...]

STORIES: tuple[tuple[int, str, tuple[str, str, str, str], Steps], ...] = (
    (
        1,
        "person 3",
        ("农村危房改造补助对象公示", "户主姓名少写一个字", "户主姓名应与户口簿一致", "户口簿首页"),
        (),
    ),
    (
        4,
        "person 5",
        ("高标准农田建设补偿名册", "承包面积写作3.2亩", "承包面积应为5.2亩", "土地承包经营权证"),
        ((0, rectifying.confirm, {"how": "电话确认"}),),
    ),
    (
        9,
        "body 0",
        ("行政许可决定公示", "注册地址写作原址", "注册地址应为变更后的地址", "变更后的营业执照"),
        (
            (0, rectifying.confirm, {"how": "电话确认"}),
            (2, rectifying.ask_evidence, {"what": "请提供变更登记通知书。", "working_days": 10}),
        ),
    ),
    (
        40,
        "person 7",
        ("老年人高龄津贴发放名单", "出生年份写早两年", "出生年份应与身份证一致", "身份证"),
        (
            (0, rectifying.confirm, {"how": "当面确认"}),
            (
                6,
                rectifying.correct,
                {"old_record": "出生年份比身份证早两年", "new_record": "出生年份已按身份证改正"},
            ),
        ),
    ),
    (
        60,
        "person 9",
        ("征地补偿安置公示", "附着物写作12棵", "附着物应为20棵", "邻居可以证明"),
        (
            (1, rectifying.confirm, {"how": "电话确认"}),
            (3, rectifying.ask_evidence, {"what": "请提供能够证明棵数的照片或者记录。", "working_days": 5}),
            (
                15,
                rectifying.refuse,
                {
                    "ground": Ground.NO_EVIDENCE,
                    "reasons": "经查当时的清点表，有申请人的签名，记为12棵；没有收到其他证据。",
                },
            ),
        ),
    ),
    (
        75,
        "person 11",
        ("社会保险缴费记录查询结果", "缴费月数少记三个月", "缴费月数应补记三个月", "工资单和缴费凭证"),
        (
            (0, rectifying.confirm, {"how": "电话确认"}),
            (
                4,
                rectifying.forward,
                {"organ": "虚构省示例市社会保险中心", "contact": "000-0000000", "sent": True},
            ),
        ),
    ),
)
"""So many working days ago; who; the record, what it says, what it should say, the evidence; what happened so many days later."""


@transaction.atomic
def load(now: datetime) -> None:
    """Have the requests come in and be handled, unless that was done before."""
    if Rectification.objects.exists():
        return
    set_everywhere(RECTIFICATION_NO.name, PATTERN, now)
    office = agencies.by_slugs([people.HOME.slug])[people.HOME.slug]
    officer = actor(people.HOME, Role.DISCLOSURE_OFFICER, now)
    calendar = installed_calendar()
    for number, (back, who, said, steps) in enumerate(sorted(STORIES, key=lambda story: -story[0])):
        came = calendar.after(localdate(now), -back)
        made = rectifying.submit(
            agency_id=office.id,
            claim=_claim(who, said),
            ticket=uuid5(NUMBERS, str(number)),
            at=make_aware(datetime.combine(came, time(9, 10))),
        )
        for days, action, given in steps:
            day = calendar.after(came, days) if days else came
            at = make_aware(datetime.combine(day, time(10, 10))) + timedelta(minutes=number)
            if at <= now:
                action(rectification_id=made.rectification_id, by=officer, at=at, **given)


def _claim(who: str, said: tuple[str, str, str, str]) -> Claim:
    form = applicant(who, told())
    record, says_now, should_say, because = said
    return Claim(
        asker=Asker.PERSON if form.person else Asker.ORGANISATION,
        **of_who(form),
        record=f"{record}{INVENTED}",
        says_now=says_now,
        should_say=should_say,
        because=because,
    )
