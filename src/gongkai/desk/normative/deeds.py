"""What is filled in to do something with a document, and which action that goes to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.fields import day
from gongkai.desk.normative.forms import REASON, TEXT, Correct, Describe, known
from gongkai.documents.articles import TakenArticle, put_together, take_apart
from gongkai.law.normative import Effect, Step, StepResult, number_of
from gongkai.normative import access, actions
from gongkai.normative.actions import Altered, Issued, Taken, Wanted, Written
from gongkai.normative.queries.card import Card, of_number
from gongkai.normative.queries.code_series import numbered
from gongkai.normative.queries.kinds import RESULTS
from gongkai.records.access import Actor
from gongkai.records.actions.files import receive
from gongkai.records.actions.refused import Refused

_PARTS = "[一二三四五六七八九十百零〇]{1,5}"
_NUMBER = rf"(?:第[^条（）()：:]{{1,15}}条(?:之[一二三四五六七八九十]+)?|{_PARTS}、\s*(?:[（(]{_PARTS}[）)])?|[（(]{_PARTS}[）)])"
_LINE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<rest>.*)", re.DOTALL)
_AFTER = re.compile(rf"[（(](?:(?P<number>{_NUMBER})之后|最前)[）)]\s*[：:]?\s*(?P<text>.*)", re.DOTALL)
ELSEWHERE = frozenset({Step.REGISTER_NUMBER_ISSUE, Step.PUBLISH, Step.END})


class Because(forms.Form):
    """A reason that is asked for only where the law warns."""

    reason = forms.CharField(label="理由", max_length=300, required=False, widget=TEXT, help_text=REASON)


class Why(forms.Form):
    """A reason that is always asked for."""

    reason = forms.CharField(label="理由", max_length=300, widget=TEXT)


class TakeStep(Because):
    """A step as it was taken."""

    step = forms.TypedChoiceField(label="环节", coerce=Step)
    result = forms.TypedChoiceField(
        label="情况", coerce=StepResult, choices=RESULTS, initial=StepResult.PASSED.value
    )
    on = day("日期")
    place = forms.CharField(
        label="办理单位", max_length=120, required=False, help_text="由谁审核、哪次会议、报送哪里备案。"
    )
    number = forms.CharField(label="文书编号", max_length=100, required=False)
    note = forms.CharField(label="说明", max_length=500, required=False, widget=TEXT)
    file = forms.FileField(label="材料", required=False, max_length=200)
    field_order = ("step", "result", "on", "place", "number", "note", "file", "reason")

    def offer(self, card: Card, by: Actor) -> None:
        """The steps that this document takes and somebody records, the next one chosen."""
        steps = [each.step for each in card.steps if each.step not in ELSEWHERE]
        may = [step for step in steps if access.may_record(by, step, card.holder_id)]
        self.fields["step"].choices = [(step.value, step.label) for step in may]  # type: ignore[attr-defined] # a choice field
        if card.next:
            self.initial.setdefault("step", card.next.step.value)


class Issue(Because):
    """How a document is issued."""

    on = day("印发日期")
    number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="由本平台依次编号的，留空。"
    )
    code = forms.ChoiceField(label="用哪个代字依次编号", required=False)
    registry_no = forms.CharField(label="统一登记编号", max_length=60, required=False)
    place = forms.CharField(label="印发单位", max_length=120, required=False)
    note = forms.CharField(label="说明", max_length=500, required=False, widget=TEXT)
    field_order = ("on", "number", "code", "registry_no", "place", "note", "reason")

    def offer(self, card: Card, year: int) -> None:
        """The codes whose numbers are given here; nothing to choose from one."""
        known = numbered(card.holder_id, year)
        if len(known) < 2:
            del self.fields["code"]
            return
        self.fields["code"].choices = [("", "请选择"), *((code, code) for code in known)]  # type: ignore[attr-defined] # a choice field


class Publish(Because):
    """A publication elsewhere."""

    on = day("公布日期")
    place = forms.CharField(label="公布在哪里", max_length=120, help_text="例如：县政府公报2025年第3期。")
    field_order = ("on", "place", "reason")


class Link(forms.Form):
    """Which item is the text of the document."""

    item_id = forms.IntegerField(
        label="信息的编号", required=False, help_text="信息页面地址中的数字；留空表示取消关联。"
    )


class Change(Because):
    """What another document does to this one, or this one to another."""

    way = forms.ChoiceField(
        label="方向",
        choices=[("in", "这份文件被另一份文件变动"), ("out", "这份文件变动另一份文件")],
        widget=forms.RadioSelect,
        initial="in",
    )
    other = forms.CharField(label="另一份文件", max_length=200, help_text="登记簿里的文号，或者完整的标题。")
    effect = forms.TypedChoiceField(
        label="变动", coerce=Effect, choices=[(each.value, each.label) for each in Effect]
    )
    on = day("自哪一天起")
    until = day("新的有效期至", required=False, help_text="只用于延长有效期。")
    articles = forms.CharField(
        label="哪些条",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            "只用于修改、部分废止，一条一段，空一行另起一段。改文字：第三条 新的文字；"
            "删去：第三条 删去；新增：第四条之一（第四条之后）文字。没有条的文件写“一、（二） 新的文字”。"
        ),
    )
    field_order = ("way", "other", "effect", "on", "until", "articles", "reason")

    def clean_articles(self) -> tuple[Altered, ...]:
        """The articles that change."""
        return altered(self.cleaned_data["articles"])

    def wanted(self, document_id: int) -> Wanted:
        """What the action is called with. Refused where the other document is not found."""
        said = self.cleaned_data
        found = of_number(said["other"].strip())
        if len(found) != 1:
            why = (
                "有几份文件都是这样，请填写文号" if found else "登记簿里没有这份文件，请先登记，或者核对文号"
            )
            raise Refused(f"“{said['other']}”：{why}。")
        of, cause = (document_id, found[0]) if said["way"] == "in" else (found[0], document_id)
        return Wanted(
            effect=said["effect"],
            of_id=of,
            cause_id=cause,
            on=said["on"],
            articles=said["articles"],
            until=said["until"],
        )


class Articles(forms.Form):
    """The text of a document, article by article."""

    text = forms.CharField(
        label="文本",
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=(
            "从“第一条”开始，每条另起一行；没有条的文件，从“一、”开始，“（一）”另起一行。"
            "登记的是制发时的文本；以后的修改随变动记录。"
        ),
    )

    def written(self) -> tuple[Written, ...]:
        """The articles. Refused for a text without any."""
        taken = take_apart(self.cleaned_data["text"])
        if not taken.articles:
            raise Refused("没有找到“第一条”或者“一、”这样的条文。请从第一条、第一部分开始，每条另起一行。")
        return tuple(Written(each.number, each.text, each.heading) for each in taken.articles)


class Of(Why):
    """Which row of the life of a document is meant, and why."""

    row = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Given:
    """With what something is done: the request, the document as it was seen, what was filled in."""

    request: DeskRequest
    card: Card
    form: Any

    @property
    def said(self) -> Mapping[str, Any]:
        """What was filled in."""
        said: Mapping[str, Any] = self.form.cleaned_data
        return said

    @property
    def who(self) -> dict[str, Any]:
        """Who acts, and when."""
        return {"by": self.request.actor, "at": self.request.at}

    @property
    def of(self) -> dict[str, Any]:
        """Which document, as it was seen."""
        return {"document_id": self.card.id, "revision": self.card.revision}


May = Callable[[Actor, Card], bool]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: how it is called, what it means, what is filled in, who may, what is said when it is done."""

    label: str
    says: str
    form: type[forms.Form]
    run: Callable[[Given], Any]
    may: May
    done: str
    begun: Callable[[Card], dict[str, Any]] = lambda _: {}
    listed: bool = True
    danger: bool = False


def altered(text: str) -> tuple[Altered, ...]:
    """Changes of articles as they are typed. ValidationError for a paragraph that is none."""
    found = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        if not part.strip():
            continue
        line = _LINE.fullmatch(part.strip())
        if line is None:
            raise forms.ValidationError(
                f"“{part.strip()[:20]}”：请以“第几条”开头（没有条的文件写“一、（二）”），空一行另起一段。"
            )
        found.append(_altered(number_of(line["number"]), line["rest"].strip()))
    return tuple(found)


def _altered(number: str, rest: str) -> Altered:
    behind = _AFTER.fullmatch(rest)
    if behind is not None:
        return Altered(number, behind["text"].strip(), after=number_of(behind["number"] or ""))
    text = rest.lstrip("：: 　")
    return Altered(number, None if text in ("删去", "删去。", "废止", "废止。", "") else text)


def _drafts(by: Actor, card: Card) -> bool:
    return access.may_draft(by, card.holder_id)


def _keeps(by: Actor, card: Card) -> bool:
    return access.may_keep(by, card.holder_id)


def _steps(by: Actor, card: Card) -> bool:
    return any(
        access.may_record(by, each.step, card.holder_id) for each in card.steps if each.step not in ELSEWHERE
    )


def _texts(by: Actor, card: Card) -> bool:
    return _keeps(by, card) if card.issued_on else _drafts(by, card)


def _take_step(given: Given) -> None:
    said = given.said
    file = receive(said["file"], said["file"].name) if said.get("file") else None
    names = ("step", "result", "on", "place", "number", "note")
    taken = Taken(**{name: said[name] for name in names}, file=file)
    actions.record_step(**given.of, taken=taken, reason=said["reason"], **given.who)


def _issue(given: Given) -> None:
    names = ("on", "number", "code", "registry_no", "place", "note")
    issued = Issued(**{name: given.said[name] for name in names if name in given.said})
    actions.number_and_issue(**given.of, issued=issued, reason=given.said["reason"], **given.who)


def _change(given: Given) -> None:
    wanted = given.form.wanted(given.card.id)
    actions.enter_change(wanted=wanted, reason=given.said["reason"], **given.who)


def _text_of(card: Card) -> dict[str, Any]:
    return {
        "text": put_together(TakenArticle(each.number, each.text, each.heading) for each in card.articles)
    }


DEEDS: dict[str, Deed] = {
    "step": Deed(
        "登记办理环节",
        "登记一个环节的开始、完成或者未通过。前面的环节没有完成的，不能登记。",
        TakeStep,
        _take_step,
        _steps,
        "已登记。",
    ),
    "describe": Deed(
        "修改登记内容",
        "印发以前可以直接修改。",
        Describe,
        lambda given: actions.redescribe(
            **given.of, described=given.form.described(), reason=given.said["reason"], **given.who
        ),
        lambda by, card: card.issued_on is None and _drafts(by, card),
        "已保存。",
        begun=known,
    ),
    "issue": Deed(
        "编号印发",
        "集体审议决定后统一登记、统一编号、统一印发。设定了机关代字的，由本平台依次编号。",
        Issue,
        _issue,
        lambda by, card: card.issued_on is None and _keeps(by, card),
        "已编号印发。",
    ),
    "publish": Deed(
        "登记公布",
        "不在本平台公布的（例如在公报上公布）才登记。关联了本平台信息的，发布时自动登记。",
        Publish,
        lambda given: actions.record_publication(**given.of, **given.said, **given.who),
        lambda by, card: card.issued_on is not None and card.published_on is None and _keeps(by, card),
        "已登记公布。",
    ),
    "link": Deed(
        "关联公布的信息",
        "说明哪一条信息是这份文件的公布文本。",
        Link,
        lambda given: actions.link_item(**given.of, **given.said, **given.who),
        _drafts,
        "已保存关联。",
        begun=lambda card: {"item_id": card.item_id},
    ),
    "change": Deed(
        "登记变动",
        "每一次修改、废止、失效、延长都由一份文件引起。先预览，看清结果和矛盾再登记。",
        Change,
        _change,
        lambda by, card: card.issued_on is not None and _keeps(by, card),
        "已登记变动。",
    ),
    "articles": Deed(
        "登记条文",
        "逐条登记文本，以后的修改才能显示在条文中，每一条也才有自己的地址。",
        Articles,
        lambda given: actions.set_articles(**given.of, articles=given.form.written(), **given.who),
        lambda by, card: _texts(by, card) and not any(each.by for each in card.articles),
        "已登记条文。",
        begun=_text_of,
    ),
    "correct": Deed(
        "更正登记内容",
        "登记与文件不符的，更正并写明理由；原来登记的内容保留。",
        Correct,
        lambda given: actions.correct(
            **given.of, entered=given.form.entered(), reason=given.said["reason"], **given.who
        ),
        lambda by, card: card.issued_on is not None and _keeps(by, card),
        "已更正，原来的内容保留在更正记录中。",
        begun=known,
    ),
    "void": Deed(
        "撤销登记",
        "只用于不应当登记的：重复登记，或者印发前不再制定。记录保留。",
        Why,
        lambda given: actions.void_document(document_id=given.card.id, **given.said, **given.who),
        _keeps,
        "已撤销登记。",
        danger=True,
    ),
    "void_step": Deed(
        "撤销办理记录",
        "登记错的办理记录，撤销后视为没有登记过。",
        Of,
        lambda given: actions.void_step(doing_id=given.said["row"], reason=given.said["reason"], **given.who),
        _steps,
        "已撤销这条办理记录。",
        listed=False,
        danger=True,
    ),
    "void_change": Deed(
        "撤销变动记录",
        "登记错的变动，撤销后视为没有登记过。",
        Of,
        lambda given: actions.void_change(
            change_id=given.said["row"], reason=given.said["reason"], **given.who
        ),
        _keeps,
        "已撤销这条变动记录。",
        listed=False,
        danger=True,
    ),
}


def foreseen(given: Given) -> actions.Foreseen:
    """What a change would do. Refused where it cannot be entered at all."""
    return actions.foresee_change(wanted=given.form.wanted(given.card.id), **given.who)
