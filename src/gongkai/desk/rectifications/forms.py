"""What is filled in for each act on a request for correction, and which action it goes to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.applications.actions import Brought, Service, rectifying
from gongkai.applications.queries.kinds import FileUse
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.desk.applications import letter_forms
from gongkai.desk.applications.counter import HOW
from gongkai.desk.applications.forms import LONGEST, either, text
from gongkai.desk.fields import day
from gongkai.law.rectification.answers import Ground


class OnRequest(forms.Form):
    """What every act has: how often the request had moved on the page that somebody read."""

    moves = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Confirm(OnRequest):
    """Confirmation of receipt."""

    how = forms.ChoiceField(label="确认的方式", choices=[(each, each) for each in HOW])
    on = day("确认的日期", required=False, help_text="不填的，是今天。")


class AskEvidence(OnRequest):
    """What is to be brought."""

    what = text("需要补充的证据", 2_000, help_text="申请人在查询页能看到，不要写其他人的信息。")
    working_days = forms.IntegerField(
        label="补充的期限（工作日）",
        min_value=1,
        max_value=LONGEST,
        required=False,
        help_text="不填的，10 个工作日。",
    )


class Evidence(OnRequest):
    """What was brought."""

    said = text("补充的内容", 2_000, required=False, help_text="加密保存。只交材料的，可以不写。")
    on = day("收到的日期", required=False, help_text="不填的，是今天。")


class Correct(OnRequest):
    """The record as it was and as it is."""

    old_record = text("更正前的内容", 2_000, help_text="照文书上要写的填写，加密保存。")
    new_record = text("更正后的内容", 2_000)
    on = day("更正的日期", required=False, help_text="不填的，是今天。")


class Refuse(OnRequest):
    """Why the record stays."""

    ground = forms.TypedChoiceField(
        label="结论",
        coerce=Ground,
        choices=[(each.value, each.label) for each in Ground],
        widget=forms.RadioSelect,
    )
    reasons = text("理由", 2_000, help_text="写明核实了什么、依据什么。申请人能看到，加密保存。")
    on = day("答复的日期", required=False, help_text="不填的，是今天。")


class Forward(OnRequest):
    """Who is competent."""

    organ = forms.CharField(label="有权更正的行政机关", max_length=120)
    contact = forms.CharField(
        label="该机关的联系方式", max_length=200, required=False, help_text="告知申请人自行提出的，必填。"
    )
    sent = either("怎样处理", "转送该机关处理，并告知申请人", "告知申请人向该机关提出")
    on = day("办理的日期", required=False, help_text="不填的，是今天。")


class Note(OnRequest):
    """A remark."""

    text = text("备注", 2_000, help_text="只在机关内部看，不要写个人信息。")


class Withdraw(OnRequest):
    """That the request was taken back."""

    reason = text("撤回的方式和原因", 2_000, rows=2, required=False)
    on = day("撤回的日期", required=False, help_text="不填的，是今天。")


class Why(forms.Form):
    """Why somebody looks at what is sealed, or gives a new code."""

    reason = forms.CharField(label="事由", max_length=300)


class Renew(Why):
    """How who asks has shown who they are."""

    reason = forms.CharField(label="核实身份的方式", max_length=300, help_text="例如：当面核对身份证原件。")


@dataclass(frozen=True, slots=True)
class Deed:
    """One act. `says`: what it does, before it is done. `use`: it takes files, and what they are; `files`: in words."""

    form: type[forms.Form]
    action: Callable[..., Any]
    says: str
    done: str
    use: FileUse | None = None
    shown_once: bool = False
    files: str = "证据材料"

    def run(self, said: Mapping[str, Any], files: tuple[Brought, ...], **who: Any) -> Any:
        """Do it; Refused as the action."""
        given = {name: value for name, value in said.items() if value not in (None, "") or name != "on"}
        return self.action(**given, **({"files": files} if self.use else {}), **who)


def _service(action: Callable[..., None]) -> Callable[..., None]:
    """An action on how a letter fared, called with what was filled in."""

    def run(*, how: str, files: tuple[Brought, ...], on: Any = None, **who: Any) -> None:
        action(service=Service(how, on, files), **who)

    return run


DEEDS: dict[Act, Deed] = {
    Act.CONFIRM: Deed(
        Confirm, rectifying.confirm, "与申请人确认收到，期限从次日起算。", "已确认收到，期限从次日起算。"
    ),
    Act.ASK_EVIDENCE: Deed(
        AskEvidence,
        rectifying.ask_evidence,
        "请申请人补充证据。等待的时间不计入期限；到期没有补充的，依照现有的材料答复。",
        "已告知申请人补充证据。",
    ),
    Act.RECORD_EVIDENCE: Deed(
        Evidence,
        rectifying.record_evidence,
        "登记申请人当面、邮寄补来的证据。",
        "已登记补充的证据。",
        use=FileUse.SUPPLEMENT,
    ),
    Act.CORRECT: Deed(
        Correct,
        rectifying.correct,
        "核实属实、已经改正记录以后登记，申请人可以看到。登记以后办结。",
        "已登记更正，申请人可以看到。",
    ),
    Act.REFUSE: Deed(
        Refuse,
        rectifying.refuse,
        "核实以后不予更正的，说明理由。登记以后办结。",
        "已登记不予更正，申请人可以看到理由。",
    ),
    Act.FORWARD: Deed(
        Forward,
        rectifying.forward,
        "不属于本机关职能范围的，转送有权更正的机关并告知申请人，或者告知申请人向它提出。登记以后办结。",
        "已登记，申请人可以看到有权更正的机关。",
    ),
    Act.LETTER: Deed(
        OnRequest,
        rectifying.write_letter,
        "按登记的答复制作告知书，编定文号；申请人凭登记编号和查询码下载。文件在后台制作，一般在一分钟内完成。",
        "告知书已经制发，文件正在制作。",
    ),
    Act.SEND: Deed(
        letter_forms.Send,
        rectifying.send_letter,
        "登记告知书已经发出。申请人凭登记编号和查询码下载的，首次下载自动登记送达。",
        "已登记发出。",
    ),
    Act.SERVE: Deed(
        letter_forms.Serve,
        _service(rectifying.serve_letter),
        "登记告知书已经送达，并附送达回证、投递记录等凭证。申请复议、提起诉讼的期限从这一天起算。",
        "已登记送达。",
        use=FileUse.PROOF,
        files="送达证明",
    ),
    Act.RETURNED: Deed(
        letter_forms.Returned,
        _service(rectifying.letter_returned),
        "登记告知书没有送到。登记后请核对地址，另行送达；原来的记录保留。",
        "已登记退回，请另行送达。",
        use=FileUse.PROOF,
        files="退件的证明",
    ),
    Act.NOTE: Deed(Note, rectifying.note, "写在办理记录里，申请人看不到。", "已写入办理记录。"),
    Act.WITHDRAW: Deed(Withdraw, rectifying.withdraw, "申请人撤回的，登记以后办结。", "已登记撤回。"),
    Act.RENEW_CODE: Deed(
        Renew,
        rectifying.renew_code,
        "核实申请人的身份以后，发给新的查询码，原来的失效。",
        "",
        shown_once=True,
    ),
}
