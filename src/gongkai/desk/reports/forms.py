"""What officers fill in about annual reports."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports.queries.kinds import Scope
from gongkai.desk.fields import choose_agency
from gongkai.law.report.schema import Form


class Compile(forms.Form):
    """Whose report on which year is counted from the facts."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    year = forms.TypedChoiceField(label="年度", coerce=int)
    scope = forms.TypedChoiceField(
        label="口径", coerce=Scope, choices=[(each.value, each.label) for each in Scope]
    )

    def __init__(
        self, *args: Any, agencies: Iterable[AgencyRow], years: Iterable[int], **kwargs: Any
    ) -> None:
        """Offer these agencies and years."""
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined] # a field of choices
        choose_agency(self, agencies)


class Again(forms.Form):
    """Nothing is filled in."""


class Remarks(forms.Form):
    """What somebody says about a report that is returned, taken back, corrected."""

    remarks = forms.CharField(label="意见或者原因", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class Accepting(forms.Form):
    """What somebody says about a report that is accepted, if anything."""

    remarks = forms.CharField(
        label="审核意见", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class Write(forms.Form):
    """The text of a part; `number` is that of the version that was seen."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="文字",
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="每行一段。两层花括号里写数字标记，公开时换成表格里的数；标记清单在下面。",
    )


class ByHand(forms.Form):
    """A figure that is set by hand, with the reason and where it comes from."""

    cell = forms.ChoiceField(label="表格的格")
    value = forms.DecimalField(label="数字", max_digits=16, decimal_places=4)
    reason = forms.CharField(label="理由", max_length=300, help_text="为什么不用平台计出的数。")
    source = forms.CharField(label="数据来源", max_length=300, help_text="例如：县财政局2025年度收费台账。")

    def __init__(self, *args: Any, form: Form, **kwargs: Any) -> None:
        """Offer the cells of the form."""
        super().__init__(*args, **kwargs)
        self.fields["cell"].choices = [(spec.id, spec.label) for spec in form.cells.values()]  # type: ignore[attr-defined] # a field of choices

    def clean_value(self) -> int | Decimal:
        """Whole numbers as such."""
        value: Decimal = self.cleaned_data["value"]
        return int(value) if value == value.to_integral_value() else value


class NoneOfIt(forms.Form):
    """That the body has nothing of what stands in the blank cells."""

    reason = forms.CharField(label="理由", max_length=300, initial="本机关本年度没有此类事项")
    source = forms.CharField(label="数据来源", max_length=300, initial="业务科室核对")


class TakeBack(forms.Form):
    """Why a figure by hand no longer holds."""

    figure_id = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="撤销的理由", max_length=300)
