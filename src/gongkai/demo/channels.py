"""Channels of the demo: carriers of several bodies, what they passed on, an export that was taken in, tasks open and late,
proofs with small made pictures. All invented.
"""

import csv
import io
import struct
import zlib
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from gongkai.agencies.queries import by_slugs
from gongkai.channels import actions
from gongkai.channels.actions import Counts, Details, Put
from gongkai.channels.actions.importing import KINDS
from gongkai.channels.models import Carrier, Post
from gongkai.channels.queries import CarrierKind, Filing
from gongkai.demo import people
from gongkai.demo.people import actor
from gongkai.law.roles import Role
from gongkai.publication.models import Item, Stand
from gongkai.publication.queries import ColumnKind
from gongkai.records.access import Actor
from gongkai.records.actions.files import receive

OPENED = date(2021, 3, 1)
FILED = date(2021, 4, 12)
NOTE = "（虚构示例）"
CARRIERS: dict[str, tuple[tuple[CarrierKind, str, dict[str, str]], ...]] = {
    "yunling": (
        (
            CarrierKind.WECHAT,
            "云岭发布",
            {"account": "yunling-fabu", "office": "县政府办信息公开科", "no": "云新备〔2021〕1号"},
        ),
        (
            CarrierKind.WEIBO,
            "云岭发布微博",
            {"account": "云岭发布", "office": "县政府办信息公开科", "no": "云新备〔2021〕2号"},
        ),
        (CarrierKind.TOUTIAO, "云岭发布头条号", {"account": "云岭发布", "office": "县融媒体中心"}),
        (CarrierKind.GAZETTE, "云岭县人民政府公报", {"office": "县政府办"}),
        (
            CarrierKind.READING_PLACE,
            "县档案馆查阅点",
            {"place": "文化路 12 号县档案馆一楼", "hours": "工作日 9:00—17:00"},
        ),
        (
            CarrierKind.READING_PLACE,
            "县图书馆查阅点",
            {"place": "人民路 3 号县图书馆二楼", "hours": "周二至周日 9:00—18:00"},
        ),
        (
            CarrierKind.SCREEN,
            "政务服务大厅电子屏",
            {"place": "行政服务中心一楼大厅", "hours": "工作日 9:00—17:00"},
        ),
    ),
    "yunling-zjj": (
        (
            CarrierKind.WECHAT,
            "云岭住建",
            {"account": "yunling-zhujian", "office": "县住建局办公室", "no": "云新备〔2022〕8号"},
        ),
        (CarrierKind.NOTICE_BOARD, "住建局公开栏", {"place": "城东街 8 号院门口", "hours": "全天"}),
    ),
}


@transaction.atomic
def load(now: datetime) -> None:
    """Enter carriers and what stands on them, unless that was done before."""
    if Carrier.objects.exists():
        return
    there = by_slugs(CARRIERS)
    made: dict[str, int] = {}
    for place in (people.HOME, people.BUREAU):
        keeper = actor(place, Role.DISCLOSURE_OFFICER, now)
        for kind, name, told in CARRIERS[place.slug]:
            made[name] = _enter(there[place.slug].id, kind, name, told, keeper, now)
    items = _items(there[people.HOME.slug].id, now)
    _pass_on(made, items, now)
    _hang(made, items, now)
    _take_in(made["云岭发布"], items, now)
    _tasks(made, there[people.HOME.slug].id, items, now)


def picture(shade: int) -> bytes:
    """A small drawing of a notice board, as PNG: a frame, a sheet, lines."""
    width, height = 240, 160
    rows = []
    for y in range(height):
        row = bytearray()
        for x in range(width):
            frame = x < 8 or y < 8 or x >= width - 8 or y >= height - 8
            sheet = 60 <= x < 180 and 24 <= y < 136
            line = sheet and y % 14 in (0, 1) and 72 <= x < 168
            row += (
                b"\x5a\x3c\x1e"
                if frame
                else b"\x30\x30\x30"
                if line
                else b"\xff\xff\xff"
                if sheet
                else bytes((shade, 120, 90))
            )
        rows.append(b"\0" + bytes(row))
    packed = zlib.compress(b"".join(rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def export(items: list[Item]) -> bytes:
    """What a platform would have exported of an account: its own headings, in the encoding of old spreadsheets."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["内容标题", "发表时间", "总阅读次数", "总分享次数", "点赞次数", "留言次数", "内容url"])
    for number, item in enumerate(items, 1):
        if item.first_published_at is None:
            continue
        at = localtime(item.first_published_at) + timedelta(hours=number)
        address = f"https://weixin.example.invalid/s/yunling{number:04}"
        writer.writerow(
            [
                item.title,
                f"{at:%Y-%m-%d %H:%M}",
                300 + 57 * number,
                4 * number,
                2 * number,
                number % 5,
                address,
            ]
        )
    if items and items[0].first_published_at:
        day = localtime(items[0].first_published_at).date()
        writer.writerow(["云岭早安：本周便民提醒", f"{day:%Y-%m-%d} 07:30", 812, 6, 31, 4, ""])
    return out.getvalue().encode("gb18030")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _enter(
    agency_id: int, kind: CarrierKind, name: str, told: dict[str, str], by: Actor, now: datetime
) -> int:
    number = told.get("no", "")
    details = Details(
        name=name,
        opened_on=OPENED,
        account=told.get("account", ""),
        place=told.get("place", ""),
        hours=told.get("hours", ""),
        office=told.get("office", ""),
        filing=Filing.FILED if number else Filing.NOT_FILED,
        filing_no=number,
        filed_on=max(FILED, OPENED) if number else None,
    )
    return actions.enter_carrier(agency_id=agency_id, kind=kind, details=details, by=by, at=now)


def _items(agency_id: int, now: datetime) -> list[Item]:
    """The newest items of the county that everybody may read."""
    public = Item.objects.filter(
        agency=agency_id, stand=Stand.PUBLIC, first_published_at__lt=now - timedelta(days=2)
    )
    return list(public.order_by("-first_published_at", "-pk")[:12])


def _pass_on(made: dict[str, int], items: list[Item], now: datetime) -> None:
    """Some went to the microblog a day later, one stood there before it stood here; a text was written for it alone."""
    by = actor(people.HOME, Role.DISCLOSURE_OFFICER, now)
    for number, item in enumerate(items[:6]):
        if item.first_published_at is None:
            continue
        out = localtime(item.first_published_at)
        on = out.date() - timedelta(days=1) if number == 2 else out.date()
        post = _put(made["云岭发布微博"], Put(item.pk, "", on, time(18, 30)), by, now)
        actions.count(
            post_id=post,
            as_of=localtime(now).date(),
            counts=Counts(reads=150 + 40 * number, forwards=number),
            by=by,
            at=now,
        )
    if items and items[0].first_published_at:
        on = localtime(items[0].first_published_at).date()
        _put(made["云岭发布微博"], Put(None, f"雨天出行提醒{NOTE}", on, time(7, 50)), by, now)
        _put(made["云岭县人民政府公报"], Put(items[0].pk, "", on), by, now)


def _hang(made: dict[str, int], items: list[Item], now: datetime) -> None:
    """What hangs on the board and ran on the screen, with proofs."""
    today = localtime(now).date()
    home, bureau = (actor(place, Role.DISCLOSURE_OFFICER, now) for place in (people.HOME, people.BUREAU))
    for number, item in enumerate(items[:3]):
        if item.first_published_at is None:
            continue
        on = localtime(item.first_published_at).date()
        put = Put(item.pk, "", on, until=on + timedelta(days=30))
        photos = [receive(picture(60 + 40 * number), f"现场{number + 1}.png")]
        actions.put_out(carrier_id=made["政务服务大厅电子屏"], put=put, photos=photos, by=home, at=now)
    notice = Put(
        None, f"小区加装电梯政策海报{NOTE}", today - timedelta(days=5), until=today + timedelta(days=25)
    )
    photo = [receive(picture(180), "公开栏.png")]
    actions.put_out(carrier_id=made["住建局公开栏"], put=notice, photos=photo, by=bureau, at=now)


def _take_in(carrier_id: int, items: list[Item], now: datetime) -> None:
    """The export of an account, through the preview as in the desk."""
    by = actor(people.HOME, Role.DISCLOSURE_OFFICER, now)
    taken = receive(export(items[:8]), "公众号内容明细（虚构）.csv", kinds=KINDS)
    preview = actions.preview_posts(carrier_id=carrier_id, taken=taken, by=by, at=now)
    actions.import_previewed(
        carrier_id=carrier_id,
        file_id=preview.file_id,
        as_of=localtime(now).date(),
        chosen={},
        by=by,
        at=now,
    )


def _tasks(made: dict[str, int], agency_id: int, items: list[Item], now: datetime) -> None:
    """One task is open, one is late, one was dropped; a rule for policies."""
    by = actor(people.HOME, Role.DISCLOSURE_OFFICER, now)
    before = now - timedelta(days=6)
    days = (localtime(now).date() + timedelta(days=3), localtime(before).date(), localtime(now).date())
    for item, due_on in zip(items[:3], days, strict=False):
        if Post.objects.filter(item=item, carrier=made["云岭发布头条号"]).exists():
            continue
        at = before if due_on < localtime(now).date() else now
        task = actions.give_task(
            item_id=item.pk,
            carrier_id=made["云岭发布头条号"],
            due_on=due_on,
            by=by,
            at=at,
            note=f"请配图转发{NOTE}",
        )
        if due_on == days[2]:
            actions.drop_task(task_id=task, reason=f"头条号本周停更{NOTE}", by=by, at=now)
    actions.set_rule(
        agency_id=agency_id, carrier_id=made["云岭发布"], kind=ColumnKind.POLICY, within=2, by=by, at=now
    )


def _put(carrier_id: int, put: Put, by: Actor, now: datetime) -> int:
    return actions.put_out(carrier_id=carrier_id, put=put, by=by, at=now)
