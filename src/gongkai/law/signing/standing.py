"""Where a thing stands in its chain: computed from all that was said, never stored.

The facts are the opinions, and the steps that were asked to join, in the order in which they came. An opinion counts
while it was said to exactly the present text, by somebody with no other part in the thing, at a step whose turn it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from gongkai.law.signing.chains import DRAFT, Stage, Stages, Step


class Verdict(StrEnum):
    """What a person says at a step."""

    SUBMIT = "submit"
    PROPOSE = "propose"
    AGREE = "agree"
    RETURN = "return"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"submit": "送审", "propose": "拟同意", "agree": "同意", "return": "退回修改"}[self.value]


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be approved: the SHA-256 of text, metadata and files, and the how-manieth text it is.

    Going back to an earlier text is a new revision: what was said before does not come back to life.
    """

    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Said:
    """One opinion: at which step, what, to which text, by whom (the person who acts, and the one stood in for).

    `returns_to` is the step that a return goes back to.
    """

    step: str
    verdict: Verdict
    text: Text
    persons: frozenset[int]
    returns_to: str = DRAFT


@dataclass(frozen=True, slots=True)
class Joined:
    """A step that somebody whose turn it was asked to act beside theirs (会签)."""

    step: Step
    beside: str


Fact = Said | Joined


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a text stands: `submitted` by who wrote it, `counting` opinions (step to place in the facts).

    `parts` is the one step at which each person has a part, writers at DRAFT. `returned_to` is the step that the newest
    return went to, until that step has spoken again. `voided` says which return took an opinion away (place to place).
    """

    stages: Stages
    text: Text
    parts: Mapping[int, str]
    submitted: bool = False
    counting: Mapping[str, int] = field(default_factory=dict)
    returned_to: str = ""
    voided: Mapping[int, int] = field(default_factory=dict)

    @property
    def turns(self) -> tuple[Step, ...]:
        """The steps that are to speak now; none while the text is with its drafter, or approved."""
        return tuple(step for step in self._stage() if step.id not in self.counting) if self.submitted else ()

    @property
    def with_drafter(self) -> bool:
        """Whether the text waits for its drafter: not submitted as it is now, or returned."""
        return not self.submitted

    @property
    def approved(self) -> bool:
        """Whether every step agrees to the present text."""
        return self.submitted and not self._stage()

    def titles(self) -> dict[str, str]:
        """What each step is called."""
        return {DRAFT: "拟稿"} | {step.id: step.title for stage in self.stages for step in stage}

    def before(self, step: str) -> tuple[str, ...]:
        """The steps that a step may return to: the drafter, and all of the stages before."""
        at = self.place(step)
        return (DRAFT, *(each.id for stage in self.stages[:at] for each in stage))

    def place(self, step: str) -> int:
        """The number of the stage that a step belongs to; KeyError if there is none."""
        for number, stage in enumerate(self.stages):
            if step in {each.id for each in stage}:
                return number
        raise KeyError(step)

    def _stage(self) -> Stage:
        """The first stage that is not complete; empty if all are."""
        return next(
            (stage for stage in self.stages if any(step.id not in self.counting for step in stage)), ()
        )


def standing(stages: Stages, facts: Sequence[Fact], text: Text, authors: frozenset[int]) -> Standing:
    """Where a text stands after all that happened; `authors` are those who wrote it.   依据：条例第十七条

    Depends on these facts alone. What may not be said (see `objection`) has no effect.
    """
    now = Standing(stages, Text(0, ""), dict.fromkeys(authors, DRAFT))
    for place, fact in enumerate(facts):
        now = _joined(now, fact) if isinstance(fact, Joined) else _heard(now, place, fact)
    return now if now.text == text else _renewed(now, text)


def _heard(now: Standing, place: int, said: Said) -> Standing:
    if said.text.revision > now.text.revision:
        now = _renewed(now, said.text)
    if objection(now, said):
        return now
    return replace(_after(now, place, said), parts={**now.parts, **dict.fromkeys(said.persons, said.step)})


def _joined(now: Standing, joined: Joined) -> Standing:
    """The step that was asked to join acts beside the one that asked."""
    if joined.beside not in now.titles() or joined.step.id in now.titles() or joined.beside == DRAFT:
        return now
    at = now.place(joined.beside)
    return replace(now, stages=(*now.stages[:at], (*now.stages[at], joined.step), *now.stages[at + 1 :]))


def _renewed(now: Standing, text: Text) -> Standing:
    """Another text: it is with its drafter again, and nothing that was said to the one before counts."""
    return replace(now, text=text, submitted=False, counting={}, returned_to="")


def objection(now: Standing, said: Said) -> str:
    """Why something may not be said as things stand, in Chinese; empty if it may."""
    if said.text != now.text:
        return "内容在您查看之后已经修改，请重新查看后再发表意见。"
    if stranger := _stranger(now, said):
        return stranger
    if said.step == DRAFT or said.verdict is Verdict.SUBMIT:
        return _objection_to_submission(now, said)
    if said.step not in {step.id for step in now.turns}:
        return "现在没有轮到这一步骤：可能已经有人办理，或者已被退回。请刷新后再看。"
    return _objection_to_verdict(now, said)


def _stranger(now: Standing, said: Said) -> str:
    """Whoever wrote, reviewed or signs a thing is never the same person."""
    elsewhere = [
        now.parts[person] for person in said.persons if now.parts.get(person, said.step) != said.step
    ]
    if DRAFT in elsewhere:
        return "拟稿人（包括委托他人代办的拟稿人）不能审签自己起草或者修改的内容。"
    if elsewhere:
        return f"同一人在一次审签中只能办理一个步骤，您（或您代办的人）已在“{now.titles()[elsewhere[0]]}”发表意见。"
    return "" if said.persons else "请说明由谁发表意见。"


def _objection_to_submission(now: Standing, said: Said) -> str:
    if said.step != DRAFT or said.verdict is not Verdict.SUBMIT:
        return "拟稿人送审，其他步骤发表意见。"
    if any(now.parts.get(person) != DRAFT for person in said.persons):
        return "只有拟稿人可以送审。"
    return "已经送审，不必重复。" if now.submitted else ""


def _objection_to_verdict(now: Standing, said: Said) -> str:
    last = now.place(said.step) == len(now.stages) - 1
    if said.verdict is Verdict.PROPOSE and last:
        return "签发请明确“同意”或者“退回修改”。"
    if said.verdict is Verdict.RETURN and said.returns_to not in now.before(said.step):
        return "只能退回给拟稿人或者前面的步骤。"
    return ""


def _after(now: Standing, place: int, said: Said) -> Standing:
    """The standing after something that may be said."""
    match said.verdict:
        case Verdict.SUBMIT:
            return replace(now, submitted=True, returned_to="")
        case Verdict.RETURN:
            return _returned(now, place, said.returns_to)
        case _:
            answered = "" if now.returned_to == said.step else now.returned_to
            return replace(now, counting={**now.counting, said.step: place}, returned_to=answered)


def _returned(now: Standing, place: int, target: str) -> Standing:
    """What still counts when a thing goes back: the stages before the target, and what stands beside it."""
    kept: dict[str, int] = {}
    if target != DRAFT:
        still = {step.id for stage in now.stages[: now.place(target) + 1] for step in stage} - {target}
        kept = {step: at for step, at in now.counting.items() if step in still}
    lost = {at: place for step, at in now.counting.items() if step not in kept}
    return replace(
        now,
        submitted=target != DRAFT,
        counting=kept,
        returned_to=target,
        voided={**now.voided, **lost},
    )
