"""What is filled in about files: whose report on which year, where it comes from; why a body counts or does not."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports.queries.kinds import Scope

ACCEPT = ".xlsx,.docx,.json,.pdf,.html,.htm,.txt"


class OfBodies(forms.Form):
    """Whose, of which year."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    year = forms.TypedChoiceField(label="年度", coerce=int)

    def __init__(
        self, *args: Any, agencies: Iterable[AgencyRow], years: Iterable[int], **kwargs: Any
    ) -> None:
        """Offer these bodies and years."""
        super().__init__(*args, **kwargs)
        offered: Any = self.fields
        offered["agency"].choices = [(row.id, row.name) for row in agencies]
        offered["year"].choices = [(year, f"{year}年") for year in years]

    def named(self) -> str:
        """The name of the body that was chosen."""
        offered: Any = self.fields["agency"]
        return str(dict(offered.choices).get(self.cleaned_data["agency"], ""))


def _file() -> forms.FileField:
    return forms.FileField(
        label="文件",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text="Excel、Word、PDF、网页、文本，或者平台导出的 JSON。先预览，确认以后才保存。",
    )


class HandIn(OfBodies):
    """A file that a body below handed in."""

    scope = forms.TypedChoiceField(
        label="口径",
        coerce=Scope,
        choices=[(each.value, each.label) for each in Scope],
        help_text="下级政府报送的、已经汇总所属机关的，选“汇总”；部门、乡镇、街道选“本级”。",
    )
    file = _file()


class Old(OfBodies):
    """A report that was published before."""

    origin = forms.CharField(
        label="来源", max_length=200, help_text="在哪里公布过，例如网址、公报期号。公开页面会注明。"
    )
    file = _file()


class Back(forms.Form):
    """What is said of a file that goes back."""

    remarks = forms.CharField(label="退回的意见", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))


class Note(forms.Form):
    """A remark on a file that is taken in."""

    note = forms.CharField(label="备注", max_length=300, required=False)


class Why(forms.Form):
    """The reason for which something is taken back."""

    why = forms.CharField(label="撤销的理由", max_length=300)


class Rule(forms.Form):
    """Whether a body counts in roll-ups, from which year on, why."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    counts = forms.TypedChoiceField(
        label="是否计入",
        coerce=lambda said: said == "yes",
        choices=[("no", "不计入汇总"), ("yes", "计入汇总")],
        widget=forms.RadioSelect,
    )
    first_year = forms.IntegerField(label="从哪一年度起", min_value=2008, max_value=2100)
    reason = forms.CharField(
        label="理由", max_length=300, help_text="汇总页面会列出，例如：垂直管理，随省级系统报告。"
    )

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        """Offer these bodies."""
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agency"]
        offered.choices = [(row.id, row.name) for row in agencies]
