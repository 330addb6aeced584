"""Writes: a text was put out on a carrier; its proof and its figures; what was entered is taken back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from gongkai.channels import access
from gongkai.channels.actions.carriers import hold_carrier
from gongkai.channels.actions.standing import settle_posts, settle_tallies
from gongkai.channels.models import Carrier, CarrierKind, Photo, Piece, Post, PostVoid, Tally, TallyVoid
from gongkai.channels.queries.pieces import known_piece
from gongkai.documents.media.kinds import IMAGES
from gongkai.publication.models import Item, Stand
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.files import FileRefused, Received, store
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

CHINA = ZoneInfo("Asia/Shanghai")
PHOTO_KINDS = IMAGES - {"tif"}
MOST_PHOTOS = 12
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_END = time(23, 59, 59, 999_999)
NO_POST = "没有这条发布记录，可能已被撤销。请刷新后再看。"
NOT_PUBLIC = (
    "这条信息没有公开，不能登记为已在其他渠道发布。请先发布；只在该渠道发布的，请填写标题，不选信息。"
)


@dataclass(frozen=True, slots=True)
class Put:
    """What was put out: an item, or a text that is known by its title alone; when; where it is to be found."""

    item_id: int | None
    title: str
    on: date
    clock: time | None = None
    address: str = ""
    place: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of a post; None where the platform does not tell."""

    reads: int | None = None
    likes: int | None = None
    forwards: int | None = None
    comments: int | None = None

    @property
    def told(self) -> bool:
        """Whether there is any."""
        return any(each is not None for each in (self.reads, self.likes, self.forwards, self.comments))


@transaction.atomic
def put_out(*, carrier_id: int, put: Put, photos: Sequence[Received] = (), by: Actor, at: datetime) -> int:
    """Enter that something was put out on a carrier; the number of the post.

    By whoever writes for the carrier's agency. An item keeps its own title where none is given. Refused for an item that is
    not public, for a day to come or outside the life of the carrier, and for what is entered already (same address, or same
    text on the same day). FileRefused for a photograph in which the scanner found something.
    """
    carrier = hold_carrier(carrier_id)
    duty = access.require_posting(by, carrier.agency_id)
    made = _record(carrier, put, by, at)
    _keep_photos(made, photos, put.on, by, at)
    _told("channels.put_out", made, by, at, duty)
    return made.pk


def _record(carrier: Carrier, put: Put, by: Actor, at: datetime) -> Post:
    item = _item(put.item_id)
    title = put.title.strip() or (item.title if item else "")
    title = refuse_without(title, 200, "标题")
    key = title_key(title)
    _require_day(carrier, put, civil_day(at))
    address = put.address.strip()
    refuse_longer(address, 500, "网址")
    if address and not _ADDRESS.fullmatch(address):
        raise Refused("网址应当以 http:// 或 https:// 开头，中间没有空格。请核对。")
    refuse_longer(put.place, 200, "地点")
    out_at = moment(put.on, put.clock)
    _require_new(carrier, key, put.item_id, address, put.on)
    piece_id = None if item else _piece(carrier.agency_id, title, key, put.on)
    made = Post.objects.create(
        agency_id=carrier.agency_id,
        carrier=carrier,
        item=item,
        piece_id=piece_id,
        title=title,
        title_key=key,
        out_at=out_at,
        timed=put.clock is not None,
        address=address,
        place=put.place.strip(),
        until=put.until,
        at=at,
        by=by.username,
    )
    settle_posts(item_ids=[item.pk] if item else (), piece_ids=[piece_id] if piece_id else ())
    return made


def moment(on: date, clock: time | None) -> datetime:
    """When it went out, in China; the end of the day where only that is known."""
    return datetime.combine(on, clock or _END, CHINA)


@transaction.atomic
def take_back(*, post_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take back a post: from here on it counts nowhere. Refused without a reason, and for one that is taken back already."""
    post = _hold(post_id)
    duty = access.require_posting(by, post.agency_id)
    told = refuse_without(reason, 200, "撤销原因")
    PostVoid.objects.create(post=post, reason=told, at=at, by=by.username)
    settle_posts(
        item_ids=[post.item_id] if post.item_id else (), piece_ids=[post.piece_id] if post.piece_id else ()
    )
    _told("channels.take_back", post, by, at, duty, reason=told)


@transaction.atomic
def count(*, post_id: int, as_of: date, counts: Counts, by: Actor, at: datetime) -> int:
    """Enter the figures of a post as of a day; their number. Refused without any, before the post, and for days to come."""
    post = _hold(post_id)
    duty = access.require_posting(by, post.agency_id)
    if not counts.told:
        raise Refused("请至少填写一个数字。")
    if not civil_day(post.out_at) <= as_of <= civil_day(at):
        raise Refused("统计日期应当在发布之后，最晚是今天。")
    made = Tally.objects.create(
        post=post,
        as_of=as_of,
        reads=counts.reads,
        likes=counts.likes,
        forwards=counts.forwards,
        comments=counts.comments,
        at=at,
        by=by.username,
    )
    settle_tallies([post.pk])
    _told("channels.count", post, by, at, duty)
    return made.pk


@transaction.atomic
def take_back_count(*, tally_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take back figures; those before them count again. Refused without a reason, and where it was done already."""
    tally = Tally.objects.select_for_update(no_key=True).filter(pk=tally_id).first()
    if tally is None or TallyVoid.objects.filter(tally=tally_id).exists():
        raise Refused("没有这组数字，可能已被撤销。请刷新后再看。")
    duty = access.require_posting(by, tally.post.agency_id)
    told = refuse_without(reason, 200, "撤销原因")
    TallyVoid.objects.create(tally=tally, reason=told, at=at, by=by.username)
    settle_tallies([tally.post_id])
    _told("channels.take_back_count", tally.post, by, at, duty, reason=told)


@transaction.atomic
def add_photos(*, post_id: int, photos: Sequence[Received], taken_on: date, by: Actor, at: datetime) -> None:
    """Add photographs that prove that something hung there. Refused without one, for a day before the post or to come."""
    post = _hold(post_id)
    duty = access.require_posting(by, post.agency_id)
    if not photos:
        raise Refused("请选择照片。")
    if not civil_day(post.out_at) <= taken_on <= civil_day(at):
        raise Refused("拍摄日期应当在张挂之后，最晚是今天。")
    _keep_photos(post, photos, taken_on, by, at)
    _told("channels.add_photos", post, by, at, duty, details={"photos": len(photos)})


def _keep_photos(post: Post, photos: Sequence[Received], on: date, by: Actor, at: datetime) -> None:
    if photos and not CarrierKind(post.carrier.kind).hangs:
        raise Refused("照片用来证明张挂、摆放或者播放，线上渠道请填写网址。")
    if Photo.objects.filter(post=post).count() + len(photos) > MOST_PHOTOS:
        raise Refused(f"一条发布记录最多附 {MOST_PHOTOS} 张照片。")
    for taken in photos:
        if taken.threat:
            raise FileRefused(taken.name, f"查毒发现 {taken.threat}，没有保存。")
        kept = store(data=taken, agency_id=post.agency_id, by=by, at=at, kinds=PHOTO_KINDS)
        Photo.objects.create(post=post, file_id=kept.id, taken_on=on, at=at, by=by.username)


def _item(item_id: int | None) -> Item | None:
    if item_id is None:
        return None
    item = Item.objects.filter(pk=item_id).first()
    if item is None or item.stand not in (Stand.PUBLIC, Stand.EXPIRED):
        raise Refused(NOT_PUBLIC)
    return item


def _piece(agency_id: int, title: str, key: str, on: date) -> int:
    held = known_piece(agency_id, key, on) if key else None
    return held or Piece.objects.create(agency_id=agency_id, title=title, title_key=key, first_on=on).pk


def _require_day(carrier: Carrier, put: Put, today: date) -> None:
    if put.on > today:
        raise Refused("发布日期在今天之后，请核对。")
    if put.on < carrier.opened_on:
        raise Refused(f"“{carrier.name}”{carrier.opened_on} 才开通，发布日期在那之前。请核对。")
    if carrier.closed_on is not None and put.on > carrier.closed_on:
        raise Refused(f"“{carrier.name}”已在 {carrier.closed_on} 停用，发布日期在那之后。请核对。")
    if put.until is not None and put.until < put.on:
        raise Refused("张挂截止日期在张挂日期之前，请核对。")


def _require_new(carrier: Carrier, key: str, item_id: int | None, address: str, on: date) -> None:
    standing = Post.objects.filter(carrier=carrier, void__isnull=True)
    if address and standing.filter(address=address).exists():
        raise Refused("这个网址已经登记过，没有重复登记。")
    same_day = standing.filter(out_at__gte=moment(on, time.min), out_at__lte=moment(on, None))
    if same_day.filter(title_key=key).exists() or (item_id and same_day.filter(item=item_id).exists()):
        raise Refused("同一天、同一标题已经登记过，没有重复登记。")


def _hold(post_id: int) -> Post:
    post = Post.objects.select_for_update(no_key=True).filter(pk=post_id).first()
    if post is None or PostVoid.objects.filter(post=post_id).exists():
        raise Refused(NO_POST)
    return post


def _told(
    action: str,
    post: Post,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    *,
    reason: str = "",
    details: dict[str, object] | None = None,
) -> None:
    log(
        action,
        f"post:{post.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=post.agency_id,
        reason=reason,
        details={"carrier": post.carrier_id, "item": post.item_id, **(details or {})},
    )
