"""A result as officers and citizens read it: ground, conditions, contents, consultation, letter, remedy notice for a day."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.basis import instrument
from gongkai.law.outcomes.catalogue import Group, Outcome, Variant
from gongkai.law.outcomes.letters import Letter
from gongkai.law.params import NotInForce
from gongkai.law.remedies.notices import RemedyNotice, notice
from gongkai.law.remedies.settings import DEFAULT, RemedySettings
from gongkai.law.report.schema import Row, form_for
from gongkai.law.rules import Rule, declare
from gongkai.law.wording import day

COUNTED = declare(
    "O025",
    "每件申请只计入答复作出那一年报告表三的一行",
    instrument("F30").article("表三"),
    instrument("F60").article("表三"),
)


@dataclass(frozen=True, slots=True)
class VariantDescription:
    """One variant in words. `grounds`: citation and text; `contents_where`: stated only where it applies.

    `notice` is the paragraph about review and suit in the standard letter, None where there is no such letter.
    """

    variant: Variant
    name: str
    rule: Rule
    grounds: tuple[tuple[str, str], ...]
    nature: str
    when: tuple[str, ...]
    contents: tuple[str, ...]
    contents_where: tuple[str, ...]
    consultation: tuple[str, ...]
    letters: tuple[str, ...]
    proofs: tuple[str, ...]
    notice: RemedyNotice | None


@dataclass(frozen=True, slots=True)
class Description:
    """A result on a day. `row` is where the annual report of that year counts it; `rules` are all rules that it rests on."""

    outcome: Outcome
    on: date
    name: str
    group: str
    row: Row
    variants: tuple[VariantDescription, ...]
    rules: tuple[Rule, ...]


def report_row(outcome: Outcome, handled_on: date) -> Row:
    """The row of table three in which a result of this day is counted; rows that came in 2021 stood in （六） before.

    Raises LookupError for a year without form, NotInForce where the form of the year no longer has the row.
    依据：国办公开办函〔2019〕60号、〔2021〕30号 表三
    """
    rows = {row.id: row for row in form_for(handled_on.year).outcomes}
    row = rows.get(outcome.id) or rows.get(outcome.counts_as)
    if row is None:
        raise NotInForce(f"{handled_on.year}年度报告的表三没有“{outcome.name}”一行。")
    return row


def describe(
    outcome: Outcome,
    on: date,
    review_body: str = "",
    court: str = "",
    settings: RemedySettings = DEFAULT,
) -> Description:
    """The result as the law stands on a day.

    Raises NotInForce where no variant has a ground on that day.   依据：条例第三十六条
    """
    variants = tuple(variant for variant in outcome.variants if variant.grounds_on(on))
    if not variants:
        raise NotInForce(f"{day(on)}还没有或者不再有“{outcome.name}”的依据。")
    described = tuple(_variant(outcome, variant, on, review_body, court, settings) for variant in variants)
    notices = [rule for one in described if one.notice for rule in one.notice.rules]
    return Description(
        outcome=outcome,
        on=on,
        name=outcome.name,
        group=outcome.group.label,
        row=report_row(outcome, on),
        variants=described,
        rules=tuple(dict.fromkeys((*(one.rule for one in described), *notices, COUNTED))),
    )


def _variant(
    outcome: Outcome, variant: Variant, on: date, review_body: str, court: str, settings: RemedySettings
) -> VariantDescription:
    partial = outcome.group is Group.PARTIAL
    printed = notice(variant.remedy, on, review_body, court, settings, partial=partial)
    return VariantDescription(
        variant=variant,
        name=variant.name or outcome.name,
        rule=variant.rule,
        grounds=tuple((ground.citation, ground.says) for ground in variant.grounds_on(on)),
        nature=variant.nature.label,
        when=tuple(condition.text for condition in variant.conditions),
        contents=_labels(variant.letters[:1], "states"),
        contents_where=_labels(variant.letters[:1], "states_where"),
        consultation=tuple(asking.text for asking in variant.consultations),
        letters=tuple(letter.name for letter in variant.letters),
        proofs=tuple(proof.label for proof in variant.proofs),
        notice=printed if variant.letters else None,
    )


def _labels(letters: tuple[Letter, ...], which: str) -> tuple[str, ...]:
    return tuple(particular.label for letter in letters for particular in getattr(letter, which))
