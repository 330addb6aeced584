"""邮件订阅: one page to ask, one to confirm, one to leave. What is asked for is in the address; who asks is written nowhere but sealed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.portal.applying import limits, proving
from gongkai.portal.applying.one_page import UNPROVEN
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.subscribing.targets import LONGEST, site, target_at
from gongkai.records.actions.refused import Refused
from gongkai.subscriptions import actions
from gongkai.subscriptions.queries.held import Held, beside, mails, one
from gongkai.subscriptions.queries.kinds import Rhythm
from gongkai.subscriptions.queries.news import Target
from gongkai.subscriptions.queries.tokens import CONFIRM, LEAVE, named

_METHODS = ["GET", "HEAD", "POST"]
LOST = Trouble(404, "这个链接不能用了", "没有确认的订阅两天后删除；已经退订的不再保存。需要的，请重新订阅。")
TOO_MANY = Trouble(
    429, "提交过于频繁", "同一网络一小时内订阅的次数有限，请稍后再试；也可以用 RSS 订阅，不用邮箱。"
)


@never_cache
@require_http_methods(_METHODS)
def subscribe(request: HttpRequest) -> HttpResponse:  # noqa: PLR0911 - one for each way that it can end
    """Ask: the answer is the same whether the address is known or not."""
    address = (request.POST.get("dz") or request.GET.get("dz", "")).replace("\0", "")[:LONGEST]
    target = target_at(address) if address else site()
    if request.method != "POST" or target is None or not mails():
        return _asked(request, target, address)
    email, rhythm = request.POST.get("email", "").replace("\0", "")[:300], request.POST.get("rhythm", "")
    wrong = "" if rhythm in set(Rhythm) else "请选择多久发一次。"
    if not email.strip():
        wrong = "请填写电子邮箱。"
    if wrong:
        return _asked(request, target, address, email, rhythm, wrong)
    if not proving.proven(request, target.page):
        return _asked(request, target, address, email, rhythm, UNPROVEN, asked=True)
    if not limits.may_subscribe(request):
        return trouble(request, TOO_MANY)
    try:
        actions.ask(email=email, target=target, rhythm=Rhythm(rhythm), at=timezone.now())
    except actions.NotAnAddress:
        return _asked(request, target, address, email, rhythm, "邮箱地址不对，请检查，例如 name@example.cn。")
    except Refused as refusal:
        return _asked(request, target, address, email, rhythm, str(refusal))
    return render(request, "portal/subscribing/asked.html", {"target": target})


@never_cache
@require_http_methods(_METHODS)
def confirm(request: HttpRequest, said: str) -> HttpResponse:
    """Programs that look into mails fetch what links lead to: only the button confirms."""
    number = named(said, CONFIRM)
    held = one(number) if number is not None else None
    if number is None or held is None:
        return trouble(request, LOST)
    done = request.method == "POST" and actions.confirm(subscription_id=number, at=timezone.now())
    if request.method == "POST" and not done:
        return trouble(request, LOST)
    return render(request, "portal/subscribing/confirm.html", {"held": held, "done": done or held.confirmed})


@csrf_exempt
@never_cache
@require_http_methods(_METHODS)
def leave(request: HttpRequest, said: str) -> HttpResponse:
    """Leave some or all. Mail programs send the form of one click (RFC 8058) without cookie or session: the link is the proof."""
    number = named(said, LEAVE)
    if number is None:
        return trouble(request, LOST)
    held = beside(number)
    if request.method != "POST":
        return _left(request, held, 0)
    chosen = {int(each) for each in request.POST.getlist("id") if each.isdecimal() and len(each) < 19}
    only = chosen if "some" in request.POST else None
    done = actions.end(subscription_id=number, at=timezone.now(), only=only)
    return _left(request, [each for each in held if only is not None and each.id not in only], done)


def _left(request: HttpRequest, held: list[Held], done: int) -> HttpResponse:
    return render(request, "portal/subscribing/leave.html", {"held": held, "done": done})


def _asked(
    request: HttpRequest,
    target: Target | None,
    address: str,
    email: str = "",
    rhythm: str = Rhythm.DAILY,
    wrong: str = "",
    *,
    asked: bool = False,
) -> HttpResponse:
    context = {
        "target": target,
        "address": address,
        "email": email,
        "rhythm": rhythm,
        "rhythms": [(each.value, each.label) for each in Rhythm],
        "wrong": wrong,
        "errors": [("id_answer" if asked else "id_email", wrong)] if wrong else [],
        "mails": mails(),
        "proof": proving.ask(target.page if target else "", asked=asked),
    }
    status = 404 if target is None else 422 if wrong else 200
    return render(request, "portal/subscribing/form.html", context, status=status)
