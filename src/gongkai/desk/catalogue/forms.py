"""What officers fill in about columns, rows of the catalogue, tickets and sheets."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from gongkai.desk.fields import day
from gongkai.documents.catalogue_sheets import LABELS, LEVELS
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.items import items
from gongkai.law.metadata import Audience, Carrier, FiveOpen, fields
from gongkai.publication.queries import Cause, ColumnKind
from gongkai.publication.queries.columns import ColumnRow

KIND_HELP = "动态、要闻超过两周，通知公告、政策文件超过六个月没有更新的，检查时算作超期；另填了更新周期的，按填写的算。"
_KINDS = [(kind.value, kind.label) for kind in ColumnKind]


def _title() -> forms.CharField:
    return forms.CharField(label="栏目名称", max_length=60)


def _kind() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label="类型", coerce=ColumnKind, choices=_KINDS, help_text=KIND_HELP)


def _every_days(help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label="更新周期（天）", min_value=1, max_value=3660, required=False, help_text=help_text
    )


def _position(required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label="顺序号", min_value=0, max_value=100_000, required=required, help_text="小的排在前面。"
    )


class AlterColumn(forms.Form):
    """What a column says for all who have it."""

    title = _title()
    kind = _kind()
    every_days = _every_days()
    position = _position()


class AddColumn(AlterColumn):
    """A new column, below another one or none."""

    key = forms.SlugField(
        label="代号",
        max_length=60,
        help_text="出现在网址里，定了不再改：小写字母、数字和连字符，例如 zxzz。",
    )
    parent_id = forms.TypedChoiceField(label="上级栏目", coerce=int, required=False, empty_value=None)
    field_order = ("title", "key", "parent_id", "kind", "every_days", "position")

    def __init__(self, *args: Any, columns: Iterable[ColumnRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(row.id), f"{'　' * row.depth}{row.title}") for row in columns]
        self.fields["parent_id"].choices = [("", "（没有，放在最上一级）"), *offered]  # type: ignore[attr-defined] # a choice field
        self.initial["position"] = 1_000


class SetColumn(forms.Form):
    """What one agency has otherwise; empty is as inherited."""

    title = forms.CharField(
        label="本机关的叫法", max_length=60, required=False, help_text="不填就用原来的名称。"
    )
    office = forms.CharField(label="责任科室", max_length=60, required=False, help_text="由谁更新这个栏目。")
    every_days = _every_days("不填就按栏目原来的周期。")
    position = _position(required=False)
    hidden_because = forms.CharField(
        label="隐藏原因",
        max_length=200,
        required=False,
        help_text="填写后，本机关不再显示这个栏目和它下面的栏目，例如“本机关没有此项职能”。",
    )


class EndColumn(forms.Form):
    """The last day of a column."""

    on = day("最后一天", help_text="这一天以后不再使用。已经公开的信息仍然公开。")


class StateEmpty(forms.Form):
    """What the public reads of an empty column."""

    text = forms.CharField(label="说明", max_length=200, initial="本机关无此类信息。")


class Fields(forms.Form):
    """The fields that a body has charge of."""

    field_ids = forms.MultipleChoiceField(
        label="负责的领域",
        required=False,
        choices=[(each.id, each.label) for each in fields().values()],
        widget=forms.CheckboxSelectMultiple,
    )


class Sheet(forms.Form):
    """A catalogue as a file."""

    file = forms.FileField(
        label="文件",
        max_length=200,
        help_text="Excel（.xlsx）或者 CSV，不超过 20 MB。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class Reason(forms.Form):
    """Why the catalogue is adjusted."""

    cause = forms.TypedChoiceField(
        label="调整原因", coerce=Cause, choices=[(each.value, each.label) for each in Cause]
    )
    why = forms.CharField(
        label="调整理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明依据，例如文号、条款，或者哪些申请。",
    )


class Row(Reason):
    """A row of the catalogue as it is proposed."""

    field = forms.ChoiceField(label=LABELS["field"])
    item_l1 = forms.CharField(label=LABELS["item_l1"], max_length=100)
    item_l2 = forms.CharField(label=LABELS["item_l2"], max_length=100, required=False)
    elements = forms.CharField(
        label=LABELS["elements"], widget=forms.Textarea(attrs={"rows": 4}), help_text="一行一项。"
    )
    basis = forms.CharField(
        label=LABELS["basis"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一项，写全称和条款，例如：《中华人民共和国预算法》第十四条。",
    )
    time_limit = forms.CharField(label=LABELS["time_limit"], max_length=200)
    body = forms.CharField(label=LABELS["body"], max_length=120, required=False, help_text="不填就是本机关。")
    carriers = forms.MultipleChoiceField(
        label=LABELS["carriers"],
        choices=[(each.value, each.label) for each in Carrier],
        widget=forms.CheckboxSelectMultiple,
    )
    audience = forms.ChoiceField(
        label=LABELS["audience"],
        choices=[(each.value, each.label) for each in Audience],
        widget=forms.RadioSelect,
    )
    audience_group = forms.CharField(
        label=LABELS["audience_group"],
        max_length=60,
        required=False,
        help_text="选了特定群体的，写明是哪些人。",
    )
    mode = forms.ChoiceField(
        label=LABELS["mode"],
        choices=[(each.value, each.label) for each in (Attribute.PROACTIVE, Attribute.ON_REQUEST)],
        widget=forms.RadioSelect,
    )
    levels = forms.MultipleChoiceField(
        label=LABELS["levels"],
        choices=list(LEVELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    five_open = forms.ChoiceField(
        label="“五公开”阶段",
        required=False,
        choices=[("", "（不分阶段）"), *((each.value, each.label) for each in FiveOpen)],
    )
    duty = forms.ChoiceField(
        label="法定主动公开内容",
        required=False,
        choices=[("", "（无）"), *((each.id, each.title) for each in items().values())],
    )
    field_order = (
        *("field", "item_l1", "item_l2", "elements", "basis", "time_limit", "body", "carriers", "audience"),
        *("audience_group", "mode", "levels", "five_open", "duty", "cause", "why"),
    )

    def __init__(self, *args: Any, offered: Collection[str], position: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.id, each.label) for each in fields().values() if each.id in offered]
        self.fields["field"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined] # a choice field
        self.position = position

    def proposal(self) -> dict[str, Any]:
        """The row."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in Reason.base_fields}
        return given | {"position": self.position}


class Decision(forms.Form):
    """What is decided about a ticket."""

    outcome = forms.ChoiceField(
        label="审定意见",
        choices=[("adopt", "采纳，从今天起调整目录"), ("decline", "不采纳")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="说明",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不采纳的，写明理由。",
    )
