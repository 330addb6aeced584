"""What is filled in about carriers, posts, imports and tasks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator

from gongkai.agencies.queries import AgencyRow
from gongkai.channels.actions import Counts, Details, Put
from gongkai.channels.queries.carriers import CarrierRow
from gongkai.channels.queries.kinds import NEW_MEDIA, CarrierKind, Filing, Group
from gongkai.desk.fields import choose_agency, day, offer_agencies
from gongkai.publication.queries import ColumnKind
from gongkai.publication.queries.columns import ColumnRow

KINDS = [(each.value, each.label) for each in CarrierKind]
REPORTING = 3
"""To this month reports are on the year before.   依据：条例第四十九、五十条"""
REASON = "写明原因，写入操作日志。"


class _Photos(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures at once."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _Photos(attrs={"accept": ".jpg,.jpeg,.png,.webp,.gif"}))
        super().__init__(max_length=200, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A list of files, empty where none was chosen."""
        given = data if isinstance(data, list | tuple) else [data]
        chosen = [each for each in given if each]
        if not chosen and self.required:
            raise forms.ValidationError("请选择照片。", code="required")
        return [super(PhotosField, self).clean(each, initial) for each in chosen]


class CarrierFilter(forms.Form):
    """By agency, kind, and whether it is in use."""

    agency = forms.TypedChoiceField(label="机关", coerce=int, required=False, empty_value=None)
    kind = forms.TypedChoiceField(
        label="渠道", coerce=CarrierKind, required=False, empty_value=None, choices=[("", "全部"), *KINDS]
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "在用"), ("closed", "已停用"), ("all", "全部")]
    )

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, agencies)


class CarrierFields(forms.Form):
    """What is told of a carrier; which fields it needs depends on its kind."""

    name = forms.CharField(label="名称", max_length=80, help_text="群众看到的名称，例如：云岭发布。")
    opened_on = day("开通（设置）日期")
    platform = forms.CharField(
        label="平台", max_length=40, required=False, help_text="短视频号、其他新媒体请写明，例如：抖音。"
    )
    account = forms.CharField(label="账号", max_length=80, required=False, help_text="新媒体必填。")
    address = forms.CharField(label="网址", max_length=500, required=False)
    place = forms.CharField(
        label="地点",
        max_length=200,
        required=False,
        help_text="查阅点、公开栏、电子屏等必填，例如：县档案馆一楼大厅。",
    )
    hours = forms.CharField(label="开放时间", max_length=100, required=False)
    office = forms.CharField(
        label="责任科室（单位）", max_length=60, required=False, help_text="新媒体必填：谁开设、谁管理。"
    )
    filing = forms.TypedChoiceField(
        label="备案状态",
        coerce=Filing,
        choices=[(each.value, each.label) for each in Filing],
        initial=Filing.NOT_FILED.value,
        help_text="政务新媒体要备案；其他载体不用填写备案。",
    )
    filing_no = forms.CharField(label="备案编号", max_length=60, required=False)
    filed_on = day("备案日期", required=False)

    def details(self) -> Details:
        """What the action is called with."""
        return Details(**{name: self.cleaned_data[name] for name in CarrierFields.base_fields})


class NewCarrier(CarrierFields):
    """A carrier of an agency."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    kind = forms.TypedChoiceField(label="渠道", coerce=CarrierKind, choices=KINDS)
    field_order = ["agency", "kind"]

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_agency(self, agencies)


class CloseCarrier(forms.Form):
    """The last day of a carrier."""

    on = day("停用日期")
    reason = forms.CharField(label="停用原因", max_length=200, help_text="例如：与“云岭发布”整合。")


class NewPost(forms.Form):
    """What was put out on a carrier; fields that its kind has no use for are left out."""

    title = forms.CharField(
        label="标题", max_length=200, required=False, help_text="和信息标题相同的，可以不填。"
    )
    on = day("发布日期")
    clock = forms.TimeField(
        label="时间",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="知道几点几分的，请填写，用来认定首发载体。",
    )
    address = forms.CharField(label="网址", max_length=500, required=False)
    place = forms.CharField(
        label="具体位置", max_length=200, required=False, help_text="不填的，以载体的地点为准。"
    )
    until = day("张挂至", required=False)
    photos = PhotosField(
        label="照片", required=False, help_text="张挂、摆放或者播放的现场照片，只在工作平台保存，不公开。"
    )

    def __init__(self, *args: Any, carrier: CarrierRow, item_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item_id = item_id
        if item_id is None:
            self.fields["title"].required = True
            self.fields["title"].help_text = "不是本平台信息的，按原样填写标题。"
        unused = ("place", "until", "photos") if not carrier.kind.hangs else ("address",)
        for name in unused:
            del self.fields[name]

    def put(self) -> Put:
        """What the action is called with, the photographs aside."""
        given = self.cleaned_data
        return Put(
            item_id=self.item_id,
            title=given["title"],
            on=given["on"],
            clock=given["clock"],
            address=given.get("address", ""),
            place=given.get("place", ""),
            until=given.get("until"),
        )


class TakeBack(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label="撤销原因", max_length=200, help_text=REASON)


class CountPost(forms.Form):
    """Figures of a post as of a day."""

    as_of = day("统计日期")
    reads = forms.IntegerField(label="阅读数", min_value=0, max_value=10**12, required=False)
    likes = forms.IntegerField(label="点赞数", min_value=0, max_value=10**12, required=False)
    forwards = forms.IntegerField(label="转发数", min_value=0, max_value=10**12, required=False)
    comments = forms.IntegerField(label="评论数", min_value=0, max_value=10**12, required=False)

    def counts(self) -> Counts:
        """What the action is called with."""
        given = self.cleaned_data
        return Counts(given["reads"], given["likes"], given["forwards"], given["comments"])


class AddPhotos(forms.Form):
    """Photographs of a post."""

    photos = PhotosField(label="照片")
    taken_on = day("拍摄日期")


class GiveTask(forms.Form):
    """To which carrier an item is to be passed on, by when."""

    carrier = forms.TypedChoiceField(label="转发到", coerce=int)
    due_on = day("完成期限")
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, carriers: Iterable[CarrierRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_carriers(self, carriers)


class DropTask(forms.Form):
    """Why a task is not done."""

    reason = forms.CharField(label="不转发的理由", max_length=200, help_text=REASON)


class NewRule(forms.Form):
    """What is to be passed on to a carrier as soon as it is published."""

    agency = forms.TypedChoiceField(label="哪个机关发布的信息", coerce=int)
    below = forms.BooleanField(label="也包括它的下级机关和所属部门发布的", required=False)
    columns = forms.ChoiceField(
        label="哪些栏目", required=False, help_text="可以选全部栏目、一类栏目，或者一个栏目。"
    )
    carrier = forms.TypedChoiceField(label="转发到", coerce=int)
    within = forms.IntegerField(label="完成期限（发布后几个工作日）", min_value=0, max_value=60, initial=2)

    def __init__(
        self,
        *args: Any,
        agency: AgencyRow,
        columns: Iterable[ColumnRow],
        carriers: Iterable[CarrierRow],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_agency(self, [agency])
        _offer_carriers(self, carriers)
        field = self.fields["columns"]
        field.choices = [  # type: ignore[attr-defined] # a field of choices
            ("", "全部栏目"),
            ("一类栏目", [(f"kind:{each.value}", each.label) for each in ColumnKind]),
            ("一个栏目", [(f"column:{row.id}", f"{'　' * row.depth}{row.title}") for row in columns]),
        ]

    def chosen(self) -> dict[str, Any]:
        """Which columns, as the action is called with it."""
        what, _, which = self.cleaned_data["columns"].partition(":")
        return {
            "kind": ColumnKind(which) if what == "kind" else None,
            "column_id": int(which) if what == "column" else None,
        }


class RuleAgency(forms.Form):
    """Of which agency a rule is to be."""

    agency = forms.TypedChoiceField(label="哪个机关发布的信息", coerce=int)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(row.id, row.name) for row in agencies]  # type: ignore[attr-defined]


class ImportPosts(forms.Form):
    """An export of the platform."""

    file = forms.FileField(
        label="文件",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text="从平台导出的内容明细：Excel（.xlsx）或者 CSV，编码不限。",
    )


class ScopeForm(forms.Form):
    """Of which agencies, from which day to which."""

    agency = forms.TypedChoiceField(label="机关", coerce=int, required=False, empty_value=None)
    since = day("从", required=False)
    until = day("到", required=False)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(since=date(today.year, 1, 1), until=today)
        offer_agencies(self, agencies)


class YearForm(forms.Form):
    """Which year, of which agencies."""

    agency = forms.TypedChoiceField(label="机关", coerce=int, required=False, empty_value=None)
    year = forms.IntegerField(label="年份", min_value=2008)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = today.year - 1 if today.month <= REPORTING else today.year
        self.initial["year"] = self.usual
        year = self.fields["year"]
        year.max_value = today.year  # type: ignore[attr-defined] # a number
        year.validators.append(MaxValueValidator(today.year))
        year.widget.attrs["max"] = today.year
        offer_agencies(self, agencies)


class StatedFigures(forms.Form):
    """What a report or a sheet says: a total, and its parts by channel."""

    total = forms.IntegerField(label="合计", min_value=0, max_value=10**12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in Group:
            self.fields[group.value] = forms.IntegerField(
                label=group.label, min_value=0, max_value=10**12, required=False
            )

    def parts(self) -> dict[Group, int]:
        """The parts; what was left empty is none."""
        return {group: self.cleaned_data.get(group.value) or 0 for group in Group}


def media(kind: CarrierKind) -> bool:
    """Whether a kind of carrier is filed."""
    return kind in NEW_MEDIA


def _offer_carriers(form: forms.Form, carriers: Iterable[CarrierRow]) -> None:
    field = form.fields["carrier"]
    field.choices = [(row.id, f"{row.name}（{row.kind.label}，{row.agency}）") for row in carriers]  # type: ignore[attr-defined]
