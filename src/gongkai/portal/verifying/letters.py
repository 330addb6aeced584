"""扫码验真 of letters: whose it is, its number and day; and whether the PDF in hand is the one that left. Nothing of the case."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.applications.queries.letters import confirmed
from gongkai.applications.queries.rectifying.letters import confirmed_correction
from gongkai.guard.http.uploads import takes_files
from gongkai.portal.checkup import limits
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.verifying.forms import FileForm
from gongkai.portal.verifying.views import TOO_MANY

UNKNOWN = Trouble(
    404,
    "没有查到这份文书",
    "本平台没有制发过带有这个二维码的文书。请核对网址：二维码的网址应是本网站的网址。仍有疑问的，请与文书上写明的机关联系。",
)


@takes_files(files=1, largest=limits.largest_file, kept=False)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """What left under this code, and what became of holding a file against it."""
    if not limits.allowed(request, "verify"):
        return trouble(request, TOO_MANY)
    found = (confirmed(code) or confirmed_correction(code)) if len(code) <= 32 else None
    if found is None:
        return trouble(request, UNKNOWN)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None, label_suffix="")
    digest = ""
    if form.is_bound and form.is_valid():
        digest = sha256(form.cleaned_data["file"].read()).hexdigest()
    context = {
        "found": found,
        "form": form,
        "digest": digest,
        "same": digest == found.digest,
        "megabytes": settings.CHECKUP_MEGABYTES,
    }
    return render(request, "portal/verifying/letter.html", context, status=422 if form.errors else 200)
