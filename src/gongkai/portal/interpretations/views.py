"""The list of interpretations by form, questions on policies with answers, one of them by its number."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.normative import Form
from gongkai.normative.queries import interpreted
from gongkai.portal.freshness import kept
from gongkai.portal.pages.errors import Trouble, trouble

UNKNOWN = Trouble(404, "没有找到这条问答", "地址可能写错了，或者这条问答已经撤下。请从政策问答中查找。")
MOST = 60
_LAST = 2**63


@require_safe
@kept
def interpretations(request: HttpRequest) -> HttpResponse:
    """The interpretations of policies, newest first, of one form if that is chosen."""
    chosen = request.GET.get("xs", "")
    form = Form(chosen) if chosen in set(Form) else None
    before = request.GET.get("before", "")
    page = interpreted.interpretations(form, before=before)
    context = {"forms": list(Form), "form": form, "page": page, "before": before}
    return render(request, "portal/interpretations/list.html", context)


@require_safe
@kept
def questions(request: HttpRequest) -> HttpResponse:
    """Questions on policies with answers, newest first, or those that say certain words."""
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MOST]
    page = interpreted.questions(words, number=_number(request.GET.get("page", "")))
    context = {"words": words, "page": page, "query": urlencode({"q": words}) if words else ""}
    return render(request, "portal/interpretations/questions.html", context)


@require_safe
@kept
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One question with its answer, and the policy that it is about."""
    found = interpreted.question(number) if number < _LAST else None
    if found is None:
        return trouble(request, UNKNOWN)
    address = request.build_absolute_uri(reverse("question", args=[number]))
    return render(request, "portal/interpretations/question.html", {"row": found, "address": address})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
