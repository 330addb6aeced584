"""Each act on an application: what is filled in, which action it goes to, what fact it would enter, what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Brought, Found, Opinion, Question
from gongkai.applications.actions import Task as Given
from gongkai.applications.queries.kinds import FileUse
from gongkai.desk.applications import forms, work_forms
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Fact, Kind, Party


@dataclass(frozen=True, slots=True)
class Call:
    """What an action is called with: what was filled in, the files, and `who` (application, by, at, moves)."""

    said: Mapping[str, Any]
    files: tuple[Brought, ...]
    who: Mapping[str, Any]

    @property
    def unmoved(self) -> dict[str, Any]:
        """For actions that need not know how often the application had moved."""
        return {name: value for name, value in self.who.items() if name != "moves"}

    def take(self, *names: str) -> dict[str, Any]:
        """These of the fields."""
        return {name: self.said[name] for name in names}


Run = Callable[[Call], Any]
Supposed = Callable[[Mapping[str, Any], date], Fact | None]


@dataclass(frozen=True, slots=True)
class Deed:
    """One act. `says`: what it does, before it is done. `use`: it takes files, and what they are; `fact` for the preview."""

    form: type[forms.OnCase]
    run: Run
    says: str
    done: str
    use: FileUse | None = None
    files: str = ""
    fact: Supposed | None = None
    grave: bool = False
    shown_once: bool = False


def _supposed(kind: Kind, *names: str) -> Supposed:
    """The fact that a form would enter, from those of its fields."""

    def fact(said: Mapping[str, Any], on: date) -> Fact | None:
        given: dict[str, Any] = {name: said[name] for name in names if said.get(name)}
        if "to" in names and "to" not in given:
            return None
        return Fact(kind, said.get("on") or on, **given)

    return fact


def _confirm(call: Call) -> None:
    actions.confirm(**call.take("on", "how"), **call.who)


def _ask_correction(call: Call) -> None:
    actions.ask_correction(**call.take("what", "working_days", "despite", "because"), **call.who)


def _record_correction(call: Call) -> None:
    actions.record_correction(**call.take("on", "note", "excused"), files=call.files, **call.who)


def _ask(party: Party) -> Run:
    def run(call: Call) -> None:
        question = Question(party, **call.take("who", "what", "on", "received_on"), files=call.files)
        actions.ask(question=question, **call.take("despite", "because"), **call.who)

    return run


def _ask_help(call: Call) -> None:
    actions.ask_help(**call.take("who", "what", "answer_by"), **call.who)


def _record_opinion(call: Call) -> None:
    party, _, who = call.said["whom"].partition(":")
    given = call.take("said", "on", "reasons", "reasonable")
    actions.record_opinion(opinion=Opinion(Party(party), who, **given, files=call.files), **call.who)


def _judge_opinion(call: Call) -> None:
    party, _, who = call.said["whom"].partition(":")
    actions.judge_opinion(party=Party(party), who=who, **call.take("reasonable", "note"), **call.who)


def _ask_reasons(call: Call) -> None:
    actions.ask_reasons(**call.take("what", "working_days"), **call.who)


def _record_reasons(call: Call) -> None:
    actions.record_reasons(**call.take("reasons", "accepted", "on"), files=call.files, **call.who)


def _propose(call: Call) -> None:
    actions.propose_extension(**call.take("working_days", "reason"), **call.who)


def _extend(call: Call) -> None:
    actions.extend(**call.take("working_days", "reason"), **call.who)


def _defer(call: Call) -> None:
    actions.defer(**call.take("to", "reason"), **call.who)


def _notify_fee(call: Call) -> None:
    pages = call.said["pages"] or 0 if call.said["method"] is Method.BY_PAGE else 0
    actions.notify_fee(**call.take("method", "received_on"), pages=pages, **call.who)


def _record_payment(call: Call) -> None:
    actions.record_payment(**call.take("on", "note"), **call.who)


def _assign(call: Call) -> None:
    task = Given(**call.take("what", "due_on", "unit", "handler"), person_id=call.said["person"])
    actions.assign(task=task, **call.who)


def _search(call: Call) -> None:
    found = Found(**call.take("where", "method", "scope", "outcome", "found"))
    actions.search(found=found, on=call.said["on"], files=call.files, **call.who)


def _note(call: Call) -> None:
    actions.note(text=call.said["text"], files=call.files, **call.who)


def _file(call: Call) -> None:
    if not call.files:
        raise actions.Refused("没有选择文件，请先选择要添加的材料。")
    _note(call)


def _split(call: Call) -> None:
    actions.split(**call.take("positions"), **call.who)


def _merge(call: Call) -> None:
    actions.merge(**call.take("into_id", "reason"), **call.who)


def _deliver(call: Call) -> None:
    actions.deliver(**call.take("how", "on"), files=call.files, **call.who)


def _withdraw(call: Call) -> None:
    actions.withdraw(**call.take("reason", "on"), files=call.files, **call.who)


def _reclassify(call: Call) -> None:
    actions.reclassify(**call.take("kind", "reason"), **call.who)


def _void(call: Call) -> None:
    actions.void(**call.take("event_id", "reason"), **call.who)


def _renew_code(call: Call) -> str:
    return actions.renew_code(**call.take("reason"), **call.unmoved)


def _renew_reply(call: Call) -> str:
    return actions.renew_reply(**call.take("asked", "reason"), **call.unmoved)


def _remind(call: Call) -> None:
    actions.remind(**call.take("text"), **call.unmoved)


def _archive(call: Call) -> None:
    actions.archive(**call.who)


DEEDS: dict[Act, Deed] = {
    Act.CONFIRM: Deed(
        forms.Confirm,
        _confirm,
        "以双方确认之日为收到申请之日，答复期限从次日起算。",
        "已确认收到，答复期限从确认的次日起算。",
        fact=_supposed(Kind.CONFIRMED),
    ),
    Act.ASK_CORRECTION: Deed(
        forms.AskCorrection,
        _ask_correction,
        "申请内容不明确的，收到申请之日起7个工作日内一次性告知补正。补正期间停止计算期限，收到补正材料之日起重新计算。",
        "已告知补正，申请人在查询页面可以看到，期限停止计算。",
        fact=_supposed(Kind.CORRECTION_ASKED, "working_days"),
    ),
    Act.RECORD_CORRECTION: Deed(
        forms.RecordCorrection,
        _record_correction,
        "收到补正材料之日起，重新计算答复期限。",
        "已登记补正材料，答复期限重新计算。",
        use=FileUse.SUPPLEMENT,
        files="补正材料",
        fact=_supposed(Kind.CORRECTED, "excused"),
    ),
    Act.ASK_THIRD_PARTY: Deed(
        forms.Ask,
        _ask(Party.THIRD_PARTY),
        "书面征求第三方意见所需的时间不计入答复期限。第三方应当自收到征求意见书之日起15个工作日内提出意见；逾期未答复的，由本机关决定是否公开。",
        "已登记征求第三方意见，所需时间不计入答复期限。",
        use=FileUse.OPINION,
        files="征求意见函",
        fact=_supposed(Kind.THIRD_PARTY_ASKED, "who", "received_on"),
    ),
    Act.ASK_ORGAN: Deed(
        forms.Ask,
        _ask(Party.ORGAN),
        "征求共同制作机关意见所需的时间不计入答复期限。对方应当自收到之日起15个工作日内提出意见；逾期未答复的，视为同意公开。",
        "已登记征求意见，所需时间不计入答复期限。",
        use=FileUse.OPINION,
        files="征求意见函",
        fact=_supposed(Kind.ORGAN_ASKED, "who", "received_on"),
    ),
    Act.ASK_HELP: Deed(
        forms.AskHelp,
        _ask_help,
        "请其他机关协助检索、提供或者核实有关信息，系统制作协办函并编号。协办所需的时间计入答复期限；要征求对方是否同意公开的，请用“征求共同制作机关意见”。",
        "协办函已经制发，请在“文书”中登记发送。",
    ),
    Act.RECORD_OPINION: Deed(
        forms.RecordOpinion,
        _record_opinion,
        "登记对方的意见；收到以后，答复期限继续计算。",
        "已登记意见，答复期限继续计算。",
        use=FileUse.OPINION,
        files="对方的复函",
    ),
    Act.JUDGE_OPINION: Deed(
        forms.JudgeOpinion,
        _judge_opinion,
        "第三方不同意公开且有合理理由的，不予公开；不公开可能对公共利益造成重大影响的，可以决定公开并书面告知第三方。逾期提出的意见，请一并写明怎样对待。",
        "已登记审核的结果，拟写答复时按此核对。",
    ),
    Act.ASK_REASONS: Deed(
        forms.AskReasons,
        _ask_reasons,
        "申请公开政府信息的数量、频次明显超过合理范围的，可以要求申请人说明理由。答复期限照常计算。",
        "已要求申请人说明理由。",
        fact=_supposed(Kind.REASONS_ASKED, "working_days"),
    ),
    Act.RECORD_REASONS: Deed(
        forms.RecordReasons,
        _record_reasons,
        "理由不合理的，告知申请人不予处理；理由合理、但不能按期答复的，可以确定延迟答复的合理期限并告知申请人。",
        "已登记申请人说明的理由。",
        use=FileUse.SUPPLEMENT,
        files="理由说明",
    ),
    Act.PROPOSE_EXTENSION: Deed(
        forms.Extend,
        _propose,
        "请政府信息公开工作机构负责人同意延期。批准以前，期限不变。",
        "已请求延期，等待负责人批准。",
        fact=_supposed(Kind.EXTENDED, "working_days"),
    ),
    Act.EXTEND: Deed(
        forms.Extend,
        _extend,
        "经政府信息公开工作机构负责人同意并告知申请人，可以延长答复期限，最长20个工作日，只能延长一次。",
        "已批准延期，请告知申请人。",
        fact=_supposed(Kind.EXTENDED, "working_days"),
    ),
    Act.DEFER: Deed(
        forms.Defer,
        _defer,
        "申请人说明的理由合理，但无法在规定期限内答复的，确定延迟答复的合理期限，并告知申请人。",
        "已确定延迟答复的期限，请告知申请人。",
        fact=_supposed(Kind.DEFERRED, "to"),
    ),
    Act.NOTIFY_FEE: Deed(
        forms.NotifyFee,
        _notify_fee,
        "申请的数量、频次超过规定标准的，在答复期限内发出收费通知。申请人应当自收到之日起20个工作日内缴费，逾期未缴的视为放弃申请。缴费期间停止计算期限。",
        "已登记收费通知，缴费期间停止计算期限。",
        fact=_supposed(Kind.FEE_NOTIFIED, "received_on"),
    ),
    Act.RECORD_PAYMENT: Deed(
        forms.RecordPayment,
        _record_payment,
        "申请人缴清以后，答复期限重新计算。",
        "已登记缴费，答复期限重新计算。",
        fact=_supposed(Kind.FEE_PAID),
    ),
    Act.ASSIGN: Deed(
        work_forms.Assign, _assign, "承办人在自己的申请列表里可以看到这件申请并回复。", "已分办。"
    ),
    Act.SEARCH: Deed(
        work_forms.Search,
        _search,
        "检索记录是“本机关不掌握”等答复的证据：写清在哪里、怎样、在什么范围内检索过。",
        "已登记检索。",
        use=FileUse.SEARCH,
        files="检索证明",
    ),
    Act.NOTE: Deed(work_forms.Note, _note, "写给同事看的内部备注，申请人看不到。", "已写备注。"),
    Act.FILE: Deed(
        work_forms.Put,
        _file,
        "把收到的材料放进卷宗，申请人看不到。",
        "已添加材料。",
        use=FileUse.EVIDENCE,
        files="材料",
    ),
    Act.SPLIT: Deed(
        work_forms.Split,
        _split,
        "拆出的内容成为单独的申请，编号和查询码另行产生，收到日期不变。拆分后不能复原。",
        "已拆分。",
        grave=True,
    ),
    Act.MERGE: Deed(
        work_forms.Merge,
        _merge,
        "同一申请人向本机关提出的申请可以合并办理，一份答复同时答复两件。合并后不能复原。",
        "已合并办理。",
        grave=True,
    ),
    Act.DELIVER: Deed(
        forms.Deliver,
        _deliver,
        "登记答复是怎样、在哪一天送达申请人的。",
        "已登记送达。",
        use=FileUse.EVIDENCE,
        files="送达的证明",
        fact=_supposed(Kind.DELIVERED),
    ),
    Act.WITHDRAW: Deed(
        forms.Withdraw,
        _withdraw,
        "申请人撤回后不再答复，本件计入年报表三“其他处理”。",
        "已登记撤回。",
        use=FileUse.SUPPLEMENT,
        files="撤回的书面材料",
        fact=_supposed(Kind.WITHDRAWN),
        grave=True,
    ),
    Act.RECLASSIFY: Deed(
        work_forms.Reclassify,
        _reclassify,
        "更正申请人类型，年报表三中随之换列。",
        "已更正，年报表三随之换列。",
    ),
    Act.VOID: Deed(
        work_forms.Void,
        _void,
        "误记的一条保留可查，画线并注明理由，不再计入期限。收到申请、作出答复等记录不能撤销。",
        "已撤销误记，期限重新推算。",
        grave=True,
    ),
    Act.RENEW_CODE: Deed(
        work_forms.RenewCode,
        _renew_code,
        "核实身份以后，给申请人一个新的查询码；原来的立即失效。新查询码只显示一次。",
        "已重发查询码。",
        shown_once=True,
    ),
    Act.RENEW_REPLY: Deed(
        work_forms.RenewReply,
        _renew_reply,
        "核实身份以后，给被征求意见方一个新的回复码；征求意见书上的回复码立即失效，回复编号不变。新回复码只显示一次。",
        "已重发回复码。",
        shown_once=True,
    ),
    Act.REMIND: Deed(work_forms.Remind, _remind, "催办记入日志，承办人和负责人都能看到。", "已催办。"),
    Act.ARCHIVE: Deed(forms.OnCase, _archive, "办结的申请归档后，仍可添加材料和备注。", "已归档。"),
}
"""Every act that has a form of its own; a decision has pages, personal data another one, a part of the work as well."""
