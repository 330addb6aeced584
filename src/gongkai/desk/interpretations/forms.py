"""What is filled in for each act on an interpretation, and which action it goes to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.desk.applications.forms import text
from gongkai.desk.fields import day
from gongkai.law.normative import Form
from gongkai.normative.actions import interpreting, releasing
from gongkai.normative.queries.interpretations import Task, titles_of_documents
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
FORMS = [(form.value, form.label) for form in Form]
WORDS = (
    "图解、音频、视频、动漫、H5必填：把图里的字、话里的内容写成文字，放进正文，看不见、听不到的人也能读懂。"
)


class OnTask(forms.Form):
    """A form about a task: what it offers comes from there."""

    def __init__(self, *args: Any, task: Task, viewer: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(task, viewer)

    def offer(self, task: Task, viewer: Actor) -> None:
        """Put the choices in."""

    def choose_from(self, name: str, choices: list[tuple[str, str]]) -> None:
        """What a field offers; one choice alone is chosen."""
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice field
        if len(choices) == 1:
            self.fields[name].initial = choices[0][0]


def documents(task: Task) -> list[tuple[str, str]]:
    """The documents of a task."""
    return [(str(one.sync.document.pk), one.sync.document.title) for one in task.documents]


class OfDocument(OnTask):
    """What is about one of its documents."""

    document_id = forms.TypedChoiceField(label="文件", coerce=int)

    def offer(self, task: Task, viewer: Actor) -> None:  # noqa: ARG002 - as the others
        self.choose_from("document_id", documents(task))


class PlanForm(OnTask):
    """解读方案."""

    due_on = day("解读材料的期限", required=False, help_text="到哪一天拿出解读材料。")
    responsible = forms.CharField(
        label="责任人", max_length=80, help_text="写岗位，例如：起草科室负责人。谁起草、谁解读。"
    )
    note = text("方案说明", 500, rows=3, required=False, help_text="解读什么、谁来解读、在哪里发布。")
    forms = forms.TypedMultipleChoiceField(
        label="解读形式", coerce=Form, choices=FORMS, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("forms", "due_on", "responsible", "note")

    def offer(self, task: Task, viewer: Actor) -> None:  # noqa: ARG002 - as the others
        self.fields["responsible"].initial = task.responsible
        if task.plan:
            self.fields["forms"].initial = [form.value for form in task.plan.forms]
            self.fields["due_on"].initial = task.plan.due_on
            self.fields["note"].initial = task.plan.note


class ServeForm(OnTask):
    """A further document."""

    document_id = forms.TypedChoiceField(
        label="文件", coerce=int, help_text="一份解读可以对应几份文件，它们一起发布。"
    )

    def offer(self, task: Task, viewer: Actor) -> None:
        served = [one.sync.document.pk for one in task.documents]
        found = titles_of_documents(viewer, task.agency_id, served)
        self.choose_from("document_id", [(str(pk), title) for pk, title in found])


class DraftForm(OnTask):
    """A form that is drafted now."""

    form = forms.TypedChoiceField(label="解读形式", coerce=Form, choices=FORMS, widget=forms.RadioSelect)
    title = forms.CharField(label="标题", max_length=200, required=False, help_text="不填的，按文件标题拟。")
    accessible = text("文字稿", 50_000, rows=6, required=False, help_text=WORDS)

    def offer(self, task: Task, viewer: Actor) -> None:  # noqa: ARG002 - as the others
        if task.missing:
            self.fields["form"].initial = task.missing[0].value


class LinkForm(OnTask):
    """A form that is there already."""

    form = forms.TypedChoiceField(label="解读形式", coerce=Form, choices=FORMS, widget=forms.RadioSelect)
    item_id = forms.IntegerField(
        label="信息编号", min_value=1, help_text="信息页地址中的数字；体裁应当是“解读”。"
    )
    attachment = forms.CharField(
        label="附件名", max_length=200, required=False, help_text="这种形式是信息的附件的，写附件的名称。"
    )
    accessible = text("文字稿", 50_000, rows=6, required=False, help_text=WORDS)


class NoteForm(OfDocument):
    """起草说明."""

    text = text("起草说明", 50_000, rows=10, help_text="送审时与解读对照，照抄的会提醒。")


class AskForm(OfDocument):
    """A question with its answer."""

    rendering_id = forms.TypedChoiceField(label="写进哪一篇问答", coerce=int)
    question = forms.CharField(label="问题", max_length=300, help_text="用群众的话问。")
    answer = text("回答", 20_000, rows=6)
    field_order = ("rendering_id", "document_id", "question", "answer")

    def offer(self, task: Task, viewer: Actor) -> None:
        super().offer(task, viewer)
        shapes = [shape for shape in task.shapes if shape.form is Form.QUESTIONS]
        self.choose_from("rendering_id", [(str(shape.id), shape.title) for shape in shapes])


class AheadForm(OfDocument):
    """先行公布."""

    reason = text("理由", 300, rows=3, help_text="突发事件应对等确需先公布文件的才用；解读的期限照算。")


class BackForm(OnTask):
    """What is taken back, and why."""

    row = forms.CharField(widget=forms.HiddenInput, max_length=40)
    reason = forms.CharField(label="理由", max_length=300)


class ReleaseForm(OfDocument):
    """Now, or at a time."""

    publish_after = forms.DateTimeField(
        label="定时发布",
        required=False,
        widget=MOMENT,
        help_text="不填的，现在就发布。填写的，到时由系统同时发布文件和解读；有一件不能发布，两件都不发布，等您处理。",
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """One act. `may`: which of `drafts`, `keeps`, `publishes` of a task opens it."""

    label: str
    form: type[OnTask]
    action: Callable[..., Any]
    says: str
    done: str
    may: str = "drafts"


def _back(*, interpretation_id: int, row: str, reason: str, **who: Any) -> None:
    what, _, number = row.partition("-")
    known = {"serving", "plan", "note", "rendering", "question", "ahead"}
    if what not in known or not number.isascii() or not number.isdigit() or len(number) > 15:
        raise Refused("没有选中要撤销的登记，请从任务页重新进入。")
    interpreting.take_back(
        interpretation_id=interpretation_id, what=what, row_id=int(number), reason=reason, **who
    )


def _of_document(action: Callable[..., Any]) -> Callable[..., Any]:
    """An action on a document alone."""

    def run(*, interpretation_id: int, **said: Any) -> Any:  # noqa: ARG001 - as the others
        return action(**said)

    return run


def _asked(*, interpretation_id: int, **said: Any) -> Any:  # noqa: ARG001 - as the others
    return interpreting.ask(**said)


def _released(*, interpretation_id: int, document_id: int, publish_after: Any, **who: Any) -> None:  # noqa: ARG001 - as the others
    if publish_after is None:
        releasing.release(document_id=document_id, **who)
    else:
        releasing.release_at(document_id=document_id, publish_after=publish_after, **who)


def _untimed(*, interpretation_id: int, document_id: int, **who: Any) -> None:  # noqa: ARG001 - as the others
    releasing.release_at(document_id=document_id, publish_after=None, **who)


DEEDS: Mapping[str, Deed] = {
    "plan": Deed(
        "登记解读方案",
        PlanForm,
        interpreting.plan,
        "报送文件时，解读方案一并报送；没有方案的，文件不能送审。",
        "解读方案已登记。",
    ),
    "draft": Deed(
        "起草解读稿",
        DraftForm,
        interpreting.draft_form,
        "系统建一份体裁为“解读”的稿件，您接着写正文、送审。",
        "解读稿已建立，请接着写正文，再送审。",
    ),
    "link": Deed(
        "关联已有稿件", LinkForm, interpreting.add_form, "已经有解读稿件的，关联到这项任务。", "已关联。"
    ),
    "note": Deed(
        "登记起草说明",
        NoteForm,
        _of_document(interpreting.note_drafting),
        "解读不是起草说明的摘抄。登记以后，送审解读时系统对照两者。",
        "起草说明已登记。",
    ),
    "ask": Deed(
        "登记政策问答",
        AskForm,
        _asked,
        "问题和回答写进问答稿件的正文，一起审签，随稿件公布，公众可以查询。",
        "问答已写进稿件。",
    ),
    "serve": Deed("增加文件", ServeForm, interpreting.serve, "这项解读同时解读另一份文件。", "文件已增加。"),
    "ahead": Deed(
        "先行公布文件",
        AheadForm,
        _of_document(interpreting.go_ahead),
        "文件先公布，解读随后补发。理由留存，可以查考。",
        "已登记，文件可以先公布；解读请尽快补发。",
        "keeps",
    ),
    "back": Deed(
        "撤销登记", BackForm, _back, "撤销以后，如同没有登记过；原来的记录和理由都保留。", "已撤销。"
    ),
    "release": Deed(
        "同步发布",
        ReleaseForm,
        _released,
        "文件和解读在同一时刻发布，或者都不发布。",
        "已办理：文件和解读同步发布。",
        "publishes",
    ),
    "untime": Deed(
        "取消定时发布",
        OfDocument,
        _untimed,
        "文件和解读都不再定时发布，等待人工发布。",
        "已取消定时发布。",
        "publishes",
    ),
}
