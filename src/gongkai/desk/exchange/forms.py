"""What is filled in about other systems: what they may do, from where, how often; where they are told, and of what."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.fields import choose_agency
from gongkai.exchange.actions.systems import MOST_PER_DAY, MOST_PER_HOUR, PER_DAY, PER_HOUR
from gongkai.exchange.actions.tokens import LONGEST
from gongkai.exchange.queries import CHOSEN, Event, Scope

SCOPES = [(each.value, each.label) for each in Scope]
EVENTS = [(each.value, each.label) for each in CHOSEN]


class Limits(forms.Form):
    """What a system may do."""

    scopes = forms.TypedMultipleChoiceField(
        label="可以办理",
        coerce=Scope,
        choices=SCOPES,
        widget=forms.CheckboxSelectMultiple,
        help_text="接口只能送交草稿。送审、发布都由工作人员在平台上办理。",
    )
    networks = forms.CharField(
        label="来源网段",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="只能从这些网络地址使用，每行一个，例如 192.0.2.10 或者 192.0.2.0/24。不填的，不限。",
    )
    per_hour = forms.IntegerField(label="每小时次数", min_value=1, max_value=MOST_PER_HOUR, initial=PER_HOUR)
    per_day = forms.IntegerField(label="每天次数", min_value=1, max_value=MOST_PER_DAY, initial=PER_DAY)

    def clean_networks(self) -> list[str]:
        """One to a line."""
        return str(self.cleaned_data["networks"]).split()


class NewSystem(Limits):
    """A business system of an agency."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    name = forms.CharField(label="业务系统名称", max_length=40, help_text="例如：县行政审批系统。")
    field_order = ["agency", "name", "scopes", "networks", "per_hour", "per_day"]

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_agency(self, agencies)


class Life(forms.Form):
    """How long a token counts."""

    days = forms.IntegerField(
        label="有效天数",
        min_value=1,
        max_value=LONGEST.days,
        initial=365,
        help_text="到期自动失效。原来的令牌再用7天，请在7天内换好。",
    )


class Told(forms.Form):
    """Where and of what is told."""

    address = forms.CharField(
        label="接收地址", max_length=500, help_text="以 https:// 开头，由对方提供。不能是内部网络的地址。"
    )
    events = forms.TypedMultipleChoiceField(
        label="推送哪些事", coerce=Event, choices=EVENTS, widget=forms.CheckboxSelectMultiple
    )
    below = forms.BooleanField(label="下级机关的也推送", required=False)


class NewWebhook(Told):
    """An address that is told what changes at an agency."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    name = forms.CharField(label="推送名称", max_length=40, help_text="例如：省级平台归集。")
    field_order = ["agency", "name", "address", "events", "below"]

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_agency(self, agencies)


class Because(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200, help_text="写明原因，写入操作日志。")


class Which(forms.Form):
    """Which token."""

    token = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)


class Nothing(forms.Form):
    """Nothing is filled in."""
