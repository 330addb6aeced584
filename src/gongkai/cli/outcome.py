"""`gongkai outcome`: what a result of an application rests on, what the answer says, and which remedy it names."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from gongkai.cli import batch, machine
from gongkai.cli.answers import columns, folded, print_json, print_lines
from gongkai.cli.chinese import Command, Refused
from gongkai.cli.screen import printable
from gongkai.cli.words import DAY
from gongkai.law.outcomes.catalogue import Outcome, outcomes
from gongkai.law.outcomes.description import Description, VariantDescription, describe
from gongkai.law.params import NotInForce
from gongkai.law.wording import day as in_words

_SHOWN = 40  # characters of an unknown id that a complaint repeats


@click.command(cls=Command, options_metavar="[选项]")
@click.argument("outcome_id", required=False, metavar="[ID]")
@click.option("--on", type=DAY, help="按哪一天的规定，默认今天。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def outcome(outcome_id: str | None, on: date | None, as_json: bool) -> int:
    """列出一种答复结果的依据、适用条件、答复内容、征求意见、文书和救济途径。

    不写 ID 时列出全部结果。
    """
    if outcome_id is None:
        _print_list(as_json=as_json)
        return batch.CLEAN
    described = _described(_known(outcome_id), on or machine.today())
    if as_json:
        print_json(_to_json(described))
    else:
        print_lines(_told(described))
    return batch.CLEAN


def _print_list(*, as_json: bool) -> None:
    known = [(one.id, one.group.label, one.name) for one in outcomes().values()]
    if as_json:
        print_json([{"id": key, "group": group, "name": name} for key, group, name in known])
    else:
        print_lines(columns([("ID", "类别", "结果"), *known]))


def _known(outcome_id: str) -> Outcome:
    if outcome_id not in outcomes():
        raise Refused(f"没有“{printable(outcome_id)[:_SHOWN]}”这种结果，请用 gongkai outcome 查看全部。")
    return outcomes()[outcome_id]


def _described(known: Outcome, on: date) -> Description:
    try:
        return describe(known, on)
    except NotInForce as error:
        raise Refused(str(error)) from None


def _to_json(described: Description) -> dict[str, Any]:
    return {
        "id": described.outcome.id,
        "name": described.name,
        "group": described.group,
        "on": described.on.isoformat(),
        "report_row": {"id": described.row.id, "label": described.row.label},
        "variants": [_variant_json(variant) for variant in described.variants],
    }


def _variant_json(one: VariantDescription) -> dict[str, Any]:
    return {
        "id": one.variant.id,
        "name": one.name,
        "grounds": [{"citation": citation, "says": says} for citation, says in one.grounds],
        "nature": one.nature,
        "when": list(one.when),
        "contents": list(one.contents),
        "contents_where": list(one.contents_where),
        "consultation": list(one.consultation),
        "letters": list(one.letters),
        "proofs": list(one.proofs),
        "remedy": one.notice.remedy.value if one.notice else None,
        "remedy_notice": one.notice.text if one.notice else None,
    }


def _told(described: Description) -> Iterator[str]:
    yield click.style(f"{described.group}：{described.name}", bold=True)
    yield f"按{in_words(described.on)}的规定；年度报告表三计入“{described.row.label}”。"
    parts = [_parts(variant) for variant in described.variants]
    shared = [heading for heading in parts[0] if all(one[heading] == parts[0][heading] for one in parts)]
    yield ""
    for heading in shared:
        yield from _part(heading, parts[0][heading])
    if len(shared) == len(parts[0]) and described.outcome.has_variants:
        yield from _part("分为", tuple(map(_named, described.variants)))
        return
    for variant, own in zip(described.variants, parts, strict=True):
        yield from ["", click.style(_named(variant), bold=True)] if described.outcome.has_variants else []
        for heading in (key for key in own if key not in shared):
            yield from _part(heading, own[heading])


def _named(one: VariantDescription) -> str:
    return f"{one.name}（{one.variant.id}）"


def _parts(one: VariantDescription) -> dict[str, tuple[str, ...]]:
    """The parts of a description by heading, in the order in which an answer is made."""
    return {
        "法律依据": tuple(f"{citation}：{says}" for citation, says in one.grounds),
        "适用条件": (*one.when, one.nature),
        "先行征求意见": one.consultation,
        "答复写明": one.contents,
        "视情写明": one.contents_where,
        "留存证据": one.proofs,
        "文书": one.letters,
        "救济告知": (one.notice.text or one.notice.remedy.label,) if one.notice else (),
    }


def _part(heading: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield click.style(heading, dim=True)
    for line in lines:
        first, *more = folded(line, indent=4)
        yield f"  · {first}"
        yield from (f"    {rest}" for rest in more)
