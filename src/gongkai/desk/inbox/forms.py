"""What officers say in a round."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.law.roles import RUNNING_ROLES, Role
from gongkai.law.signing.chains import DRAFT, LONGEST_STEP
from gongkai.law.signing.standing import Verdict
from gongkai.signoff.queries import Option

WORDS = {Verdict.PROPOSE: "拟同意", Verdict.AGREE: "同意", Verdict.RETURN: "退回修改"}


class Say(forms.Form):
    """An opinion at a step, bound to the text that the person saw."""

    step = forms.CharField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.TypedChoiceField(label="意见", coerce=Verdict, widget=forms.RadioSelect)
    text = forms.CharField(
        label="说明",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回修改必须写明理由。",
    )
    returns_to = forms.ChoiceField(label="退回到", required=False)

    def __init__(self, *args: Any, option: Option, digest: str, **kwargs: Any) -> None:
        kwargs |= {"initial": {"step": option.step, "digest": digest}, "auto_id": f"id_{option.step}_%s"}
        super().__init__(*args, **kwargs)
        _offer(self, "verdict", [(each.value, WORDS[each]) for each in option.verdicts])
        _offer(self, "returns_to", list(option.returns_to))

    def clean(self) -> dict[str, Any]:
        """A return says why; where to matters for a return alone."""
        given = super().clean() or {}
        if given.get("verdict") is Verdict.RETURN and not given.get("text", "").strip():
            self.add_error("text", "请写明退回的理由，以便对方修改。")
        if given.get("verdict") is not Verdict.RETURN:
            given["returns_to"] = ""
        return given


class Submit(forms.Form):
    """The drafter sends a changed text into sign-off again."""

    digest = forms.CharField(widget=forms.HiddenInput)

    step = DRAFT


class Ask(forms.Form):
    """Another office is asked for its opinion."""

    step = forms.CharField(widget=forms.HiddenInput)
    agency_id = forms.TypedChoiceField(label="请哪个机关会签", coerce=int)
    role = forms.TypedChoiceField(label="由谁办理", coerce=Role)
    working_days = forms.IntegerField(
        label="时限（工作日）", required=False, min_value=1, max_value=LONGEST_STEP
    )
    because = forms.CharField(label="会签事由", max_length=200)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_ask_%s", **kwargs})
        _offer(self, "agency_id", [("", "请选择"), *((str(row.id), row.name) for row in agencies)])
        roles = [role for role in Role if role not in RUNNING_ROLES]
        _offer(self, "role", [("", "请选择"), *((role.value, role.label) for role in roles)])


class Stop(forms.Form):
    """Why a round ends without approval."""

    because = forms.CharField(label="终止的理由", max_length=200)


def _offer(form: forms.Form, name: str, offered: list[tuple[str, str]]) -> None:
    form.fields[name].choices = offered  # type: ignore[attr-defined] # a choice field
