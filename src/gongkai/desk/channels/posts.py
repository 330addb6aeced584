"""What was put out: the list behind every figure, one post with its figures and proofs, a new one, where an item stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.channels.access import KEEPERS, POSTERS, reach
from gongkai.channels.actions import add_photos, count, put_out, take_back
from gongkai.channels.actions.posting import MOST_PHOTOS, PHOTO_KINDS
from gongkai.channels.queries import posts as queries
from gongkai.channels.queries.carriers import CarrierRow, open_carriers
from gongkai.channels.queries.items import ItemLine, item_line
from gongkai.channels.queries.posts import PostCard, PutRow
from gongkai.channels.queries.statistics import ALL, FIRST
from gongkai.channels.queries.tasks import tasks_of_item
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.channels import forms as own
from gongkai.desk.channels.carriers import seen as seen_carrier
from gongkai.desk.channels.doing import done
from gongkai.desk.channels.scopes import asked
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.guard.http.uploads import takes_files
from gongkai.records.actions.files import FileRefused, Received, note_refusal, receive

HEAD = (
    *(
        "标题",
        "机关",
        "渠道",
        "载体",
        "发布时间",
        "首发",
        "网址或者地点",
        "阅读数",
        "点赞数",
        "转发数",
        "评论数",
    ),
    *("统计日期", "导入文件", "文件中的行", "本平台索引号"),
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What can be done with a post: its form, the action, what is said then."""

    form: type[forms.Form]
    act: Callable[..., Any]
    said: str


DEEDS = {
    "count": Deed(own.CountPost, count, "已登记这组数字。"),
    "photos": Deed(own.AddPhotos, add_photos, "照片已保存。"),
    "void": Deed(own.TakeBack, take_back, "已撤销这条发布记录，不再计入统计。"),
}


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page of what was put out in a scope, newest first; what it is limited to stands in its address."""
    wanted = asked(request)
    kept = request.GET.copy()
    kept.pop("before", None)
    context = {
        "asked": wanted,
        "page": queries.put_out(wanted.scope, before=request.GET.get("before", "")),
        "first": "before" not in request.GET,
        "counted": FIRST if wanted.scope.first else ALL,
        "filters": kept.urlencode(),
    }
    return render(request, "desk/channels/posts.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All of them as CSV; only so many such files in an hour."""
    rows = queries.all_put_out(asked(request).scope)
    return as_csv(f"发布记录{request.on:%Y%m%d}.csv", _lines(rows))


@require_safe
def one(request: DeskRequest, post_id: int) -> HttpResponse:
    """A post with all its figures and its proofs."""
    return _shown(request, _seen(request, post_id))


@takes_files(files=MOST_PHOTOS, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_POST
def do(request: DeskRequest, post_id: int, what: str) -> HttpResponse:
    """Enter figures, add photographs, or take the post back."""
    card = _seen(request, post_id)
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    form = deed.form(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, card, filled=(what, form))
    given = _given(request, form, card)
    if given is None or not done(request, form, deed.said, deed.act, post_id=post_id, **given):
        return _shown(request, card, filled=(what, form))
    if what == "void":
        return redirect("desk:carrier", card.post.carrier_id)
    return redirect("desk:post", post_id)


@require_safe
def photo(request: DeskRequest, photo_id: int) -> HttpResponseBase:
    """A photograph, for whoever may see its post; read with the page that it stands in."""
    file_id = queries.proof_file(request.actor, photo_id)
    if file_id is None:
        raise Http404
    return handed(request, file_id, logged=False)


@takes_files(files=MOST_PHOTOS, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, carrier_id: int) -> HttpResponse:
    """Something was put out on a carrier: an item, or a text of its own."""
    carrier = seen_carrier(request, carrier_id)
    item = _named_item(request)
    form = own.NewPost(
        request.POST or None,
        request.FILES or None,
        carrier=carrier,
        item_id=item.id if item else None,
        initial={"on": request.on},
    )
    if form.is_bound and form.is_valid() and _entered(request, form, carrier):
        return redirect("desk:item_channels", item.id) if item else redirect("desk:carrier", carrier.id)
    context = {"form": form, "row": carrier, "item": item}
    return render(request, "desk/channels/post_new.html", context, status=422 if form.errors else 200)


@require_safe
def of_item(request: DeskRequest, item_id: int) -> HttpResponse:
    """Where an item stands, where it is to be passed on, what it can be put out on."""
    item = seen_item(request, item_id)
    rows = queries.of_item(item.id)
    there = {row.carrier_id for row in rows}
    carriers = open_carriers(request.actor.reach(POSTERS))
    keeps = request.actor.reach(KEEPERS)
    context = {
        "item": item,
        "rows": rows,
        "reached": reach(request.actor),
        "public": item.public,
        "tasks": tasks_of_item(request.actor, item.id, request.on),
        "carriers": [row for row in carriers if row.id not in there],
        "may_give": any(row.agency_id in keeps for row in carriers),
    }
    return render(request, "desk/channels/item.html", context)


def _entered(request: DeskRequest, form: own.NewPost, carrier: CarrierRow) -> bool:
    photos = _photos(request, form, carrier.agency_id)
    if photos is None:
        return False
    said = f"已登记在“{carrier.name}”发布。"
    return done(request, form, said, put_out, carrier_id=carrier.id, put=form.put(), photos=photos)


def _photos(request: DeskRequest, form: forms.Form, agency_id: int) -> list[Received] | None:
    """The pictures, taken in before any transaction; None with the reason on the form."""
    try:
        return [receive(each, each.name, kinds=PHOTO_KINDS) for each in form.cleaned_data.get("photos") or []]
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=agency_id)
        form.add_error("photos", str(refused))
        return None


def _given(request: DeskRequest, form: forms.Form, card: PostCard) -> dict[str, Any] | None:
    """What the action of a deed is called with."""
    if isinstance(form, own.CountPost):
        return {"as_of": form.cleaned_data["as_of"], "counts": form.counts()}
    if isinstance(form, own.AddPhotos):
        photos = _photos(request, form, card.agency_id)
        return None if photos is None else {"photos": photos, "taken_on": form.cleaned_data["taken_on"]}
    return dict(form.cleaned_data)


def _shown(
    request: DeskRequest, card: PostCard, *, filled: tuple[str, forms.Form] | None = None
) -> HttpResponse:
    may = request.actor.holds(POSTERS, card.agency_id) is not None
    offered = {what: deed.form() for what, deed in DEEDS.items()}
    offered["count"].initial["as_of"] = offered["photos"].initial["taken_on"] = request.on
    if filled:
        offered[filled[0]] = filled[1]
    context = {
        "card": card,
        "post": card.post,
        "forms": offered,
        "form": filled[1] if filled else None,
        "open": filled[0] if filled else "",
        "may_post": may,
    }
    return render(request, "desk/channels/post.html", context, status=422 if filled else 200)


def _seen(request: DeskRequest, post_id: int) -> PostCard:
    card = queries.one_post(request.actor, post_id)
    if card is None:
        raise Http404
    return card


def seen_item(request: DeskRequest, item_id: int) -> ItemLine:
    """The item, if everybody may read it or the viewer may see it; any other is not there for them."""
    item = item_line(request.actor, item_id)
    if item is None:
        raise Http404
    return item


def _named_item(request: DeskRequest) -> ItemLine | None:
    """The item that the address names, if it does."""
    named = request.GET.get("item", "")
    if not named:
        return None
    if not (named.isascii() and named.isdigit() and len(named) < 18):
        raise Http404
    item = seen_item(request, int(named))
    if not item.public:
        messages.warning(request, "这条信息现在没有公开，不能登记到其他渠道。")
    return item


def _lines(rows: Iterator[PutRow]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in rows:
        at = localtime(row.out_at)
        told = row.figures
        yield (
            *(row.title, row.agency, row.kind.label, row.carrier),
            at.isoformat(" ", "minutes")[:16] if row.timed else at.date(),
            "首发" if row.first else "",
            row.address or row.place,
            *(_or_blank(getattr(told, name, None)) for name in ("reads", "likes", "forwards", "comments")),
            told.as_of if told else "",
            *(_or_blank(row.intake_id), _or_blank(row.row), row.index_no),
        )


def _or_blank(value: object) -> object:
    return "" if value is None else value
