"""What officers fill in about agencies: the filter of the list, and the decisions about their lives."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.agencies.reach import choices
from gongkai.desk.fields import day
from gongkai.law.report.schema import Level

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


def _offer(form: forms.Form, name: str, offered: list[tuple[str, str]]) -> None:
    form.fields[name].choices = offered  # type: ignore[attr-defined] # a choice field
