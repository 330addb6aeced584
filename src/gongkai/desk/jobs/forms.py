"""What an administrator fills in about a job."""

from django import forms


class AsideForm(forms.Form):
    """Why a job is not run again."""

    reason = forms.CharField(label="搁置的理由", max_length=200)
