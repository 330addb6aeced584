"""What officers fill in about issues of the gazette."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.compilations.queries.kinds import Rubric
from gongkai.desk.fields import day


class IssueFields(forms.Form):
    """The head of an issue."""

    title = forms.CharField(label="公报名称", max_length=60)
    year = forms.IntegerField(label="年份", min_value=1949, max_value=2199)
    number = forms.IntegerField(label="期号", min_value=1, max_value=999, help_text="本年第几期。")
    total = forms.IntegerField(
        label="总期号",
        min_value=1,
        max_value=99_999,
        help_text="创刊以来第几期。在本平台出版的第一期照纸质公报接着编，以后要连续。",
    )
    dated_on = day("出版日期")
    sponsor = forms.CharField(
        label="主办单位", max_length=80, required=False, help_text="印在封面上，不用写“主办”。"
    )


class ChooseAgency(forms.Form):
    """Whose gazette it is, where somebody works for several."""

    agency = forms.ChoiceField(label="机关")

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        """Offer these agencies."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(row.slug, row.name) for row in agencies]  # type: ignore[attr-defined] # as its kind has


class AddArticle(forms.Form):
    """A document that was found, and where it goes."""

    item_id = forms.IntegerField(widget=forms.HiddenInput)
    rubric = forms.TypedChoiceField(
        label="栏目", coerce=Rubric, choices=[(each.value, each.label) for each in Rubric]
    )


class OfArticle(forms.Form):
    """Which document is meant."""

    article_id = forms.IntegerField(widget=forms.HiddenInput)


class Moved(OfArticle):
    """Where it goes."""

    way = forms.ChoiceField(choices=[("up", "上移"), ("down", "下移")])


class Because(forms.Form):
    """Why an issue is given up."""

    because = forms.CharField(label="作废的原因", max_length=200)
