"""What is filled in for each act on an application. Whether it makes sense in law is judged by the actions."""

from datetime import date
from typing import Any

from django import forms

from gongkai.applications.actions import Said
from gongkai.applications.queries.case import Case
from gongkai.applications.queries.consulting import to_judge, unjudged, waiting
from gongkai.desk.fields import day
from gongkai.law.deadlines.settings import Settings
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Kind, Party
from gongkai.law.params import param

LONGEST = 60
"""Working days that one may type; the law sets narrower bounds and says so."""
OVERRIDING = ("despite", "because")
_YES, _NO = "yes", "no"


def text(label: str, most: int, rows: int = 4, **more: Any) -> forms.CharField:
    """Several lines."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def days(label: str, **more: Any) -> forms.IntegerField:
    """A number of working days."""
    return forms.IntegerField(label=label, min_value=1, max_value=LONGEST, **more)


def either(label: str, yes: str, no: str, **more: Any) -> forms.TypedChoiceField:
    """One of two; None where nothing is chosen."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(_YES, yes), (_NO, no)],
        coerce=lambda said: said == _YES,
        empty_value=None,
        widget=forms.RadioSelect,
        **more,
    )


class OnCase(forms.Form):
    """What every act has: how often the application had moved on the page that somebody read."""

    moves = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, one: Case, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"moves": one.moves, **self.begun(one, on), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.offer(one, on)

    def begun(self, one: Case, on: date) -> dict[str, Any]:  # noqa: ARG002 - what other forms look at
        """What stands in the fields at first."""
        return {}

    def plain(self) -> list[forms.BoundField]:
        """What is always asked."""
        return [field for field in self if field.name not in OVERRIDING]

    def overriding(self) -> list[forms.BoundField]:
        """What is asked where the law warns."""
        return [field for field in self if field.name in OVERRIDING]

    def offer(self, one: Case, on: date) -> None:
        """What can be chosen."""

    def choose_from(self, name: str, offered: list[tuple[Any, str]]) -> None:
        """Offer choices in a field."""
        self.fields[name].choices = offered  # type: ignore[attr-defined] # a choice field

    def set_from(self, *names: str, on: date, one: Case) -> None:
        """The browser offers no day before the application came in, and none to come."""
        for name in names:
            self.fields[name].widget.attrs |= {"min": one.arrived_on.isoformat(), "max": on.isoformat()}


class Happened(OnCase):
    """Something that happened on a day, today unless said otherwise."""

    on = day("发生的日期")

    def begun(self, one: Case, on: date) -> dict[str, Any]:  # noqa: ARG002 - as the others
        return {"on": on}

    def offer(self, one: Case, on: date) -> None:
        self.set_from("on", on=on, one=one)


class Despite(OnCase):
    """An act that the law may warn of."""

    despite = forms.BooleanField(label="仍要登记，并说明理由", required=False)
    because = forms.CharField(
        label="仍要登记的理由",
        max_length=300,
        required=False,
        help_text="只在勾选上面一项时填写，留作内部记录。",
    )

    def clean(self) -> dict[str, Any]:
        """Who enters something against a warning says why."""
        given = super().clean() or {}
        if given.get("despite") and not given.get("because", "").strip():
            self.add_error("because", "请说明为什么仍要登记。")
        if not given.get("despite"):
            given["because"] = ""
        return given


class Confirm(Happened):
    """Receipt is confirmed."""

    on = day("与申请人确认收到的日期")
    how = forms.CharField(
        label="怎样确认的",
        max_length=300,
        required=False,
        help_text="例如：电话确认，通话时间；短信或者邮件回复。",
    )


class AskCorrection(Despite):
    """What is to be corrected."""

    what = text(
        "需要补正的事项", 2_000, help_text="一次性写明要补正的内容，申请人在查询页面上看到的就是这些话。"
    )
    working_days = days("补正期限（工作日）")
    field_order = ["moves", "what", "working_days", "despite", "because"]

    def begun(self, one: Case, on: date) -> dict[str, Any]:  # noqa: ARG002 - as the others
        return {"working_days": Settings().correction_working_days}


class RecordCorrection(Happened):
    """The correction came."""

    on = day("收到补正材料的日期")
    note = text("补正的内容", 2_000, required=False)
    excused = forms.BooleanField(label="逾期补正，但有正当理由（写在补正的内容里）", required=False)


class Ask(Despite):
    """Whom one asks for an opinion, and what."""

    who = forms.CharField(label="征求谁的意见", max_length=100)
    what = text(
        "征求意见的内容", 2_000, help_text="写明拟公开的信息和需要对方答复的事项，不要写申请人的个人信息。"
    )
    on = day("发函的日期")
    received_on = day("对方收到的日期", required=False, help_text="知道的填写，对方的期限从次日起算。")
    field_order = ["moves", "who", "what", "on", "received_on", "despite", "because"]

    def begun(self, one: Case, on: date) -> dict[str, Any]:  # noqa: ARG002 - as the others
        return {"on": on}

    def offer(self, one: Case, on: date) -> None:
        self.set_from("on", "received_on", on=on, one=one)


class AskHelp(OnCase):
    """Which organ is asked to help, with what, until when."""

    who = forms.CharField(label="请谁协助", max_length=100)
    what = text(
        "需要协助的事项", 2_000, help_text="写明请对方检索、提供或者说明什么，不要写申请人的个人信息。"
    )
    answer_by = day("请对方回复的日期", help_text="答复期限照常计算，请留出整理、审签的时间。")
    field_order = ["moves", "who", "what", "answer_by"]


class RecordOpinion(Happened):
    """What somebody said who was asked."""

    whom = forms.ChoiceField(label="谁的意见")
    said = forms.TypedChoiceField(
        label="意见",
        choices=[(each.value, each.label) for each in Said],
        coerce=Said,
        widget=forms.RadioSelect,
    )
    on = day("收到意见的日期", help_text="逾期没有答复的，填今天。")
    reasons = text("理由", 2_000, required=False, help_text="不同意公开的必须写明。")
    reasonable = either("理由是否合理", "合理", "不合理", required=False)
    field_order = ["moves", "whom", "said", "on", "reasons", "reasonable"]

    def offer(self, one: Case, on: date) -> None:
        super().offer(one, on)
        offered = [
            (f"{party.value}:{name}", f"{name}（{party.label}）")
            for party in (Party.THIRD_PARTY, Party.ORGAN)
            for name in waiting(one.ledger, party)
        ]
        self.choose_from("whom", offered)

    def clean(self) -> dict[str, Any]:
        """An objection has reasons."""
        given = super().clean() or {}
        if given.get("said") is Said.OBJECTED and not given.get("reasons", "").strip():
            self.add_error("reasons", "请写明对方不同意公开的理由。")
        return given


class JudgeOpinion(OnCase):
    """Whether the reasons hold that somebody gave against disclosure."""

    whom = forms.ChoiceField(label="谁的意见")
    reasonable = either("不同意公开的理由是否合理", "合理", "不合理")
    note = text("审核的意见", 1_000, rows=3, required=False, help_text="写明怎样核对的，留作内部记录。")

    def offer(self, one: Case, on: date) -> None:  # noqa: ARG002 - as the others
        found = to_judge(one)
        self.choose_from(
            "whom",
            [(f"{each.party.value}:{each.who}", f"{each.who}（{each.party.label}）") for each in found],
        )
        self.fields["whom"].help_text = " ".join(
            f"{each.who}的理由：{'；'.join(each.reasons.splitlines())}" for each in found
        )


class AskReasons(OnCase):
    """What the applicant is to give reasons for."""

    what = text("要求说明的事项", 2_000, help_text="写明申请的数量、频次，以及请申请人说明的理由。")
    working_days = days("说明理由的期限（工作日）")

    def begun(self, one: Case, on: date) -> dict[str, Any]:  # noqa: ARG002 - as the others
        return {"working_days": Settings().reasons_working_days}


class RecordReasons(Happened):
    """The reasons that came; those that came by number and code stand there already."""

    on = day("收到理由的日期")
    reasons = text("申请人说明的理由", 2_000)
    accepted = either("理由是否合理", "合理，可以确定延迟答复的期限", "不合理，可以不予处理")

    def begun(self, one: Case, on: date) -> dict[str, Any]:
        given = [event for event in one.happened if event.kind == Kind.REASONS_GIVEN and not event.void]
        if not unjudged((event.kind, event.details) for event in one.happened if not event.void):
            return super().begun(one, on)
        return {"on": given[-1].on, "reasons": given[-1].note}


class Extend(OnCase):
    """An extension: how long and why."""

    working_days = days("延长多少个工作日")
    reason = text("延期的理由", 500, rows=3)

    def begun(self, one: Case, on: date) -> dict[str, Any]:
        most = int(param("extension_working_days").on(on).value)
        proposed = [
            event
            for event in one.happened
            if event.kind == "extension_proposed" and not (event.void or event.dropped)
        ]
        if not proposed:
            return {"working_days": most}
        return {"working_days": proposed[-1].details.get("working_days", most), "reason": proposed[-1].note}


class Defer(OnCase):
    """Until when many requests are answered."""

    to = day("答复的最后一天")
    reason = text("延迟答复的理由", 500, rows=3)

    def offer(self, one: Case, on: date) -> None:  # noqa: ARG002 - as the others
        self.fields["to"].widget.attrs["min"] = on.isoformat()


class NotifyFee(OnCase):
    """How the fee is counted."""

    method = forms.TypedChoiceField(
        label="计收方式",
        choices=[(each.value, each.label) for each in Method],
        coerce=Method,
        widget=forms.RadioSelect,
    )
    pages = forms.IntegerField(label="页数（按量计收的填写）", min_value=0, max_value=100_000, required=False)
    received_on = day("申请人收到通知的日期", required=False, help_text="知道的填写，缴费期限从次日起算。")

    def begun(self, one: Case, on: date) -> dict[str, Any]:  # noqa: ARG002 - as the others
        return {"method": Method.BY_ITEM.value}

    def clean(self) -> dict[str, Any]:
        """By page only with the pages."""
        given = super().clean() or {}
        if given.get("method") is Method.BY_PAGE and not given.get("pages") and "pages" not in self.errors:
            self.add_error("pages", "按量计收的，请填写页数。")
        return given


class RecordPayment(Happened):
    """The fee was paid."""

    on = day("缴清的日期")
    note = forms.CharField(label="缴款凭证", max_length=300, required=False, help_text="例如：缴款书编号。")


class Deliver(Happened):
    """The reply reached the applicant."""

    on = day("送达的日期")
    how = forms.CharField(
        label="送达的方式", max_length=300, help_text="例如：网上下载；邮寄，单号；当面领取并签收。"
    )


class Withdraw(Happened):
    """The applicant took it back."""

    on = day("撤回的日期")
    reason = text("撤回的情况", 500, rows=2, required=False)
