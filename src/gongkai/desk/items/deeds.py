"""What is decided about an item on its page: reviewed, published, scheduled, withheld, taken back, dropped, begun anew."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.items import forms
from gongkai.desk.items.item import seen, shown
from gongkai.publication import actions
from gongkai.publication.queries.editions import edition
from gongkai.signoff.actions import Refused as SignoffRefused

Act = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: what is filled in, which action that goes to, what is said when it is done.

    `of_item`: the action wants the number of the item; the others have that of the edition in their form. `then` is where
    it goes on, with the number of the item.
    """

    form: type[Form]
    act: Act
    done: str
    of_item: bool = False
    then: str = "desk:item"


DEEDS = {
    "publish": Deed(forms.OfEdition, actions.publish, "已发布，索引号由系统编定。"),
    "schedule": Deed(forms.Schedule, actions.schedule, "已保存发布和展示的时间。"),
    "expiry": Deed(forms.Expiry, actions.set_expiry, "已保存展示期限。", of_item=True),
    "withhold": Deed(forms.Withhold, actions.withhold, "已登记为不主动公开，到期会提醒评估。"),
    "drop": Deed(forms.Drop, actions.drop, "稿件已作废，记录保留。"),
    "reopen": Deed(
        forms.Nothing,
        actions.reopen,
        "已另起新版。原来公开的继续展示，新版发布后替换。",
        of_item=True,
        then="desk:item_edit",
    ),
    "withdraw": Deed(forms.Withdraw, actions.withdraw, "已撤回，公众在原地址看到撤回的理由。", of_item=True),
    "restore": Deed(forms.Because, actions.restore, "已恢复公开，内容不变。", of_item=True),
}


@require_POST
def do(request: DeskRequest, item_id: int, what: str) -> HttpResponse:
    """Do one of these things; what is not right, or refused, is shown on the page of the item as it is now.

    What comes from the list of what is due (`back`: its filters) goes back there.
    """
    held = seen(request, item_id)
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    form = deed.form(request.POST, auto_id=f"id_{what}_%s")
    if not form.is_valid():
        return shown(request, held, filled=form)
    given = form.cleaned_data | ({"item_id": held.id} if deed.of_item else {})
    if given.get("edition_id", held.open_edition) != held.open_edition:
        return shown(request, held, refused=["稿件在您打开这一页之后已经变化，请重新查看后再办理。"])
    refused = tried(request, deed.act, **given)
    if refused is not None:
        return shown(request, seen(request, item_id), refused=refused)
    messages.success(request, deed.done)
    if "back" in request.POST:
        return redirect(f"{reverse('desk:schedule')}?{QueryDict(request.POST['back']).urlencode()}")
    return redirect(deed.then, held.id)


@require_POST
def review(request: DeskRequest, item_id: int) -> HttpResponse:
    """Record a confidentiality review of exactly what was shown."""
    held = seen(request, item_id)
    text = edition(held.open_edition or 0, request.actor)
    if text is None:
        return shown(request, held, refused=["这条信息现在没有等待审查的稿件。"])
    form = forms.Review(request.POST, files=text.files)
    if not form.is_valid():
        return shown(request, held, filled=form)
    given = form.cleaned_data
    refused = tried(
        request,
        actions.review,
        edition_id=text.id,
        digest=given["digest"],
        parts=form.conclusions(),
        together=given["together"],
        note=given["note"],
    )
    if refused is not None:
        return shown(request, seen(request, item_id), refused=refused)
    messages.success(request, f"已记录保密审查：“{held.title}”。")
    return redirect("desk:todo")


def tried(request: DeskRequest, act: Act, **given: Any) -> list[str] | None:
    """Do it; the reasons where it is refused."""
    try:
        act(**given, by=request.actor, at=request.at)
    except (actions.Refused, SignoffRefused) as refusal:
        return list(refusal.messages)
    return None
