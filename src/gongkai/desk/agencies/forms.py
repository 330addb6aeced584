"""What officers fill in about agencies: the filter of the list, and the decisions about their lives."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from gongkai.agencies.queries import GUIDE_LABELS, GUIDE_NEEDED, GUIDE_TEXTS, AgencyRow, GuideRow
from gongkai.desk.agencies.reach import choices
from gongkai.desk.fields import day
from gongkai.law.report.schema import Level

DEMANDED = "条例要求写明，可以以后补充。"
GUIDE_HELP = {
    "unit": "机构的全称，例如：云岭县人民政府办公室政务公开科。",
    "hours": "例如：工作日 9:00—12:00，14:00—17:00。",
    "fax": f"{DEMANDED}没有传真的，请写“无”。",
    "internet": f"{DEMANDED}受理申请和咨询的网页地址、电子邮箱。",
    "classification": f"{DEMANDED}本机关掌握、公开哪些类别的信息。",
    "arrangement": f"{DEMANDED}信息按什么排列和编号，怎样用目录和检索找到。",
    "obtaining": f"{DEMANDED}网站、公报、查阅点、新媒体等，各在哪里。",
    "applying": "申请的渠道、申请表、受理和答复的期限、收费标准。",
    "complaints": "向谁投诉举报，怎样申请行政复议、提起行政诉讼。",
}
REASON = "写明依据或者原因，例如批准文号。"


class AgencyFilter(forms.Form):
    """By a part of the name, level, and whether it still exists."""

    q = forms.CharField(label="名称或代码", max_length=60, required=False)
    level = forms.ChoiceField(
        label="层级",
        required=False,
        choices=[("", "全部"), *((level.value, level.label) for level in Level)],
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "存续"), ("ended", "已终止"), ("all", "全部")]
    )

    def chosen(self) -> tuple[str, str, str]:
        """What is asked; a field that cannot be read asks nothing."""
        self.is_valid()
        given = self.cleaned_data
        return given.get("q", ""), given.get("level", ""), given.get("state", "")


class Decision(forms.Form):
    """What is decided about one agency: from when on, and why. `arguments` are those of its action."""

    on = day("生效日期")
    reason = forms.CharField(label="依据或者原因", max_length=200, help_text=REASON)

    order: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, *args: Any, agency: AgencyRow, others: list[AgencyRow], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = today
        self.agency = agency
        self.order_fields(self.order)
        self.prepare(others, today)

    def prepare(self, others: list[AgencyRow], today: date) -> None:
        """Fill in what depends on the agency."""

    def arguments(self) -> dict[str, Any]:
        """What the action is called with."""
        return {"agency_id": self.agency.id, **self.cleaned_data}


class Rename(Decision):
    """Another name."""

    name = forms.CharField(label="新名称", max_length=120, help_text="机关的全称。")
    short_name = forms.CharField(label="简称", max_length=60, required=False)
    order = ("name", "short_name", "on", "reason")

    def prepare(self, others: list[AgencyRow], today: date) -> None:  # noqa: ARG002 - as the others have it
        """The name as it is now stands in the field."""
        self.initial.update(name=self.agency.name, short_name=self.agency.short_name)


class Move(Decision):
    """Another place in the tree."""

    parent_id = forms.TypedChoiceField(label="新的上级机关", coerce=int)
    order = ("parent_id", "on", "reason")

    def prepare(self, others: list[AgencyRow], today: date) -> None:
        """The agencies that it may stand below."""
        left_out = {self.agency.id, self.agency.parent_id or 0}
        _offer(self, "parent_id", [("", "请选择"), *choices(others, today, without=left_out)])


class Ending(Decision):
    """The end of an agency, and what becomes of what it leaves."""

    children_to = forms.TypedChoiceField(
        label="下级机关改由谁领导",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="没有下级机关的不用选。",
    )
    members_to = forms.TypedChoiceField(
        label="人员转到哪里",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="选择后，原有角色从生效日期起在该机关延续；不选的，请勾选下一项。",
    )
    end_members = forms.BooleanField(label="人员的角色随机关一并终止", required=False)
    order = ("into_id", "children_to", "members_to", "end_members", "on", "reason")

    def prepare(self, others: list[AgencyRow], today: date) -> None:
        """The agencies that may take over."""
        offered = choices(others, today, without={self.agency.id})
        for name in ("children_to", "members_to"):
            _offer(self, name, [("", "（无）"), *offered])


class Merge(Ending):
    """Another agency takes over."""

    into_id = forms.TypedChoiceField(label="并入", coerce=int)

    def prepare(self, others: list[AgencyRow], today: date) -> None:
        """As above, and the one that takes over."""
        super().prepare(others, today)
        _offer(self, "into_id", [("", "请选择"), *choices(others, today, without={self.agency.id})])

    def arguments(self) -> dict[str, Any]:
        """The action merges several at once; here it is one."""
        return {"agency_ids": [self.agency.id], **self.cleaned_data}


class Split(Ending):
    """Several others take over."""

    into_ids = forms.TypedMultipleChoiceField(
        label="由哪些机关承接",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="两个以上；新设的机关请先登记。",
    )
    order = ("into_ids", "children_to", "members_to", "end_members", "on", "reason")

    def prepare(self, others: list[AgencyRow], today: date) -> None:
        """As above, and those that take over: bodies beside it."""
        super().prepare(others, today)
        beside = [row for row in others if row.parent_id == self.agency.parent_id]
        _offer(self, "into_ids", choices(beside, today, without={self.agency.id}))


class Register(forms.Form):
    """A new agency below another."""

    slug = forms.SlugField(
        label="代号",
        max_length=60,
        help_text="出现在网址里，定了不再改：小写字母、数字和连字符，例如 yunling-jyj。",
    )
    name = forms.CharField(label="名称", max_length=120, help_text="机关的全称。")
    short_name = forms.CharField(label="简称", max_length=60, required=False)
    level = forms.TypedChoiceField(
        label="层级", coerce=Level, choices=[(level.value, level.label) for level in Level]
    )
    division_code = forms.CharField(label="行政区划代码", max_length=12, required=False)
    organ_code = forms.CharField(label="统一社会信用代码", max_length=18, required=False)
    begins_on = day("设立日期", required=False)


class ImportFile(forms.Form):
    """A file with agencies and people, from when on its changes count, and why."""

    file = forms.FileField(
        label="文件",
        max_length=200,
        help_text="Excel（.xlsx）或者 CSV，不超过 20 MB。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    on = day("变更从哪一天起生效", help_text="新的机构按表中的设立日期；已有机构的变更，从这一天起算。")
    reason = forms.CharField(label="依据或者原因", max_length=200, help_text=REASON)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = today

    def decided(self) -> dict[str, Any]:
        """From when on, and why."""
        return {name: self.cleaned_data[name] for name in ("on", "reason")}


class WriteGuide(forms.Form):
    """A version of the guide: the fields that guides have, and the day from which it counts."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, newest: GuideRow | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in GUIDE_LABELS.items():
            widget = forms.Textarea(attrs={"rows": 4}) if name in GUIDE_TEXTS else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=label,
                required=name in GUIDE_NEEDED,
                widget=widget,
                help_text=GUIDE_HELP.get(name, ""),
            )
            self.initial[name] = getattr(newest, name) if newest else ""
        self.fields["since"] = day("施行日期")
        self.initial.update(since=today, base=newest.version if newest else 0)

    def arguments(self) -> dict[str, Any]:
        """What the action is called with."""
        given = dict(self.cleaned_data)
        return {"since": given.pop("since"), "base": given.pop("base"), "fields": given}


def _offer(form: forms.Form, name: str, offered: list[tuple[str, str]]) -> None:
    form.fields[name].choices = offered  # type: ignore[attr-defined] # a choice field
