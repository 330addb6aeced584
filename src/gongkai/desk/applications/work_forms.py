"""What is filled in for the work inside the agency: shared out, searched, noted, split, merged, corrected."""

from datetime import date, timedelta
from typing import Any

from django import forms

from gongkai.applications.queries.case import Case
from gongkai.applications.queries.consulting import linked
from gongkai.applications.queries.kinds import ApplicantKind, FileUse
from gongkai.applications.queries.repeats import Repeat, Same
from gongkai.desk.applications.forms import Happened, OnCase, either, text
from gongkai.desk.applications.telling import told
from gongkai.desk.fields import day

PUT_IN = (
    FileUse.SCAN,
    FileUse.EVIDENCE,
    FileUse.IDENTITY,
    FileUse.SUPPLEMENT,
    FileUse.OPINION,
    FileUse.SEARCH,
)
"""What an officer files. Notices and what is provided are made with the reply: the applicant may download them."""


class Assign(OnCase):
    """A part of the work."""

    what = forms.CharField(label="交办事项", max_length=300)
    person = forms.TypedChoiceField(
        label="承办人", coerce=int, empty_value=None, required=False, choices=[("", "（没有账号，只写部门）")]
    )
    unit = forms.CharField(
        label="承办部门", max_length=120, required=False, help_text="没有承办人的必填，由办件人代为登记回复。"
    )
    due_on = day("办理期限")
    handler = forms.BooleanField(label="由承办人主办整件申请", required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("person", [("", "（没有账号，只写部门）"), *people])

    def begun(self, one: Case, on: date) -> dict[str, Any]:
        begun: dict[str, Any] = {"what": "检索并提供所申请的信息，提出是否公开的意见"}
        last = on + timedelta(days=7)
        begun["due_on"] = min(one.clock.due_on, last) if one.clock.due_on and one.clock.due_on >= on else last
        return begun

    def offer(self, one: Case, on: date) -> None:  # noqa: ARG002 - as the others
        self.fields["due_on"].widget.attrs["min"] = on.isoformat()

    def clean(self) -> dict[str, Any]:
        """Somebody must do it."""
        given = super().clean() or {}
        if given.get("person") is None and not given.get("unit", "").strip():
            self.add_error("person", "请选择承办人，或者写明承办部门。")
        return given


class Search(Happened):
    """Where and how one looked."""

    where = forms.CharField(
        label="检索的地方", max_length=200, help_text="例如：档案室、公文系统、业务科室。"
    )
    method = forms.CharField(label="检索的方式", max_length=200, help_text="例如：按文号、按关键词“……”。")
    scope = forms.CharField(label="检索的范围", max_length=200, help_text="例如：2015年至今的全部发文。")
    outcome = text("检索的结果", 1_000, rows=3)
    found = either("是否找到", "找到", "没有找到")
    on = day("检索的日期")
    field_order = ["moves", "where", "method", "scope", "outcome", "found", "on"]


class Note(OnCase):
    """A remark."""

    text = text("备注", 2_000, help_text="内部记录，申请人看不到。")


class Put(OnCase):
    """Files for the case."""

    use = forms.TypedChoiceField(
        label="材料是什么", choices=[(each.value, each.label) for each in PUT_IN], coerce=FileUse
    )
    text = text("说明", 2_000, rows=2, required=False)


class Split(OnCase):
    """What is handled apart."""

    positions = forms.TypedMultipleChoiceField(
        label="拆出哪些内容", coerce=int, widget=forms.CheckboxSelectMultiple, help_text="至少留下一项。"
    )

    def offer(self, one: Case, on: date) -> None:  # noqa: ARG002 - as the others
        self.choose_from(
            "positions", [(wish.position, f"{wish.position}. {wish.name}") for wish in one.wanted]
        )


class Merge(OnCase):
    """With which other application of the same applicant."""

    into_id = forms.TypedChoiceField(label="并入哪一件", coerce=int)
    reason = forms.CharField(label="理由", max_length=300)

    def __init__(self, *args: Any, others: list[Repeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (other.id, f"{other.number}　{other.title}")
            for other in others
            if not other.row and other.same is not Same.CONTENT
        ]
        self.choose_from("into_id", [("", "请选择"), *offered])


class Reclassify(OnCase):
    """Another kind of applicant."""

    kind = forms.TypedChoiceField(
        label="申请人类型", choices=[(each.value, each.label) for each in ApplicantKind], coerce=ApplicantKind
    )
    reason = forms.CharField(label="更正的理由", max_length=300)

    def begun(self, one: Case, on: date) -> dict[str, Any]:  # noqa: ARG002 - as the others
        return {"kind": one.person.kind.value}


class Void(OnCase):
    """What was entered by mistake."""

    event_id = forms.TypedChoiceField(label="撤销哪一条记录", coerce=int)
    reason = forms.CharField(label="撤销的理由", max_length=300)

    def offer(self, one: Case, on: date) -> None:  # noqa: ARG002 - as the others
        offered = [(event.id, told(event)) for event in reversed(one.happened) if not event.fixed]
        self.choose_from("event_id", [("", "请选择"), *offered])


class RenewCode(OnCase):
    """How the applicant showed who they are."""

    reason = forms.CharField(
        label="怎样核实身份的", max_length=300, help_text="例如：当面核对身份证件。不要写证件号码。"
    )


class RenewReply(OnCase):
    """Whose reply code, and how they showed who they are."""

    asked = forms.TypedChoiceField(label="谁的回复码", coerce=int)
    reason = forms.CharField(
        label="怎样核实身份的",
        max_length=300,
        help_text="例如：拨打登记的单位电话，核对经办人。不要写证件号码。",
    )

    def offer(self, one: Case, on: date) -> None:  # noqa: ARG002 - as the others
        self.choose_from(
            "asked", [(each.asked, each.who) for each in linked(one) if each.link and each.unanswered]
        )


class Remind(OnCase):
    """What is said to those who handle it."""

    text = forms.CharField(label="催办的话", max_length=300, initial="请抓紧办理，按期答复申请人。")


class Answer(forms.Form):
    """What came of a part of the work."""

    outcome = text("办理情况", 2_000, help_text="写明检索到什么、是否可以公开和理由。")


class Why(forms.Form):
    """Why somebody looks at what is masked."""

    reason = forms.CharField(label="事由", max_length=200, help_text="记入操作日志，不要写个人信息。")
