"""核对、提交、回执: everything once more, then one application, however often it is sent."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications.actions import Receipt, Refused, drafting, submit
from gongkai.applications.queries.drafts import files_of
from gongkai.applications.queries.filing import Filing, Thing
from gongkai.applications.queries.kinds import ApplicantKind, FileUse, Identity, Medium, Route
from gongkai.applications.queries.own_words import numbers_in
from gongkai.guard.http.address import client_address
from gongkai.law.deadlines.periods import lengths
from gongkai.portal.applying import drafts, limits, proving, receipts
from gongkai.portal.applying.drafts import Begun
from gongkai.portal.applying.filling import STEPS, Step, wrong_anywhere
from gongkai.portal.pages.errors import trouble
from gongkai.records.queries.opening import FileRefused

_UNPROVEN = "请回答下面的问题再提交：它用来防止机器自动填写。已经填写的内容都还在。"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was filled in, and where it is changed."""

    label: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """What was asked for together, and where it is filled in."""

    title: str
    address: str
    lines: tuple[Line, ...]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Everything that was filled in; posting it sends it."""
    begun = drafts.begun(request)
    if begun is None:
        return HttpResponseRedirect(f"{reverse('apply')}?gq=1")
    if begun.receipt:
        return redirect("apply_receipt")
    return _sent(request, begun) if request.method == "POST" else _shown(request, begun, ())


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and query code, for the browser that sent the form, until it says that they are kept."""
    begun = drafts.begun(request)
    if begun is None or begun.receipt is None:
        return redirect("apply_query" if begun is None else "apply_check")
    number, code = begun.receipt["number"], begun.receipt["code"]
    context = {
        "agency": begun.agency,
        "number": number,
        "lengths": lengths(localdate()),
        **receipts.on_page(request, number, code),
    }
    return render(request, "portal/applying/receipt.html", context)


@never_cache
@require_safe
def receipt_text(request: HttpRequest) -> HttpResponse:
    """The receipt as a text to keep."""
    begun = drafts.begun(request)
    if begun is None or begun.receipt is None:
        return redirect("apply_query")
    return receipts.as_text(
        request,
        begun.receipt["number"],
        begun.receipt["code"],
        agency=begun.agency.name,
        of="申请",
        heading="政府信息公开申请回执",
        good_for="查询进度、补充材料、撤回申请、下载答复",
    )


def _sent(request: HttpRequest, begun: Begun) -> HttpResponse:
    if wrong_anywhere(begun.fields):
        return _shown(request, begun, ())
    if not proving.proven(request, str(begun.ticket)):
        return _shown(request, begun, (_UNPROVEN,), asked=True)
    if not limits.may_send(request):
        return trouble(request, limits.TOO_MANY)
    try:
        given = _submitted(request, begun)
    except Refused as refusal:
        return _shown(request, begun, tuple(refusal.messages))
    except FileRefused as refusal:
        return _shown(request, begun, (str(refusal),))
    drafting.sent(key=begun.key, receipt=given, at=timezone.now())
    return redirect("apply_receipt")


def _submitted(request: HttpRequest, begun: Begun) -> Receipt:
    return submit(
        agency_id=begun.agency.id,
        filing=begun.filing,
        ticket=begun.ticket,
        at=timezone.now(),
        files=drafting.brought(begun.fields),
        address=client_address(request),
    )


def _shown(
    request: HttpRequest, begun: Begun, messages: tuple[str, ...], *, asked: bool = False
) -> HttpResponse:
    lacking = [(f"{reverse(step.address)}?hd=1", message) for step, message in wrong_anywhere(begun.fields)]
    posted = request.method == "POST"
    found = [*(("#id_answer" if asked else "", each) for each in messages), *(lacking if posted else ())]
    context = {
        "agency": begun.agency,
        "step": STEPS,
        "steps": STEPS,
        "sections": _sections(begun),
        "errors": found,
        "lacking": [] if posted else lacking,
        "open_numbers": _open_numbers(begun.filing),
        "proof": proving.ask(str(begun.ticket), asked=asked),
        "lengths": lengths(localdate()),
    }
    return render(request, "portal/applying/check.html", context, status=422 if found else 200)


def _sections(begun: Begun) -> list[Section]:
    said = begun.filing
    waiting = files_of(begun.fields)
    identity, evidence = (
        _line(use.label, "\n".join(file.name for file in waiting if file.use is use), step, "files")
        for use, step in ((FileUse.IDENTITY, Step.APPLICANT), (FileUse.EVIDENCE, Step.CONTENT))
    )
    return [
        _section(Step.APPLICANT, [*_of_applicant(said), identity]),
        _section(Step.CONTENT, [*_of_things(said), evidence]),
        _section(Step.FORM, _of_form(said)),
    ]


def _section(step: Step, lines: list[Line]) -> Section:
    address = f"{reverse(step.address)}?hd=1"
    return Section(step.heading, address, tuple(line for line in lines if line.text))


def _line(label: str, text: str, step: Step, name: str) -> Line:
    return Line(label, text, f"{reverse(step.address)}?hd=1#id_{name}")


def _of_applicant(said: Filing) -> list[Line]:
    kind = ApplicantKind(said.kind).label if said.kind in set(ApplicantKind) else ""
    identity = Identity(said.identity).label if said.identity in set(Identity) else ""
    fields = [
        ("姓名" if said.person else "单位名称", said.name, "name"),
        ("证件类型", identity, "identity"),
        ("证件号码", said.identity_no, "identity_no"),
        ("统一社会信用代码", said.credit_code, "credit_code"),
        ("法定代表人或者负责人", said.representative, "representative"),
        ("代理人", said.agent, "agent"),
        ("联系电话", said.telephone, "telephone"),
        ("电子邮箱", said.email, "email"),
        ("通信地址", said.address, "address"),
        ("邮政编码", said.postcode, "postcode"),
    ]
    known = [_line(label, text, Step.APPLICANT, name) for label, text, name in fields]
    return [_line("申请人类别", kind, Step.KIND, "kind"), *known]


def _of_things(said: Filing) -> list[Line]:
    several = len(said.things) > 1
    return [
        _line(
            f"第 {number} 项" if several else "需要的信息", _in_words(thing), Step.CONTENT, f"t{number}-name"
        )
        for number, thing in enumerate(said.things, 1)
    ]


def _in_words(thing: Thing) -> str:
    parts = (
        thing.name,
        thing.document_no and f"文号：{thing.document_no}",
        thing.period and f"时间范围：{thing.period}",
        thing.description,
    )
    return "\n".join(part for part in parts if part)


def _open_numbers(said: Filing) -> list[tuple[str, tuple[str, ...]]]:
    """Things in whose words numbers of people stand, which are not sealed there: where each is changed, and which numbers."""
    found = [
        (
            f"{reverse(Step.CONTENT.address)}?hd=1#id_t{number}-name",
            numbers_in((thing.name, thing.description)),
        )
        for number, thing in enumerate(said.things, 1)
    ]
    return [(address, numbers) for address, numbers in found if numbers]


def _of_form(said: Filing) -> list[Line]:
    return [
        _line("形式", Medium(said.medium).label if said.medium in set(Medium) else "", Step.FORM, "medium"),
        _line("途径", Route(said.route).label if said.route in set(Route) else "", Step.FORM, "route"),
        _line("需要的帮助", said.help_needed, Step.FORM, "help_needed"),
    ]
