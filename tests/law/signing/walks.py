"""Chains and what people say in them, for property tests: sensible, foolish and forged things in any order."""

from hypothesis import strategies as st

from gongkai.law.roles import Role
from gongkai.law.signing.chains import DRAFT, Stages, Step
from gongkai.law.signing.standing import Fact, Joined, Said, Text, Verdict, standing

AUTHORS = frozenset({1, 2})
FIRST = Text(2, "a" * 64)
OFFICE = Step("other", "外机关会签", Role.LEADER)


def chain(*sizes: int) -> Stages:
    """Stages of so many steps each."""
    return tuple(
        tuple(Step(f"s{stage}{step}", f"第{stage}环节{step}", Role.LEADER) for step in range(size))
        for stage, size in enumerate(sizes)
    )


def submit(text: Text = FIRST, person: int = 1) -> Said:
    return Said(DRAFT, Verdict.SUBMIT, text, frozenset({person}))


def agree(step: str, person: int, text: Text = FIRST, verdict: Verdict = Verdict.AGREE) -> Said:
    return Said(step, verdict, text, frozenset({person}))


def back(step: str, person: int, target: str = DRAFT, text: Text = FIRST) -> Said:
    return Said(step, Verdict.RETURN, text, frozenset({person}), target)


chains = st.lists(st.integers(1, 3), min_size=1, max_size=4).map(lambda sizes: chain(*sizes))
texts = st.sampled_from([FIRST, Text(1, "a" * 64), Text(1, "b" * 64)])
"""The present text and those before it; a round never has others."""
people = st.frozensets(st.integers(1, 14), min_size=1, max_size=2)


@st.composite
def noise(draw: st.DrawFn, stages: Stages, text: Text | None = None) -> Fact:
    """Anything at all, said by anybody."""
    names = [DRAFT, "nowhere", "other", *(step.id for stage in stages for step in stage)]
    step = draw(st.sampled_from(names))
    if draw(st.integers(0, 9)) == 0:
        return Joined(OFFICE, step)
    said_to = text or draw(texts)
    return Said(
        step, draw(st.sampled_from(Verdict)), said_to, draw(people), draw(st.sampled_from([*names, ""]))
    )


def under_way(stages: Stages, facts: list[Fact], text: Text = FIRST) -> list[Fact]:
    """The same course, so far that somebody is to speak and nothing is approved yet."""
    went = list(facts)
    while not (now := standing(stages, went, text, AUTHORS)).turns:
        if now.with_drafter:
            went.append(submit(text))
        else:
            went.pop()
    return went


def to_the_end(stages: Stages, facts: list[Fact], text: Text = FIRST) -> list[Fact]:
    """The same course with whatever is missing for an approval."""
    went = list(facts)
    while not (now := standing(stages, went, text, AUTHORS)).approved:
        free = next(person for person in range(3, 99) if person not in now.parts)
        went.append(submit(text) if now.with_drafter else agree(now.turns[0].id, free, text))
    return went


@st.composite
def walks(draw: st.DrawFn, text: Text = FIRST) -> tuple[Stages, list[Fact]]:
    """A chain and a course through it that mostly goes forward, with all kinds of things in between."""
    stages = draw(chains)
    facts: list[Fact] = []
    for _ in range(draw(st.integers(0, 16))):
        now = standing(stages, facts, text, AUTHORS)
        match draw(st.integers(0, 5)):
            case 0:
                facts.append(draw(noise(stages)))
            case 1:
                facts.append(draw(noise(stages, text)))
            case _ if now.with_drafter:
                facts.append(submit(text, draw(st.sampled_from(sorted(AUTHORS)))))
            case _ if now.turns:
                free = [person for person in range(3, 30) if person not in now.parts]
                facts.append(agree(draw(st.sampled_from(now.turns)).id, draw(st.sampled_from(free)), text))
            case _:
                break
    return stages, facts
