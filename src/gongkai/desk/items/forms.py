"""What officers fill in to find items, and to decide what becomes of one."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.fields import day
from gongkai.law.duties.publication import Secrecy
from gongkai.law.duties.reevaluation import SecrecyLevel
from gongkai.publication.actions import PartReview
from gongkai.publication.queries import Use, Why
from gongkai.publication.queries.columns import ColumnRow
from gongkai.publication.queries.editions import FileOf

TEXT = forms.Textarea(attrs={"rows": 3})
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ItemFilter(forms.Form):
    """By agency, column and words; an empty field asks nothing."""

    q = forms.CharField(label="标题、发文字号或索引号", max_length=100, required=False)
    agency = forms.TypedChoiceField(label="机关", required=False, coerce=int, empty_value=None)
    column = forms.TypedChoiceField(label="栏目", required=False, coerce=int, empty_value=None)

    def __init__(
        self, *args: Any, agencies: Iterable[AgencyRow], columns: Iterable[ColumnRow], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(row.id), row.name) for row in agencies]
        _offer(self, "agency", [("", "全部"), *offered])
        _offer(self, "column", [("", "全部"), *((str(row.id), _indented(row)) for row in columns)])
        if len(offered) < 2:
            del self.fields["agency"]


class Review(forms.Form):
    """A confidentiality review: a conclusion for the text, for each file, for the pictures together."""

    digest = forms.CharField(widget=forms.HiddenInput)
    together = forms.CharField(
        label="与其他已公开的信息合并后是否涉密",
        required=False,
        max_length=500,
        widget=TEXT,
        help_text="例如：与此前公开的人员、地点、时间放在一起，能推断出什么。没有的不填。",
    )
    note = forms.CharField(
        label="审查说明",
        required=False,
        max_length=500,
        widget=TEXT,
        help_text="结论不是“非涉密”的，必须说明哪一部分、为什么。",
    )

    def __init__(self, *args: Any, files: Iterable[FileOf], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_review_%s", **kwargs})
        self.parts = _parts(files)
        for number, (label, _) in enumerate(self.parts):
            self.fields[f"part_{number}"] = forms.TypedChoiceField(
                label=label,
                coerce=Secrecy,
                choices=[(each.value, each.label) for each in Secrecy],
                widget=forms.RadioSelect,
            )
        self.order_fields([*(f"part_{number}" for number in range(len(self.parts))), "together", "note"])

    def clean(self) -> dict[str, Any]:
        """What is not clear has its reason."""
        given = super().clean() or {}
        found = [given.get(f"part_{number}") for number in range(len(self.parts))]
        if {Secrecy.SECRET, Secrecy.UNSURE} & set(found) and not given.get("note", "").strip():
            self.add_error("note", "请说明哪一部分涉密或者不能确定，以便拟稿人修改。")
        return given

    def conclusions(self) -> list[PartReview]:
        """One for each part, as the action wants them."""
        return [
            PartReview(part, self.cleaned_data[f"part_{number}"])
            for number, (_, names) in enumerate(self.parts)
            for part in names
        ]


class OfEdition(forms.Form):
    """What is done with the edition that was seen, and no other."""

    edition_id = forms.IntegerField(widget=forms.HiddenInput)


class Schedule(OfEdition):
    """When it goes out and until when it is shown."""

    publish_after = forms.DateTimeField(
        label="定时发布",
        required=False,
        widget=MOMENT,
        help_text="审签完成后，到这个时间由系统发布。不填的，由人发布。",
    )
    expires_on = day("展示至", required=False, help_text="公示等有期限的，填最后一天；第二天起不再展示。")


class Expiry(forms.Form):
    """Until when the public sees what is public, and why that changes."""

    expires_on = day(
        "展示的最后一天",
        required=False,
        help_text="第二天起不再展示，原地址写明公示期已满。不填的，长期展示。",
    )
    because = forms.CharField(label="理由", max_length=200)


class Withhold(OfEdition):
    """For a state secret its degree and its term; for everything else nothing."""

    degree = forms.TypedChoiceField(
        label="密级",
        required=False,
        coerce=SecrecyLevel,
        empty_value=None,
        choices=[("", "不是国家秘密"), *((each.value, each.label) for each in SecrecyLevel)],
    )
    classified_on = day("定密日期", required=False)
    secret_until = day("保密期限至", required=False)

    def clean(self) -> dict[str, Any]:
        """A secret says since when it is one."""
        given = super().clean() or {}
        if given.get("degree") and not given.get("classified_on"):
            self.add_error("classified_on", "国家秘密请填写定密日期，系统据此提醒解密审核。")
        return given


class Withdraw(forms.Form):
    """Why it is taken back: for the public, and for colleagues."""

    why = forms.TypedChoiceField(
        label="撤回原因", coerce=Why, choices=[("", "请选择"), *((each.value, each.label) for each in Why)]
    )
    told = forms.CharField(
        label="向公众说明的理由", max_length=300, widget=TEXT, help_text="公众在原地址看到这段话。"
    )
    overturned_on = day(
        "决定被变更、撤销的日期", required=False, help_text="行政处罚决定被改变的，三日内撤回。"
    )
    note = forms.CharField(label="内部说明", required=False, max_length=500, widget=TEXT)


class Because(forms.Form):
    """A reason."""

    because = forms.CharField(label="理由", max_length=200)


class Drop(OfEdition, Because):
    """Why an edition ends without being published."""


class Nothing(forms.Form):
    """What needs nothing to be filled in."""


class Evaluate(forms.Form):
    """What looking again came to."""

    outcome = forms.ChoiceField(
        label="评估结论",
        choices=[("keep", "继续不公开"), ("open", "转为公开：另起一份稿件，审签后发布")],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label="评估意见", max_length=500, widget=TEXT)


class Declassify(forms.Form):
    """Since when it is no secret any more."""

    on = day("解密日期")


def _parts(files: Iterable[FileOf]) -> list[tuple[str, tuple[str, ...]]]:
    """What is reviewed, in words, and the parts that the action knows: the pictures of a text are looked at with it."""
    held = list(files)
    pictures = tuple(f"file:{one.name}" for one in held if one.use is Use.IMAGE)
    parts: list[tuple[str, tuple[str, ...]]] = [("正文", ("body",))]
    if pictures:
        parts.append((f"正文图片（{len(pictures)}张）", pictures))
    others = [one for one in held if one.use is not Use.IMAGE]
    return parts + [(f"{one.use.label}：{one.name}", (f"file:{one.name}",)) for one in others]


def _indented(row: ColumnRow) -> str:
    return f"{'　' * row.depth}{row.title}"


def _offer(form: forms.Form, name: str, offered: list[tuple[str, str]]) -> None:
    form.fields[name].choices = offered  # type: ignore[attr-defined] # a choice field
