"""What officers fill in to find documents, and to say what a document is."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.fields import day
from gongkai.law.normative import DocumentKind, EarlyEffect, Excluded
from gongkai.normative.actions import Beside, Described, Entered
from gongkai.normative.queries.card import Card
from gongkai.normative.queries.kinds import Marked
from gongkai.normative.queries.listing import Sought

TEXT = forms.Textarea(attrs={"rows": 3})
REASON = "法律提醒的，确实需要这样办理时写明理由；没有提醒的不填。"


class RegisterFilter(forms.Form):
    """By words, kind, agency, code, year and day; an empty field asks nothing."""

    q = forms.CharField(label="标题或者文号", max_length=100, required=False)
    kind = forms.TypedChoiceField(
        label="类别",
        required=False,
        coerce=DocumentKind,
        empty_value=None,
        choices=[("", "全部"), *((each.value, each.label) for each in DocumentKind)],
    )
    agency = forms.TypedChoiceField(label="机关", required=False, coerce=int, empty_value=None)
    code = forms.ChoiceField(label="代字", required=False)
    year = forms.TypedChoiceField(label="制发年份", required=False, coerce=int, empty_value=None)
    on = day("看哪一天的情况", required=False)
    faulty = forms.BooleanField(label="只看有矛盾的", required=False)

    def __init__(
        self,
        *args: Any,
        agencies: Iterable[tuple[int, str, str]],
        codes: Iterable[str],
        years: Iterable[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(pk), name) for pk, _, name in agencies]
        _offer(self, "agency", offered)
        _offer(self, "code", [(code, code) for code in codes])
        _offer(self, "year", [(str(year), f"{year}年") for year in years])
        if len(offered) < 2:
            del self.fields["agency"]
        self.is_valid()

    def sought(self, state: str) -> Sought:
        """What is sought of the register, in a state."""
        said = self.cleaned_data
        return Sought(
            words=said.get("q") or "",
            state=state,
            kind=said.get("kind"),
            agencies=(said["agency"],) if said.get("agency") else None,
            code=said.get("code") or "",
            year=said.get("year"),
            on=said.get("on"),
            faulty=bool(said.get("faulty")),
        )


class Describe(forms.Form):
    """What a document is."""

    title = forms.CharField(label="标题", max_length=200)
    kind = forms.TypedChoiceField(
        label="类别", coerce=DocumentKind, choices=[(each.value, each.label) for each in DocumentKind]
    )
    joint = forms.CharField(
        label="联合制发的其他机关", required=False, widget=TEXT, help_text="一行一个。主办机关不用再写。"
    )
    interests = forms.BooleanField(label="涉及公民、法人和其他组织的权利义务", required=False)
    general = forms.BooleanField(label="普遍约束不特定的人", required=False)
    repeatable = forms.BooleanField(label="在一定期限内反复适用", required=False)
    made_public = forms.BooleanField(label="公开发布", required=False)
    market = forms.BooleanField(label="与市场主体密切相关", required=False)
    important = forms.BooleanField(label="重大，需要评估论证", required=False)
    interpreted = forms.BooleanField(label="需要解读", required=False)
    secret = forms.BooleanField(label="依法不公开", required=False)
    excluded = forms.TypedChoiceField(
        label="不属于行政规范性文件的情形",
        required=False,
        coerce=Excluded,
        empty_value=None,
        choices=[("", "没有"), *((each.value, each.label) for each in Excluded)],
    )
    marked = forms.TypedChoiceField(
        label="文末标注",
        coerce=Marked,
        initial=Marked.UNKNOWN.value,
        choices=[(each.value, each.label) for each in Marked],
    )
    effective_on = day("施行日期", required=False, help_text="文件没有写的不填，自公布之日起施行。")
    valid_until = day("有效期至", required=False, help_text="最后一天；没有规定有效期的不填。")
    early = forms.TypedChoiceField(
        label="公布后三十日内施行的理由",
        required=False,
        coerce=EarlyEffect,
        empty_value=None,
        choices=[("", "没有"), *((each.value, each.label) for each in EarlyEffect)],
        help_text="只用于规章。",
    )
    reason = forms.CharField(label="理由", max_length=300, required=False, widget=TEXT, help_text=REASON)

    def described(self) -> Described:
        """What the action is called with."""
        said = self.cleaned_data
        plain = ("title", "kind", "interests", "general", "repeatable", "made_public", "market")
        more = ("important", "interpreted", "secret", "excluded", "marked", "effective_on", "valid_until")
        names = (*plain, *more, "early")
        return Described(joint=beside(said["joint"]), **{name: said[name] for name in names})


USUAL = {"interests": True, "general": True, "repeatable": True, "made_public": True, "interpreted": True}
"""What most documents are."""


class TakeUp(Describe):
    """A document that is going to be made."""

    agency = forms.TypedChoiceField(label="制定机关", coerce=int)
    field_order: tuple[str, ...] = ("agency",)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(row.id, row.name) for row in agencies]
        self.fields["agency"].choices = found  # type: ignore[attr-defined] # a choice field
        if len(found) == 1:
            self.initial["agency"] = found[0][0]


class Made(Describe):
    """A document that was made before: its number and its days too."""

    number = forms.CharField(label="文号", max_length=60, required=False)
    registry_no = forms.CharField(label="统一登记编号", max_length=60, required=False)
    issued_on = day("制发日期")
    published_on = day("公布日期", required=False, help_text="没有公布的不填。")
    field_order = ("agency", "title", "kind", "number", "registry_no", "issued_on", "published_on")

    def entered(self) -> Entered:
        """What the action is called with."""
        said = self.cleaned_data
        return Entered(
            described=self.described(),
            number=said["number"],
            issued_on=said["issued_on"],
            published_on=said["published_on"],
            registry_no=said["registry_no"],
        )


class EnterMade(Made):
    """A document that was made before, entered now."""

    agency = forms.TypedChoiceField(label="制定机关", coerce=int)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(row.id, row.name) for row in agencies]  # type: ignore[attr-defined] # a choice field


class Correct(Made):
    """What was entered of a document is put right, with the reason."""

    reason = forms.CharField(label="更正的理由", max_length=300, widget=TEXT)


def known(card: Card) -> dict[str, Any]:
    """What a form begins with for a document."""
    features = card.features
    names = ("interests", "general", "repeatable", "made_public", "market", "important", "interpreted")
    plain = ("title", "kind", "number", "registry_no", "issued_on", "published_on", "effective_on")
    return {
        **{name: getattr(features, name) for name in (*names, "secret", "excluded", "marked", "early")},
        **{name: getattr(card, name) for name in (*plain, "valid_until")},
        "joint": "\n".join(card.joint),
    }


def beside(text: str) -> tuple[Beside, ...]:
    """Bodies by their names, a line for each: those of the platform by their number; one query."""
    names = [line.strip() for line in text.splitlines() if line.strip()]
    found = dict(agencies.listed().filter(name__in=names).values_list("name", "pk"))
    return tuple(Beside(found.get(name), "" if name in found else name) for name in names)


def _offer(form: forms.Form, name: str, offered: list[tuple[str, str]]) -> None:
    form.fields[name].choices = [("", "全部"), *offered]  # type: ignore[attr-defined] # a choice field
