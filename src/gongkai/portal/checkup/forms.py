"""What a visitor hands in for a checkup."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.law.report.schema import Level
from gongkai.portal.reports.downloads import FORMATS

PASTED = "粘贴的文字.txt"
ENDINGS = ".pdf,.docx,.xlsx,.html,.htm,.txt,.json"


class CheckupForm(forms.Form):
    """A report as a file or as pasted text, last year's report if there is one, the level of the body."""

    file = forms.FileField(
        label="年度报告文件",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS, "aria-describedby": "id_file_help"}),
    )
    text = forms.CharField(
        label="或者粘贴报告全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "id_text_help"}),
    )
    previous = forms.FileField(
        label="上一年度的报告（可不选）",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS, "aria-describedby": "id_previous_help"}),
    )
    level = forms.ChoiceField(
        label="报告机关的层级",
        required=False,
        choices=[("", "由系统判断"), *((level.value, level.label) for level in Level)],
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and text."""
        kept = super().clean() or {}
        text = (kept.get("text") or "").strip()
        if kept.get("file") and text:
            raise forms.ValidationError({"text": "文件和文字只需提供一种：请清空文本框，或者不选文件。"})
        if not kept.get("file") and not text:
            raise forms.ValidationError({"file": "请选择一个年度报告文件，或者把报告全文粘贴到文本框。"})
        return kept

    def handed_in(self) -> tuple[bytes, str]:
        """The bytes of the report and the name to call it by."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return self.cleaned_data["text"].encode(), PASTED
        return file.read(), file.name or "文件"

    def year_before(self) -> tuple[bytes, str] | None:
        """The bytes and the name of last year's report, if it was handed in."""
        file: UploadedFile[Any] | None = self.cleaned_data["previous"]
        return (file.read(), file.name or "上一年度报告") if file else None

    def chosen_level(self) -> Level | None:
        """The level that the visitor stated."""
        level = self.cleaned_data["level"]
        return Level(level) if level else None


class TakeAwayForm(forms.Form):
    """The result of a checkup, sent back by the page itself because nothing of it was kept."""

    report = forms.CharField(widget=forms.HiddenInput, strip=False)
    to = forms.ChoiceField(choices=[(kind, kind) for kind in FORMATS])
