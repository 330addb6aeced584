"""What a security administrator fills in about a file."""

from django import forms

from gongkai.records.actions.files import REASON


class FindForm(forms.Form):
    """Which file is meant."""

    q = forms.CharField(label="文件编号、完整的文件名或者 SHA-256 摘要", max_length=200, required=False)


class ReasonForm(forms.Form):
    """Why a file is held back, or let out."""

    reason = forms.CharField(label="理由", max_length=REASON)
