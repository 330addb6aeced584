"""What comes on paper or is told orally, an application or a request for correction: what every form of it asks, how it is taken in."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import render

from gongkai.agencies.queries import AgencyRow
from gongkai.applications.access import INTAKE
from gongkai.applications.actions import Brought, Came, Refused
from gongkai.applications.queries.filing import WHO
from gongkai.applications.queries.kinds import FileUse, Identity, Way
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.fields import day
from gongkai.records.actions.files import FileRefused, note_refusal, receive

HOW = ("电话确认", "短信确认", "电子邮件确认", "当面确认", "书面确认")
"""How receipt is confirmed."""
FILES = 10
OFFLINE = tuple(way for way in Way if way is not Way.PORTAL)
CAME = ("agency", "way", "arrived_on")
Receipt = TypeVar("Receipt")


def words(label: str, help_text: str = "") -> forms.CharField:
    """One line that may stay empty: what must be said is decided where the portal asks too."""
    return forms.CharField(label=label, required=False, strip=True, help_text=help_text)


def one_of(label: str, offered: Iterable[Any], help_text: str = "") -> forms.ChoiceField:
    """A choice that may stay open, as `words`."""
    choices = [("", "请选择"), *((each.value, each.label) for each in offered)]
    return forms.ChoiceField(label=label, required=False, choices=choices, help_text=help_text)


class AtCounter(forms.Form):
    """A form as it lies on the counter. `sort`: the field that says as what somebody applies or asks."""

    ticket = forms.UUIDField(widget=forms.HiddenInput)
    agency = forms.TypedChoiceField(label="受理机关", coerce=int)
    way = forms.TypedChoiceField(
        label="收件途径",
        coerce=Way,
        choices=[("", "请选择"), *((way.value, way.label) for way in OFFLINE)],
    )
    arrived_on = day("收到日期", help_text="当面、挂号的，是提交或者签收之日。")
    name = words("姓名或者单位名称")
    identity = one_of("证件类型", Identity, "公民填写。")
    identity_no = words("证件号码", "公民填写。")
    credit_code = words("统一社会信用代码", "单位填写。")
    representative = words("法定代表人或者负责人", "单位填写。")
    agent = words("代理人或者经办人")
    telephone = words("联系电话")
    email = words("电子邮箱")
    address = words("通信地址")
    postcode = words("邮政编码")
    note = forms.CharField(
        label="备注", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    sort = ""

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(row.id), row.name) for row in agencies]
        self.fields["agency"].choices = found if len(found) == 1 else [("", "请选择"), *found]  # type: ignore[attr-defined] # a choice field
        self.initial = {"ticket": uuid4(), **self.initial}
        if len(found) == 1:
            self.initial["agency"] = found[0][0]

    def said(self, *names: str) -> dict[str, Any]:
        """What was filled in, of who asks and of these fields."""
        return {name: self.cleaned_data.get(name) or "" for name in (self.sort, *WHO, *names)}

    def came(self) -> list[BoundField]:
        """How it came."""
        return [self[name] for name in CAME]

    def who(self) -> list[BoundField]:
        """Who applies or asks."""
        return [self[name] for name in (self.sort, *WHO)]


def taking_in(request: DeskRequest) -> list[AgencyRow]:
    """The agencies of today for which the viewer takes in what comes."""
    return [row for row in rows(request.actor, INTAKE).values() if row.lives_on(request.on)]


def shown(request: DeskRequest, template: str, form: AtCounter, **more: object) -> HttpResponse:
    """The page with the form, as it was sent where something is wrong."""
    context = {
        "form": form,
        "files": FILES,
        "megabytes": settings.FILE_MEGABYTES,
        "brought": bool(request.FILES),
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)


def registered(
    request: DeskRequest, form: AtCounter, register: Callable[..., Receipt], paper: str
) -> Receipt | None:
    """The receipt; None with the reason on the form where it is not taken in. `paper`: what a scan without a name is called."""
    given = form.cleaned_data
    try:
        files = tuple(
            Brought(FileUse.SCAN, receive(file, file.name or paper))
            for file in request.FILES.getlist("files")[:FILES]
        )
        return register(
            agency_id=given["agency"],
            came=Came(given["way"], given["arrived_on"], files, given["note"]),
            ticket=given["ticket"],
            by=request.actor,
            at=request.at,
        )
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=given["agency"])
        form.add_error(None, str(refused))
    except Refused as refused:
        form.add_error(None, list(refused.messages))
    return None
