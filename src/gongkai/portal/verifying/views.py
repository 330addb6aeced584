"""扫码验真: what was approved, when it went out, whether it is still the same; and whether what a visitor has is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.guard.http.uploads import takes_files
from gongkai.portal.checkup import limits
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.verifying.forms import LONGEST, CheckForm, NumberForm
from gongkai.portal.verifying.judging import Judgement, judge_file, judge_text
from gongkai.portal.verifying.reading import Busy
from gongkai.publication.queries.proving import Proof, newest, proof

UNKNOWN = Trouble(
    404,
    "没有查到这份文件",
    "本平台没有公开过这个索引号的这一版文件。请核对二维码或者索引号；二维码的网址应是本网站的网址。",
)
TOO_MANY = Trouble(429, "核对过于频繁", "同一网络一小时内核对的次数有限，请稍后再试。")
BUSY = Trouble(503, "正在核对的文件较多", "请过一两分钟再提交。")


@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Where to type the index number of what has no QR code."""
    form = NumberForm(request.GET if "syh" in request.GET else None, label_suffix="")
    number = None
    if form.is_bound and form.is_valid():
        number = newest(form.cleaned_data["syh"])
        if number:
            return redirect("verify", form.cleaned_data["syh"], number)
        form.add_error("syh", "本平台没有公开过这个索引号的信息，请核对。")
    return render(request, "portal/verifying/find.html", {"form": form}, status=404 if form.errors else 200)


@takes_files(files=1, largest=limits.largest_file, kept=False)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, index_no: str, number: int) -> HttpResponse:
    """The proof of an edition, and what became of holding a file or text against it."""
    if request.method == "POST" and not limits.allowed(request, "verify"):
        return trouble(request, TOO_MANY)
    found = proof(index_no, number)
    if found is None:
        return trouble(request, UNKNOWN)
    form = _form(request)
    judgement = None
    if form.is_bound and form.is_valid():
        try:
            judgement = _judged(found, form)
        except Busy:
            return trouble(request, BUSY)
    return _page(request, found, form, judgement)


def _form(request: HttpRequest) -> CheckForm:
    if request.method == "POST":
        return CheckForm(request.POST, request.FILES, label_suffix="")
    return CheckForm(label_suffix="")


def _judged(found: Proof, form: CheckForm) -> Judgement:
    handed_in = form.handed_in()
    if handed_in:
        return judge_file(found, handed_in[0])
    text = form.cleaned_data["text"]
    return judge_text(found, text[:LONGEST], cut=len(text) > LONGEST)


def _page(request: HttpRequest, found: Proof, form: CheckForm, judgement: Judgement | None) -> HttpResponse:
    context = {
        "proof": found,
        "form": form,
        "judgement": judgement,
        "megabytes": settings.CHECKUP_MEGABYTES,
        "address": request.build_absolute_uri(reverse("item", args=[found.index_no])),
    }
    return render(request, "portal/verifying/proof.html", context, status=422 if form.errors else 200)
