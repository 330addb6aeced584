"""What officers fill in about people."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from gongkai.desk.fields import day
from gongkai.law.roles import Role

Choices = list[tuple[str, str]]


class Appoint(forms.Form):
    """A role for a person, by user name: whoever appoints must know whom."""

    username = forms.CharField(label="用户名", max_length=60, help_text="还没有账号的，请系统管理员先开户。")
    role = forms.TypedChoiceField(label="角色", coerce=Role)
    begins_on = day("自")
    ends_on = day("至", required=False, help_text="不填就是没有期限。")
    reason = forms.CharField(
        label="原因", max_length=200, required=False, help_text="自过去的日子起算的，必须写明。"
    )

    def __init__(self, *args: Any, roles: Iterable[Role], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["begins_on"] = today
        self.fields["role"].choices = [  # type: ignore[attr-defined] # a choice field
            ("", "请选择"),
            *((role.value, role.label) for role in roles),
        ]


class EndMembership(forms.Form):
    """The last day of a membership."""

    on = day("最后一日")
    reason = forms.CharField(label="原因", max_length=200)


class Delegate(forms.Form):
    """Who stands in, from when to when."""

    to_id = forms.TypedChoiceField(label="由谁代理", coerce=int, help_text="只能是同一机关的同事。")
    begins_on = day("自")
    ends_on = day("至")
    reason = forms.CharField(label="原因", max_length=200, help_text="例如：出差、休假。")

    def __init__(self, *args: Any, colleagues: Choices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["begins_on"] = today
        self.fields["to_id"].choices = [("", "请选择"), *colleagues]  # type: ignore[attr-defined] # a choice field


class HandOver(forms.Form):
    """From whom to whom."""

    from_user = forms.TypedChoiceField(
        label="移交人",
        coerce=int,
        help_text="该人在本机关的全部角色今天起转给接收人，手上的稿件（包括正在审签、可能退回的）一并转去。",
    )
    to_user = forms.TypedChoiceField(
        label="接收人", coerce=int, help_text="不能是已在这些稿件上发表过审签意见的人。"
    )
    reason = forms.CharField(label="原因", max_length=200, help_text="例如：岗位调整的文号。")

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_user", "to_user"):
            self.fields[name].choices = [("", "请选择"), *colleagues]  # type: ignore[attr-defined] # a choice field


class OpenAccount(forms.Form):
    """A new account; the initial password is made by the platform."""

    username = forms.CharField(label="用户名", max_length=60, help_text="用于登录，定了不再改。")
    name = forms.CharField(label="姓名", max_length=60)
    email = forms.EmailField(label="电子邮箱", required=False, help_text="用统一身份认证登录的才需要。")


class Reason(forms.Form):
    """Why something is done to an account, or why somebody's data is looked at."""

    reason = forms.CharField(label="事由", max_length=200, help_text="记入操作日志，不要写个人信息。")
