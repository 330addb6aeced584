"""What is filled in when a letter is sent, arrives or comes back."""

from typing import Any

from django import forms

from gongkai.applications.queries.kinds import Delivery
from gongkai.desk.fields import day


class OnLetter(forms.Form):
    """What each of them has: how often the application had moved on the page that somebody read."""

    moves = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Send(OnLetter):
    """On which way it goes."""

    way = forms.TypedChoiceField(
        label="送达方式", choices=Delivery.choices, coerce=Delivery, widget=forms.RadioSelect
    )
    tracking = forms.CharField(
        label="邮件号", max_length=60, required=False, help_text="邮寄的必填：挂号信或者快递的单号。"
    )
    on = day("发出日期")

    def clean(self) -> dict[str, Any]:
        """What is posted has a number."""
        given = super().clean() or {}
        if given.get("way") is Delivery.POST and not given.get("tracking", "").strip():
            self.add_error("tracking", "请填写挂号信或者快递的邮件号，以便查询送达情况。")
        return given


class Serve(OnLetter):
    """That it arrived."""

    how = forms.CharField(
        label="送达情况", max_length=300, help_text="例如：申请人本人签收；邮政投递记录显示已签收。"
    )
    on = day("送达日期")


class Returned(OnLetter):
    """That it came back."""

    how = forms.CharField(label="退回的原因", max_length=300, help_text="例如：地址不详；逾期未领；拒收。")
    on = day("退回日期")
