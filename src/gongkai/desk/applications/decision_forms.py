"""What the drafter of a decision fills in: a result for each thing asked for, and the facts that these results need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.applications.queries.deciding import Part
from gongkai.applications.queries.outcome_tree import Choice
from gongkai.applications.queries.repeats import Repeat
from gongkai.desk.fields import day
from gongkai.law.outcomes.catalogue import Group, outcome
from gongkai.law.outcomes.decision import Norm, PersonalData, SecrecyReview, Weighing

LONGEST_REASON = 2_000
MOST_WITHHELD = 20
TEXT = forms.Textarea(attrs={"rows": 3})
_GIVES = (Group.GRANTED, Group.PARTIAL)
_DIVIDES = (Group.PARTIAL, Group.DENIED, Group.UNABLE)
_SECRECY = {
    SecrecyReview.NOT_DONE: "还没有审查",
    SecrecyReview.CLEARED: "已经审查，可以公开",
    SecrecyReview.UNSURE: "不能确定，需报有关部门确定",
    SecrecyReview.SECRET: "涉及国家秘密",
}
_PERSONAL = {
    PersonalData.NOT_CHECKED: "还没有核对",
    PersonalData.NONE_FOUND: "没有个人隐私、个人信息",
    PersonalData.MASKED: "有，已经作去标识化等处理",
    PersonalData.CONSENTED: "有，已经取得本人同意",
    PersonalData.UNMASKED: "有，还没有处理",
}
_WEIGHED = {
    Weighing.NOT_WEIGHED: "还没有权衡",
    Weighing.WITHHOLD: "不公开不会对公共利益造成重大影响",
    Weighing.DISCLOSE: "不公开会对公共利益造成重大影响",
}
_SEPARABLE = {"": "还没有考虑", "no": "已经逐项考虑，不能区分处理", "yes": "能够区分处理"}


@dataclass(frozen=True, slots=True)
class Withheld:
    """A part of a thing that is not given, as the form has it; `n` is its place on the page."""

    n: int
    what: str = ""
    ground: str = ""
    reason: str = ""

    @property
    def filled(self) -> bool:
        """Whether somebody wrote something into it."""
        return bool(self.what.strip() or self.ground or self.reason.strip())

    @property
    def named(self) -> bool:
        """Whether it says which part, and on what ground: as little can be kept."""
        return bool(self.what.strip() and self.ground)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form says of one thing: the result, its reason, and the parts of it that are withheld on grounds of their own.

    `what`: where the result is a refusal and further parts have other grounds, the part that the result is about.
    """

    position: int
    name: str
    value: str
    choice: Choice | None
    reason: str
    withheld: tuple[Withheld, ...]
    what: str = ""

    @property
    def partly(self) -> bool:
        """Whether it is given in part."""
        return self.choice is not None and self.choice.group is Group.PARTIAL

    @property
    def gives(self) -> bool:
        """Whether something of it is given."""
        return self.choice is not None and self.choice.group in _GIVES

    @property
    def divides(self) -> bool:
        """Whether parts of it can be withheld on grounds of their own.   依据：条例第三十七条"""
        return self.choice is not None and self.choice.group in _DIVIDES

    @property
    def full(self) -> bool:
        """Whether no further part finds room."""
        return len(self.withheld) >= MOST_WITHHELD

    @property
    def unfinished(self) -> str:
        """What keeps it from being saved: a part that says not which it is, or on what ground. Empty where nothing does."""
        rest = [each for each in self.withheld if each.filled] if self.divides else []
        if not all(each.named for each in rest):
            return f"“{self.name}”有一部分没有写全：请写明是哪一部分，并选择依据；不需要的，请删除这一部分。"
        if rest and not self.gives and not self.what.strip():
            return f"“{self.name}”的几部分依据不同：请写明“{self.choice.name if self.choice else ''}”的是哪一部分。"
        return ""

    def parts(self) -> list[Part]:
        """As the action wants it; nothing while nothing is chosen."""
        if self.choice is None:
            return []
        rest = [each for each in self.withheld if each.ground] if self.divides else []
        what, reason = ("", "") if self.gives else (self.what if rest else "", self.reason)
        own = [_part(self.position, self.value, what, reason)]
        return own + [_part(self.position, each.ground, each.what, each.reason) for each in rest]


def _part(position: int, value: str, what: str, reason: str) -> Part:
    outcome, _, variant = value.partition(".")
    return Part(position, outcome, variant, what.strip()[:300], reason.strip()[:LONGEST_REASON])


def posted(post: QueryDict, things: Mapping[int, str], known: Mapping[str, Choice]) -> list[Chosen]:
    """What was sent for each thing. A result that nobody can choose is none.

    The buttons `add` and `drop` say of which thing a part comes on top, or which part goes.
    """
    found = []
    for position, name in things.items():
        value = post.get(f"outcome-{position}", "")
        rows = [
            Withheld(n, *(post.get(f"{field}-{position}-{n}", "") for field in ("what", "ground", "why")))
            for n in range(MOST_WITHHELD)
        ]
        kept = [each for each in rows if each.filled and post.get("drop") != f"{position}-{each.n}"]
        value = value if value in known else ""
        more = post.get("add") == str(position) or (value == Group.PARTIAL.value and not kept)
        reason, what = post.get(f"reason-{position}", ""), post.get(f"what-{position}", "")
        found.append(
            Chosen(position, name, value, known.get(value), reason, _numbered(kept, known, more=more), what)
        )
    return found


def kept(parts: Iterable[Part], things: Mapping[int, str], known: Mapping[str, Choice]) -> list[Chosen]:
    """What the draft says for each thing."""
    every = list(parts)
    return [_kept(position, name, every, known) for position, name in things.items()]


def _kept(position: int, name: str, every: list[Part], known: Mapping[str, Choice]) -> Chosen:
    own = [part for part in every if part.wanted == position]
    first = next((part for part in own if _gives(part, known)), own[0] if own else None)
    rest = [part for part in own if part is not first]
    value = _value(first) if first else ""
    if first and rest and _gives(first, known):
        value = Group.PARTIAL.value
    rows = [Withheld(n, part.what, _value(part), part.reason) for n, part in enumerate(rest)]
    reason, what = (first.reason, first.what) if first else ("", "")
    withheld = _numbered(rows, known, more=value == Group.PARTIAL.value and not rows)
    return Chosen(position, name, value, known.get(value), reason, withheld, what)


def _numbered(rows: list[Withheld], known: Mapping[str, Choice], *, more: bool) -> tuple[Withheld, ...]:
    """The rows numbered anew, without grounds that nobody can choose, and where there is to be one more an empty one."""
    said = [
        Withheld(n, each.what, each.ground if each.ground in known else "", each.reason)
        for n, each in enumerate(rows)
    ]
    return (*said, Withheld(len(said))) if more and len(said) < MOST_WITHHELD else tuple(said)


def _value(part: Part) -> str:
    return f"{part.outcome}.{part.variant}" if part.variant else part.outcome


def _gives(part: Part, known: Mapping[str, Choice]) -> bool:
    found = known.get(_value(part))
    return found is not None and found.group in _GIVES


class Facts(forms.Form):
    """What the law asks about the results that were chosen; only the fields that they need."""

    secrecy = forms.ChoiceField(label="保密审查的结论", required=False, choices=list(_SECRECY.items()))
    personal_data = forms.ChoiceField(
        label="个人隐私、个人信息", required=False, choices=list(_PERSONAL.items())
    )
    unconfirmed_organs = forms.CharField(
        label="信息涉及、还没有协商确认的机关",
        required=False,
        max_length=300,
        help_text="没有的不填。几个机关用顿号分开。",
    )
    form_changed = forms.BooleanField(label="没有按申请人要求的形式提供", required=False)
    form_reason = forms.CharField(
        label="改用其他形式的理由", required=False, max_length=500, help_text="勾选了上一项的才填。"
    )
    separable = forms.ChoiceField(label="能否作区分处理", required=False, choices=list(_SEPARABLE.items()))
    public_interest = forms.ChoiceField(
        label="公共利益的权衡", required=False, choices=list(_WEIGHED.items())
    )
    public_interest_reason = forms.CharField(label="权衡的理由", required=False, max_length=1000, widget=TEXT)
    third_party_told = forms.BooleanField(
        label="决定公开的内容和理由已经书面告知不同意公开的第三方", required=False
    )
    classified_by = forms.CharField(
        label="定密依据",
        required=False,
        max_length=300,
        help_text="定密事项、密级、保密期限和审批记录；不写秘密内容。",
    )
    classified_until = day("保密期限届满的日期", required=False)
    declassified = forms.BooleanField(label="已经解密", required=False)
    law_title = forms.CharField(
        label="作出规定的法律、行政法规",
        required=False,
        max_length=200,
        help_text="写全称，不加书名号，例如：不动产登记暂行条例。",
    )
    law_article = forms.CharField(
        label="第几条", required=False, max_length=20, help_text="只写数字，例如：27。"
    )
    law_norm = forms.ChoiceField(
        label="效力级别", required=False, choices=[(each.value, each.label) for each in Norm]
    )
    public_by = forms.CharField(
        label="规定该信息应当公开的法律、法规、规章",
        required=False,
        max_length=200,
        help_text="查过没有的不填。",
    )
    right_organ = forms.CharField(
        label="负责公开的行政机关",
        required=False,
        max_length=200,
        help_text="不能确定的不填。",
    )
    right_organ_contact = forms.CharField(label="它的联系方式", required=False, max_length=200)
    earlier = forms.TypedChoiceField(label="重复的是哪一件申请", required=False, coerce=int, empty_value=None)
    proofs = forms.MultipleChoiceField(
        label="已经归入案卷的证明",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="案卷里已经有的，请勾选。诉讼中由行政机关举证。",
    )
    review_body = forms.CharField(label="行政复议机关", required=False, max_length=200)
    court = forms.CharField(label="人民法院", required=False, max_length=200)

    def __init__(
        self,
        *args: Any,
        needed: Iterable[str],
        proofs: Mapping[str, str],
        earlier: Iterable[Repeat],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["proofs"].choices = list(proofs.items())  # type: ignore[attr-defined] # a choice field
        self.fields["earlier"].choices = [  # type: ignore[attr-defined] # a choice field
            ("", "请选择"),
            *((str(one.id), f"{one.number} {one.title}（{one.same.label}）") for one in earlier),
        ]
        keep = set(needed)
        self.fields = {name: field for name, field in self.fields.items() if name in keep}

    def said(self) -> dict[str, Any]:
        """The facts as the table keeps them, of the fields that the results need and that are filled in rightly."""
        given = {
            name: value for name, value in getattr(self, "cleaned_data", {}).items() if name in self.fields
        }
        # A field that was not on the page yet says nothing.
        told = {name: value for name, value in given.items() if name not in _TOGETHER and value != ""}
        if "separable" in told:
            told["separable"] = {"no": False, "yes": True}.get(told["separable"])
        if "unconfirmed_organs" in told:
            told["unconfirmed_organs"] = [
                each.strip() for each in told["unconfirmed_organs"].split("、") if each.strip()
            ]
        if "classified_by" in given:
            ends = given.get("classified_until")
            told["classification"] = {
                "record": given["classified_by"],
                "expires_on": ends.isoformat() if ends else "",
                "declassified": given.get("declassified", False),
            }
        if "law_title" in given:
            told["law"] = {
                "title": given["law_title"].strip("《》 "),
                "article": given.get("law_article", ""),
                "norm": given.get("law_norm") or Norm.LAW.value,
            }
        return told


_TOGETHER = ("classified_by", "classified_until", "declassified", "law_title", "law_article", "law_norm")


def as_filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a draft as the form shows them."""
    filled = dict(facts)
    separable = facts.get("separable")
    filled["separable"] = "" if separable is None else "yes" if separable else "no"
    filled["unconfirmed_organs"] = "、".join(facts.get("unconfirmed_organs", ()))
    secret, law = facts.get("classification") or {}, facts.get("law") or {}
    ends = secret.get("expires_on")
    return filled | {
        "classified_by": secret.get("record", ""),
        "classified_until": date.fromisoformat(ends) if ends else None,
        "declassified": secret.get("declassified", False),
        "law_title": law.get("title", ""),
        "law_article": law.get("article", ""),
        "law_norm": law.get("norm", Norm.LAW.value),
    }


_NEEDS = {
    "denied_state_secret": ("classified_by", "classified_until", "declassified"),
    "denied_law_prohibits": ("law_title", "law_article", "law_norm"),
    "denied_special_inquiry": ("law_title", "law_article", "law_norm"),
    "denied_third_party": ("public_interest", "public_interest_reason"),
    "denied_process": ("public_by",),
    "denied_enforcement_file": ("public_by",),
    "unable_not_held.not_this_organ": ("right_organ", "right_organ_contact"),
    "unprocessed_duplicate": ("earlier",),
}


def needed(parts: Iterable[Part], *, third_party_asked: bool) -> tuple[str, ...]:
    """The fields that these results need, in the order of the form."""
    every = list(parts)
    values = {_value(part) for part in every} | {part.outcome for part in every}
    if not values:
        return ()
    names = {"proofs", "review_body", "court"}
    for value in values:
        names.update(_NEEDS.get(value, ()))
    if values & {"granted.provided", Group.PARTIAL.value}:
        names |= {"secrecy", "personal_data", "unconfirmed_organs", "form_changed", "form_reason"}
        if third_party_asked:
            names |= {"public_interest", "public_interest_reason", "third_party_told"}
    gives = any(value.startswith((Group.GRANTED.value, Group.PARTIAL.value)) for value in values)
    withholds = any(outcome(part.outcome).withholds for part in every)
    if not gives and (withholds or "unable_needs_creation" in values):
        names.add("separable")
    return tuple(name for name in Facts.base_fields if name in names)
