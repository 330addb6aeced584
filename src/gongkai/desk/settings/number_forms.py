"""What officers fill in about patterns of numbers: one to try out, one to set."""

from typing import Any

from django import forms

from gongkai.records.actions.numbers import MOST
from gongkai.records.queries.numbers import LENGTH, PART_LENGTH, PARTS, PLACEHOLDERS, NumberKind, Standing

EXAMPLES = ("{code}公开告〔{year}〕{n}号", "{org}/{year}-{n:05}", "{year}{month:02}-{n:05}", "{year}{n:06}")
FROM_THE_REGISTER = "不填的，用机构登记的统一社会信用代码。"
WITH_THE_NUMBER = "不填的，取号时自动带入。"


class Trial(forms.Form):
    """A pattern and what stands for its placeholders."""

    text = forms.CharField(label="编号格式", max_length=LENGTH, initial=EXAMPLES[0])
    code = forms.CharField(label=PLACEHOLDERS["code"], max_length=PART_LENGTH, required=False, initial="云")
    kind = forms.CharField(label=PLACEHOLDERS["kind"], max_length=PART_LENGTH, required=False, initial="申")
    org = forms.CharField(
        label=PLACEHOLDERS["org"], max_length=PART_LENGTH, required=False, initial="000014349"
    )

    @classmethod
    def first(cls) -> dict[str, object]:
        """What stands in it at first."""
        return {name: field.initial for name, field in cls.base_fields.items()}


class Setting(forms.Form):
    """The pattern of a kind at an agency, from this or the next year on."""

    from_year = forms.TypedChoiceField(label="从哪一年起用", coerce=int)
    text = forms.CharField(
        label="编号格式", max_length=LENGTH, strip=False, help_text="占位写在花括号里，见“可以用的占位”。"
    )
    after = forms.IntegerField(
        label="今年已经编到第几号",
        required=False,
        min_value=1,
        max_value=MOST,
        help_text="今年在别的系统、或者由并入的机关编过号的，填最后一号，从下一号接着编；没有的不填。",
    )

    def __init__(self, *args: Any, kind: NumberKind, standing: Standing, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_year"].choices = [  # type: ignore[attr-defined] # a field of choices
            (year, f"今年（{year} 年）"),
            (year + 1, f"明年（{year + 1} 年）"),
        ]
        self.initial["text"] = standing.now.pattern.text
        for name in sorted(kind.parts):
            self.fields[name] = _part(name, kind)
            self.initial[name] = standing.now.parts.get(name, "")
        if standing.last:
            del self.fields["after"]
        self.order_fields(["from_year", "text", *sorted(kind.parts), "after"])

    def arguments(self) -> dict[str, Any]:
        """What the action is called with."""
        given = self.cleaned_data
        return {
            "from_year": given["from_year"],
            "text": given["text"],
            "parts": {name: given[name] for name in PARTS & given.keys()},
            "after": given.get("after") or 0,
        }


def _part(name: str, kind: NumberKind) -> forms.CharField:
    known = FROM_THE_REGISTER if name == "org" else WITH_THE_NUMBER
    return forms.CharField(
        label=PLACEHOLDERS[name],
        max_length=PART_LENGTH,
        required=False,
        help_text=known if name in kind.known else "",
    )
