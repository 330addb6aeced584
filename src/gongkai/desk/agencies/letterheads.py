"""公文格式: how the letters of an agency look, whom they name for review and suit, its own Word template."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.agencies import actions, queries
from gongkai.agencies.actions.letterheads import FONT_USES
from gongkai.agencies.queries import HEAD_LABELS, AgencyRow, LetterheadRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.documents.letters import own_template
from gongkai.documents.letters.written import HEADS, Form
from gongkai.documents.paper.measures import NAMED
from gongkai.guard.http.uploads import takes_files
from gongkai.records.actions.files import FileRefused, note_refusal, receive


class Letterhead(forms.Form):
    """What is settled."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    form = forms.ChoiceField(label=HEAD_LABELS["form"], choices=list(HEADS.items()), widget=forms.RadioSelect)
    head = forms.CharField(
        label=HEAD_LABELS["head"], max_length=60, required=False, help_text="不填的，用机关的名称。"
    )
    review_body = forms.CharField(
        label=HEAD_LABELS["review_body"],
        max_length=120,
        required=False,
        help_text="答复的救济告知写明的复议机关。不填的，由拟稿人在每份答复里核对。",
    )
    court = forms.CharField(
        label=HEAD_LABELS["court"], max_length=120, required=False, help_text="答复的救济告知写明的人民法院。"
    )

    def __init__(self, *args: Any, now: LetterheadRow, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "base": now.version,
            "form": now.form,
            "head": now.head,
            "review_body": now.review_body,
            "court": now.court,
            **{f"font_{use}": name for use, name in (now.fonts or {}).items()},
        }
        super().__init__(*args, **kwargs)
        for use, label in FONT_USES.items():
            self.fields[f"font_{use}"] = forms.CharField(
                label=f"Word 文件的{label}字体",
                max_length=40,
                required=False,
                help_text=f"不填的，用{NAMED[use]}。",
            )
        if now.template:
            self.fields["drop_template"] = forms.BooleanField(
                label="不再使用本机关的 Word 模板", required=False
            )

    def stationery(self, template: Any) -> actions.Stationery:
        """What the action is called with."""
        given = self.cleaned_data
        return actions.Stationery(
            form=Form(given["form"]),
            head=given["head"],
            review_body=given["review_body"],
            court=given["court"],
            fonts={use: given[f"font_{use}"] for use in FONT_USES},
            template=template,
            keep_template=not given.get("drop_template"),
        )


@takes_files(files=1, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """As it is settled now, and settled anew: a new version; letters that left stay as they are."""
    now = queries.letterhead(agency.id)
    form = Letterhead(request.POST or None, now=now)
    if form.is_bound and form.is_valid():
        try:
            template = _template(request, form)
            if not form.errors:
                made = actions.set_letterhead(
                    agency_id=agency.id,
                    stationery=form.stationery(template),
                    base=form.cleaned_data["base"],
                    by=request.actor,
                    at=request.at,
                )
                messages.success(request, f"公文格式第{made}版已保存，以后制发的文书照此制作。")
                return redirect("desk:letterhead", agency.slug)
        except FileRefused as refused:
            note_refusal(refused, by=request.actor, at=request.at, agency_id=agency.id)
            form.add_error(None, str(refused))
        except actions.Refused as refusal:
            form.add_error(None, list(refusal.messages))
    context = {
        "agency": agency,
        "form": form,
        "now": now,
        "versions": queries.letterheads(agency.id),
        "names": own_template.NAMES,
    }
    return render(request, "desk/agencies/letterhead.html", context, status=422 if form.errors else 200)


def _template(request: DeskRequest, form: Letterhead) -> Any:
    """The Word file that was sent, looked through; faults go onto the form."""
    given = request.FILES.get("template")
    if given is None:
        return None
    for remark in own_template.check(given.read()):
        form.add_error(None, remark.message)
    given.seek(0)
    return None if form.errors else receive(given, given.name or "模板.docx", kinds=frozenset({"docx"}))
