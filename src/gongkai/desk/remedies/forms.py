"""What is filled in for what happens in review and court. Whether it makes sense in law is judged by the actions."""

from typing import Any

from django import forms

from gongkai.desk.applications.forms import text
from gongkai.desk.fields import day
from gongkai.law.ledger import FIELDS, Fact, Kind
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.remedies.obligations import Ordered
from gongkai.law.remedies.periods import SIMPLIFIED
from gongkai.remedies.actions import Person, Said
from gongkai.remedies.queries.case import Case, results_for
from gongkai.remedies.queries.kinds import FileUse, Part

DECISIONS = (Kind.REVIEW_DECIDED, Kind.JUDGED)
_LATE = (Kind.REVIEW_APPLIED, Kind.SUIT_FILED, Kind.APPEALED)
_USES = {
    Kind.REVIEW_APPLIED: FileUse.PETITION,
    Kind.REVIEW_COPIED: FileUse.PETITION,
    Kind.REVIEW_ANSWERED: FileUse.DEFENCE,
    Kind.REVIEW_DECIDED: FileUse.DECISION,
    Kind.SUIT_FILED: FileUse.PETITION,
    Kind.SUIT_COPIED: FileUse.PETITION,
    Kind.SUIT_ANSWERED: FileUse.DEFENCE,
    Kind.JUDGED: FileUse.DECISION,
    Kind.APPEALED: FileUse.PETITION,
}
_UPTO = 365


def use_of(kind: Kind) -> FileUse:
    """What the files are that come with a fact."""
    return _USES.get(kind, FileUse.SERVICE)


def _days(label: str, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=_UPTO, required=False, **more)


class OnChain(forms.Form):
    """What every act has: how often the chain had moved on the page that somebody read."""

    moves = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Entered(OnChain):
    """One fact, with the fields that its kind has."""

    on = day("日期")

    def __init__(self, *args: Any, kind: Kind, one: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        fields = self.fields
        if kind in DECISIONS:
            offered = [("", "请选择"), *results_for(kind, one)]
            fields["result"] = forms.ChoiceField(label="结果", choices=offered)
            fields["ordered_working_days"] = _days("责令重新答复的期限（工作日）")
            fields["ordered_days"] = _days(
                "责令重新答复的期限（日）", help_text="文书写明“日”而不是工作日的，填这里。"
            )
            fields["ordered_to"] = day("责令重新答复的最后一天", required=False)
            fields["reasons"] = text("理由要点", 2_000, required=False, help_text="不要写个人信息。")
        elif kind is Kind.REPLIED:
            offered = [("", "未定"), *((each.id, each.name) for each in outcomes().values())]
            fields["result"] = forms.ChoiceField(label="答复的结果", choices=offered, required=False)
        elif kind in (Kind.REVIEW_ADMITTED, Kind.SUIT_COPIED):
            offered = [("", "普通程序"), (SIMPLIFIED, "简易程序")]
            fields["result"] = forms.ChoiceField(label="程序", choices=offered, required=False)
        if "days" in FIELDS.get(kind, ()):
            fields["days"] = _days("日数")
        if kind in _LATE:
            fields["excused"] = forms.BooleanField(label="超过期限，但有正当理由", required=False)
        fields["docket"] = forms.CharField(label="案号、文号", max_length=100, required=False)
        fields["forum"] = forms.CharField(label="复议机关、人民法院", max_length=120, required=False)
        fields["note"] = text("说明", 2_000, rows=2, required=False, help_text="不要写个人信息。")

    def fact(self) -> Fact:
        """What was filled in, as the law sees it."""
        given = self.cleaned_data
        return Fact(
            self.kind,
            given["on"],
            days=given.get("days"),
            result=given.get("result", ""),
            excused=given.get("excused", False),
        )

    def ordered(self) -> Ordered:
        """The period that the decision sets."""
        return ordered_in(self.cleaned_data)

    def said(self, files: tuple[Any, ...]) -> Said:
        """What was said beside the fact."""
        given = self.cleaned_data
        names = ("docket", "forum", "reasons", "note")
        return Said(**{name: given.get(name, "") for name in names}, files=files)


def ordered_in(given: dict[str, Any]) -> Ordered:
    """The period that was filled in."""
    return Ordered(given.get("ordered_to"), given.get("ordered_days"), given.get("ordered_working_days"))


class Order(OnChain):
    """The duty of a judgment that became final."""

    ordered_working_days = _days("重新答复的期限（工作日）", help_text="裁判没有写明的，可以不填。")
    ordered_days = _days("重新答复的期限（日）")
    ordered_to = day("重新答复的最后一天", required=False)


class Fulfil(OnChain):
    """That something was done."""

    on = day("履行的日期", required=False, help_text="不填的，是今天。")
    note = text("怎样履行", 2_000, rows=2, required=False, help_text="不要写个人信息。")


class Note(OnChain):
    """A remark, with files where there are some."""

    text = text(
        "备注", 2_000, required=False, help_text="只在机关内部看，不要写个人信息。只添加材料的，可以不写。"
    )


class Participant(OnChain):
    """Somebody who takes part."""

    part = forms.TypedChoiceField(
        label="身份", coerce=Part, choices=[(each.value, each.label) for each in Part]
    )
    name = forms.CharField(label="姓名、名称", max_length=120, help_text="加密保存。")
    contact = forms.CharField(label="联系方式", max_length=200, required=False, help_text="加密保存。")

    def person(self) -> Person:
        """Who was filled in."""
        given = self.cleaned_data
        return Person(given["part"], given["name"], given["contact"])


class Void(OnChain):
    """Why an entry is taken back."""

    reason = forms.CharField(label="撤销的理由", max_length=300)


class Why(forms.Form):
    """Why somebody looks at what is sealed."""

    reason = forms.CharField(label="事由", max_length=300)
