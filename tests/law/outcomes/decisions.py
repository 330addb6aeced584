"""Decisions for the cases: a sound one for each result, and what a case changes in it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from gongkai.law.ledger import Party
from gongkai.law.outcomes.catalogue import Group, Outcome, Variant, outcome
from gongkai.law.outcomes.decision import (
    Approver,
    Cited,
    Classification,
    Consultation,
    Decision,
    EarlierReply,
    Norm,
    Notice,
    Opinion,
    PersonalData,
    Search,
    SecrecyReview,
    Weighing,
    Withheld,
)
from gongkai.law.outcomes.letters import letter
from gongkai.law.remedies.notices import Remedy
from tests.law.origins import origin

RECEIVED, DECIDED, DUE = date(2026, 3, 2), date(2026, 3, 25), date(2026, 3, 30)
LAPSED = Notice(date(2026, 3, 4), date(2026, 3, 18))

# What the results want beyond letter, articles, particulars and proofs.
_SPECIAL: dict[str, dict[str, Any]] = {
    "partial": {
        "given": ("会议议定事项",),
        "withheld": (
            Withheld(
                "参会人员发言记录", "denied_process", "discussion_record", "属于形成决定过程中的讨论记录"
            ),
        ),
        "cited": (Cited("REG", "16"),),
    },
    "denied_state_secret": {
        "classification": Classification("2024年定为秘密级，保密期限10年", date(2034, 5, 1))
    },
    "denied_law_prohibits": {"cited": (Cited("中华人民共和国税收征收管理法", "8", Norm.LAW),)},
    "denied_special_inquiry": {"cited": (Cited("不动产登记暂行条例", "27"),)},
    "denied_third_party": {
        "consultations": (
            Consultation(
                Party.THIRD_PARTY,
                "甲公司",
                date(2026, 3, 4),
                Opinion.OBJECTED,
                date(2026, 3, 25),
                reasonable=True,
            ),
        ),
        "public_interest": Weighing.WITHHOLD,
    },
    "unable_not_held.not_exist": {"search": Search("电子公文系统和纸质档案检索", "办公室、规划科", DECIDED)},
    "unable_still_unclear": {"correction": Notice(date(2026, 2, 10), date(2026, 2, 28), date(2026, 2, 27))},
    "unprocessed_duplicate": {"earlier": EarlierReply("〔2025〕第12号", date(2025, 11, 3))},
    "unprocessed_excessive": {"reasons": LAPSED},
    "other_no_correction": {"correction": LAPSED},
    "other_fee_unpaid": {"fee": LAPSED},
    "other_handling": {"received_on": date(2020, 5, 6), "decided_on": date(2020, 5, 20), "due_on": None},
    "other_misc.merged": {"letter": "reply_grant", "remedy": Remedy.CHOICE},
}


def sound(name: str) -> Decision:
    """A decision without fault for a result, named `row` or `row.variant`."""
    row, _, variant_id = name.partition(".")
    result = outcome(row)
    variant = result.variant(variant_id)
    special = {**_SPECIAL.get(row, {}), **_SPECIAL.get(name, {})}
    made = _plain(result, variant)
    extra = special.pop("cited", ())
    made = replace(made, **special)
    proofs = {proof.id for part in _variants(made, variant) for proof in part.proofs}
    letter_id = special.get("letter", made.letter)
    return replace(
        made,
        cited=made.cited + extra,
        proofs=frozenset(proofs),
        particulars=_everything(letter_id),
    )


def _plain(result: Outcome, variant: Variant) -> Decision:
    gives = result.group in (Group.GRANTED, Group.PARTIAL)
    ground = variant.grounds[0].basis
    return Decision(
        outcome=result.id,
        variant=variant.id,
        received_on=RECEIVED,
        decided_on=DECIDED,
        due_on=DUE,
        organ="云岭县自然资源局",
        letter=variant.letters[0].id if variant.letters else "",
        cited=(Cited(ground.instrument.key, ground.article),),
        reason="" if gives else "经审查，符合上述规定的情形",
        remedy=variant.remedy,
        approved_by=Approver.LEADER,
        given=("云岭县2025年土地利用计划",) if gives else (),
        separable=None if gives else False,
        secrecy=SecrecyReview.CLEARED if gives else SecrecyReview.NOT_DONE,
        personal_data=PersonalData.NONE_FOUND if gives else PersonalData.NOT_CHECKED,
    )


def _variants(made: Decision, own: Variant) -> tuple[Variant, ...]:
    return (own, *(outcome(part.outcome).variant(part.variant) for part in made.withheld))


def _everything(letter_id: str) -> frozenset[str]:
    return frozenset(particular.id for particular in letter(letter_id).states) - {"reasons"}


def changed(decision: Decision, change: Mapping[str, Any]) -> Decision:
    """The decision with what a case says: `without` and `with` for particulars, the same for proofs, else fields."""
    rest = dict(change)
    particulars = (decision.particulars - set(rest.pop("without", ()))) | set(rest.pop("with", ()))
    proofs = (decision.proofs - set(rest.pop("without_proofs", ()))) | set(rest.pop("with_proofs", ()))
    names = {field.name for field in fields(Decision)}
    if rest.keys() - names:
        raise ValueError(f"a decision cannot say {', '.join(sorted(rest.keys() - names))}")
    told = {key: _READERS.get(key, _as_it_is)(value) for key, value in rest.items()}
    return replace(decision, particulars=particulars, proofs=proofs, **told)


def _as_it_is(value: Any) -> Any:
    return value


def _cited(entries: Any) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            entry["instrument"],
            entry.get("article", ""),
            Norm(entry.get("norm", "administrative_regulation")),
        )
        for entry in entries
    )


def _consultations(entries: Any) -> tuple[Consultation, ...]:
    return tuple(
        Consultation(**{**entry, "party": Party(entry["party"]), "opinion": Opinion(entry["opinion"])})
        for entry in entries
    )


def _or_none(made: type, value: Any) -> Any:
    """A fact of a case; `false` says that there is none."""
    return made(**value) if value is not False else None


_READERS: dict[str, Any] = {
    "due_on": lambda value: value or None,
    "origin": origin,
    "cited": _cited,
    "must_be_public_by": _cited,
    "remedy": lambda value: Remedy(value) if value else None,
    "approved_by": Approver,
    "given": tuple,
    "withheld": lambda entries: tuple(Withheld(**entry) for entry in entries),
    "separable": lambda value: None if value == "unasked" else value,
    "classification": lambda value: _or_none(Classification, value),
    "consultations": _consultations,
    "public_interest": Weighing,
    "secrecy": SecrecyReview,
    "personal_data": PersonalData,
    "unconfirmed_organs": tuple,
    "correction": lambda value: _or_none(Notice, value),
    "reasons": lambda value: _or_none(Notice, value),
    "fee": lambda value: _or_none(Notice, value),
    "earlier": lambda value: _or_none(EarlierReply, value),
    "search": lambda value: _or_none(Search, value),
}
