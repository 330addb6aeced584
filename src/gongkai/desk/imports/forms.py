"""What is filled in for an import."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.publication.queries import Into

ENDINGS = ".jsonl,.csv,.xlsx,.zip"


class ImportItems(forms.Form):
    """A file, for which agency, what its rows become, and where they come from."""

    file = forms.FileField(
        label="文件",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text="Excel（.xlsx）、CSV、JSONL，或者装有 Word、网页文件和清单的 ZIP。",
    )
    agency = forms.TypedChoiceField(label="导入到哪个机关", coerce=int)
    into = forms.TypedChoiceField(
        label="导入为",
        coerce=Into,
        choices=[
            (Into.DRAFTS.value, "草稿：逐条核对、送审以后发布"),
            (Into.PUBLIC.value, "已公开信息：在原平台已经公开，保留原发布日期，马上公开"),
        ],
        widget=forms.RadioSelect,
        initial=Into.DRAFTS.value,
    )
    platform = forms.CharField(
        label="原平台名称",
        max_length=50,
        required=False,
        help_text="从哪个平台迁来，例如：县政府门户网站（旧版）。导入为已公开信息的必填，公众可以看到。",
    )

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(row.id, row.name) for row in agencies]
        field = self.fields["agency"]
        field.choices = found  # type: ignore[attr-defined] # a field of choices
        if len(found) == 1:
            field.widget = forms.HiddenInput()
            self.initial["agency"] = found[0][0]

    def clean(self) -> dict[str, Any]:
        """Public items say where they were public."""
        kept = super().clean() or {}
        if kept.get("into") == Into.PUBLIC and not kept.get("platform"):
            raise forms.ValidationError({"platform": "请填写原平台名称。"})
        return kept

    def decided(self) -> dict[str, Any]:
        """What the action is called with, the file aside."""
        given = self.cleaned_data
        return {"agency_id": given["agency"], "into": given["into"], "platform": given["platform"]}
