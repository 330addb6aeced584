"""Where an application stands in the words of its page: the seven steps, what is to be done, which acts are offered."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from gongkai.applications.access import CONFIRMING, ENDED, HANDLING, Act
from gongkai.applications.queries.case import Case, Part
from gongkai.applications.queries.consulting import consultations, to_judge, unjudged, waiting
from gongkai.applications.queries.kinds import Doing
from gongkai.law.deadlines.answer import Limit, State
from gongkai.law.ledger import Kind, Party
from gongkai.law.wording import day
from gongkai.records.access import Actor

GROUPS: tuple[tuple[str, tuple[Act, ...]], ...] = (
    ("收件", (Act.CONFIRM,)),
    ("补正", (Act.ASK_CORRECTION, Act.RECORD_CORRECTION)),
    ("征求意见", (Act.ASK_THIRD_PARTY, Act.ASK_ORGAN, Act.RECORD_OPINION, Act.JUDGE_OPINION)),
    ("分办和检索", (Act.ASSIGN, Act.SEARCH, Act.ASK_HELP)),
    ("延期", (Act.PROPOSE_EXTENSION, Act.EXTEND)),
    ("数量频次过多", (Act.ASK_REASONS, Act.RECORD_REASONS, Act.DEFER)),
    ("收费", (Act.NOTIFY_FEE, Act.RECORD_PAYMENT)),
    ("答复", (Act.MATERIAL, Act.DECIDE, Act.ISSUE, Act.DELIVER, Act.ARCHIVE)),
    ("记录", (Act.NOTE, Act.FILE, Act.REMIND)),
)
"""The acts side by side on the page."""
RARE = (Act.SPLIT, Act.MERGE, Act.RENEW_CODE, Act.RENEW_REPLY, Act.RECLASSIFY, Act.WITHDRAW, Act.VOID)
"""Behind 更多: what is seldom done, and what is hard to undo."""
GRAVE = frozenset({Act.WITHDRAW, Act.VOID, Act.MERGE, Act.SPLIT})
ASKING = {
    State.CORRECTION_REQUESTED: Act.RECORD_CORRECTION,
    State.FEE_NOTIFIED: Act.RECORD_PAYMENT,
    State.REASON_REQUESTED: Act.RECORD_REASONS,
    State.THIRD_PARTY_CONSULTATION: Act.RECORD_OPINION,
    State.COAGENCY_CONSULTATION: Act.RECORD_OPINION,
}
NAMES = ("收件登记", "审核补正", "检索与征求意见", "拟稿", "审核签发", "送达", "归档")


@dataclass(frozen=True, slots=True)
class Button:
    """One act as the page offers it."""

    label: str
    address: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """The next legal step, the others in groups, the rare ones."""

    primary: Button | None
    groups: tuple[tuple[str, tuple[Button, ...]], ...]
    rare: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the seven steps; `state` done, now or later."""

    name: str
    state: str
    says: str


@dataclass(frozen=True, slots=True)
class Task:
    """One thing of the list of what is to be done; `state` done, wait, now or later."""

    name: str
    state: str
    says: str
    address: str = ""


def offered(one: Case, viewer: Actor) -> Offered:
    """What the viewer may do now, the next step first."""
    acts = usable(one)
    first = _next(one, acts)
    own = own_part(one, viewer)
    primary = _button(one, first) if first else None
    if own is not None and (first is None or Act.ASSIGN not in acts):
        primary = Button(
            f"回复分办：{own.task[:20]}", reverse("desk:application_part", args=[one.id, own.id])
        )
    taken = None if primary is None else primary.address
    groups = [
        (title, tuple(_button(one, act) for act in members if act in acts and _address(one, act) != taken))
        for title, members in GROUPS
    ]
    rare = tuple(_button(one, act) for act in RARE if act in acts)
    return Offered(primary, tuple(group for group in groups if group[1]), rare)


def usable(one: Case) -> frozenset[Act]:
    """What the viewer may do, without what would find nothing to do."""
    asked = any(waiting(one.ledger, party) for party in (Party.THIRD_PARTY, Party.ORGAN))
    idle = {
        Act.REVEAL: True,
        Act.FINISH_PART: True,
        Act.ARCHIVE: one.archived_at is not None,
        Act.RECORD_OPINION: not asked,
        Act.JUDGE_OPINION: not to_judge(one),
        Act.RENEW_REPLY: not any(each.unanswered for each in consultations(one)),
        Act.RECORD_REASONS: not _since(one, Kind.REASONS_ASKED, Kind.REASONS_GIVEN) and not to_be_judged(one),
        Act.SPLIT: len(one.wanted) < 2,
        Act.VOID: all(event.fixed for event in one.happened),
        Act.ISSUE: one.decision is None or one.decision.state != "approved",
    }
    return frozenset(act for act in one.acts if not idle.get(act, False))


def to_be_judged(one: Case) -> bool:
    """Whether reasons came by number and code that nobody has judged."""
    return unjudged((event.kind, event.details) for event in one.happened if not event.void)


def own_part(one: Case, viewer: Actor) -> Part | None:
    """The part of the work that the viewer is to answer, if there is one."""
    if Act.FINISH_PART not in one.acts:
        return None
    mine = (part for part in one.parts if part.done_at is None and part.person_id == viewer.user_id)
    return next(mine, None)


def stages(one: Case) -> list[Stage]:
    """The seven steps from intake to archive."""
    now = _stage(one)
    says = {
        0: day(one.receipt_on) if one.receipt_on else "",
        1: _corrected(one),
        2: _searched(one),
        4: day(one.decision.issued_at.date()) if one.decision and one.decision.issued_at else "",
        6: day(one.archived_at.date()) if one.archived_at else "",
    }
    return [
        Stage(
            name,
            "done" if place < now else "now" if place == now else "later",
            "进行中" if place == now else says.get(place, "") if place < now else "",
        )
        for place, name in enumerate(NAMES)
    ]


def tasks(one: Case) -> list[Task]:
    """What has been done and what is still to do, in the order of the work."""
    state, live = one.clock.state, one.clock.closed_on is None
    found = [_receipt(one), *_correction(one), *_questions(one), *_parts(one)]
    if one.merged_into:
        return [*found, Task("答复", "wait", f"与 {one.merged_into} 一并答复")]
    searched = _searched(one)
    found.append(
        Task(
            "检索政府信息",
            "done" if searched else "now" if _ready(one) else "later",
            searched or "还没有检索记录",
            _if(one, Act.SEARCH),
        )
    )
    found += [*_deciding(one), *_ending(one)]
    if not live and state not in (State.REPLIED, State.SERVED):
        return [task for task in found if task.state not in ("later", "now")] + list(_ending(one))
    return found


def _next(one: Case, acts: frozenset[Act]) -> Act | None:
    """The next step that the law wants from whoever looks."""
    state = one.clock.state
    wanted: list[Act] = []
    if state in CONFIRMING:
        wanted.append(Act.CONFIRM)
    if state in ASKING:
        wanted.append(ASKING[state])
    if state in HANDLING:
        if _since(one, Doing.EXTENSION_PROPOSED, Kind.EXTENDED):
            wanted.append(Act.EXTEND)
        idle = one.decision is None and not one.parts and not _searched(one) and not one.handler
        wanted += [Act.RECORD_REASONS] if to_be_judged(one) else []
        wanted += [Act.JUDGE_OPINION] if to_judge(one) else []
        wanted += [Act.ISSUE, *([Act.ASSIGN] if idle else []), Act.DECIDE]
    if state in ENDED:
        wanted += [Act.DELIVER, Act.ARCHIVE]
    only = [Act.REMIND] if acts == {Act.REMIND} else []
    return next((act for act in (*wanted, *only) if act in acts), None)


def _button(one: Case, act: Act) -> Button:
    label = "继续拟写答复" if act is Act.DECIDE and one.decision else act.label
    return Button(label, _address(one, act), act in GRAVE)


def _address(one: Case, act: Act) -> str:
    if act is Act.ISSUE and one.decision is not None:
        return reverse("desk:application_decision", args=[one.decision.id])
    if act is Act.DECIDE:
        return reverse("desk:application_decide", args=[one.id])
    if act is Act.MATERIAL:
        return reverse("desk:application_materials", args=[one.id])
    if act is Act.EXTEND and (waits := _asked_for(one)):
        return reverse("desk:application_prepared", args=[waits])
    return reverse("desk:application_do", args=[one.id, act.value])


def _asked_for(one: Case) -> object:
    """What the last request for an extension prepared to be signed; None where the head agrees by an act of their own.

    A request that was prepared and put away asks for nothing any more.
    """
    asked = [
        each
        for each in one.happened
        if each.kind == Doing.EXTENSION_PROPOSED and not (each.void or each.dropped)
    ]
    return asked[-1].details.get("prepared") if asked else None


def _if(one: Case, act: Act) -> str:
    """The address of an act, where the viewer may do it."""
    return _address(one, act) if act in usable(one) else ""


def _since(one: Case, asked: str, answered: str) -> bool:
    """Whether something was asked and not answered since."""
    live = [event.kind for event in one.happened if not (event.void or event.dropped)]
    return asked in live and answered not in live[len(live) - live[::-1].index(asked) :]


def _stage(one: Case) -> int:
    """The place of the step that is under way; past the last one when all is done."""
    state, decision = one.clock.state, one.decision
    if one.archived_at:
        return len(NAMES)
    if one.clock.closed_on is not None:
        return 5 if state is State.REPLIED else 6
    if state in CONFIRMING:
        return 0
    if decision is not None and decision.issued_at is None:
        return 4 if decision.state in ("open", "approved") else 3
    if state is State.CORRECTION_REQUESTED:
        return 1
    begun = {Doing.ASSIGNED, Doing.SEARCHED, Kind.THIRD_PARTY_ASKED, Kind.ORGAN_ASKED, Kind.FEE_NOTIFIED}
    return 2 if any(event.kind in begun and not event.void for event in one.happened) else 1


def _limit(one: Case, limit_id: str) -> Limit | None:
    return next((limit for limit in reversed(one.clock.limits) if limit.id == limit_id), None)


def _corrected(one: Case) -> str:
    asked = any(event.kind == Kind.CORRECTION_ASKED and not event.void for event in one.happened)
    return "已补正" if asked else "没有要求补正"


def _searched(one: Case) -> str:
    many = sum(event.kind == Doing.SEARCHED and not event.void for event in one.happened)
    return f"检索记录 {many} 条" if many else ""


def _ready(one: Case) -> bool:
    return one.clock.state in HANDLING


def _receipt(one: Case) -> Task:
    if one.receipt_on is not None:
        return Task("确认收到", "done", f"{day(one.receipt_on)}收到")
    live = one.clock.state in CONFIRMING
    says = "确认之日起算期限，请当天确认" if live else "没有确认"
    return Task("确认收到", "now" if live else "later", says, _if(one, Act.CONFIRM))


def _correction(one: Case) -> Iterator[Task]:
    if one.clock.state is State.CORRECTION_REQUESTED:
        limit = _limit(one, "correction")
        says = f"等待申请人，{day(limit.by)}到期" if limit else "等待申请人"
        yield Task("补正", "wait", says, _if(one, Act.RECORD_CORRECTION))
    elif one.clock.state is State.ABANDONED_NO_CORRECTION:
        yield Task("补正", "wait", "逾期没有补正")
    elif any(event.kind == Kind.CORRECTED and not event.void for event in one.happened):
        yield Task("补正", "done", "已收到补正材料")
    elif _ready(one) and (notice := _limit(one, "correction_notice")) and notice.by >= one.clock.as_of:
        says = f"内容不明确的，{day(notice.by)}前一次性告知补正"
        yield Task("核对申请内容", "now", says, _if(one, Act.ASK_CORRECTION))


def _questions(one: Case) -> Iterator[Task]:
    acts = {
        Party.THIRD_PARTY: Act.RECORD_OPINION,
        Party.ORGAN: Act.RECORD_OPINION,
    }
    for wait in one.clock.waits:
        if wait.who in acts:
            until = f"等待答复，{day(wait.until)}到期" if wait.until else "等待答复"
            yield Task(f"{wait.name}的意见", "wait", until, _if(one, acts[wait.who]))
        elif wait.who is Party.APPLICANT and one.clock.state in (State.FEE_NOTIFIED, State.REASON_REQUESTED):
            until = f"{wait.what}，{day(wait.until)}到期" if wait.until else wait.what
            yield Task("等待申请人", "wait", until, _if(one, ASKING[one.clock.state]))


def _parts(one: Case) -> Iterator[Task]:
    done = sum(part.done_at is not None for part in one.parts)
    if one.parts:
        says = f"{len(one.parts)} 项，已回复 {done} 项"
        yield Task("分办", "done" if done == len(one.parts) else "wait", says, "#parts")


def _deciding(one: Case) -> Iterator[Task]:
    decision, ready = one.decision, _ready(one)
    written = decision is not None
    says = "已写好" if written else "还没有拟写"
    issued = decision is not None and decision.issued_at is not None
    sent = decision is not None and decision.state in ("open", "approved")
    drafting = "done" if sent or issued else "now" if ready else "later"
    yield Task(
        "拟写答复", drafting, "正在拟写" if written and drafting == "now" else says, _if(one, Act.DECIDE)
    )
    page = reverse("desk:application_decision", args=[decision.id]) if decision else ""
    if issued and decision:
        yield Task("审核签发", "done", decision.number, page)
    elif sent and decision:
        approved = decision.state == "approved"
        yield Task(
            "审核签发", "now" if approved else "wait", "已签发，请发出答复" if approved else "正在审签", page
        )
    else:
        yield Task("审核签发", "later", "拟写以后送审")


def _ending(one: Case) -> Iterator[Task]:
    state = one.clock.state
    if state in (State.REPLIED, State.SERVED):
        served = state is State.SERVED
        yield Task(
            "送达",
            "done" if served else "now",
            "已送达" if served else "登记送达的方式和日期",
            _if(one, Act.DELIVER),
        )
    if one.clock.closed_on is None:
        yield Task("送达、归档", "later", "答复以后办理")
    elif one.archived_at:
        yield Task("归档", "done", day(one.archived_at.date()))
    else:
        yield Task(
            "归档", "later" if state is State.REPLIED else "now", "办结以后归档", _if(one, Act.ARCHIVE)
        )
