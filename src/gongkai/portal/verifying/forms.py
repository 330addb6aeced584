"""What a visitor asks to have verified."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

LONGEST = 200_000
"""Characters of a pasted text that are compared."""


class NumberForm(forms.Form):
    """An index number, and which edition of it."""

    syh = forms.CharField(
        label="索引号", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class FileForm(forms.Form):
    """A file to be held against the one that left."""

    file = forms.FileField(
        label="文件",
        allow_empty_file=True,
        error_messages={"required": "请选择一个文件。"},
        widget=forms.FileInput(attrs={"aria-describedby": "id_file_help"}),
    )


class CheckForm(forms.Form):
    """A file or a text to be held against what was published."""

    file = forms.FileField(
        label="文件",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"aria-describedby": "id_file_help"}),
    )
    text = forms.CharField(
        label="或者粘贴文字",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "id_text_help"}),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and text."""
        held = super().clean() or {}
        text = (held.get("text") or "").strip()
        if held.get("file") and text:
            raise forms.ValidationError({"text": "文件和文字只需提供一种：请清空文本框，或者不选文件。"})
        if not held.get("file") and not text:
            raise forms.ValidationError({"file": "请选择一个文件，或者把文字粘贴到文本框。"})
        return held

    def handed_in(self) -> tuple[bytes, str] | None:
        """The bytes of the file and its name; None where a text was pasted."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        return (file.read(), file.name or "文件") if file else None
