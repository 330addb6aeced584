"""`gongkai fee`: the information-processing fee, tier by tier."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import click

from gongkai.cli import batch, machine
from gongkai.cli.answers import basis_text, columns, print_json, print_lines
from gongkai.cli.chinese import Command, Refused
from gongkai.cli.words import DAY, NUMBER
from gongkai.law.fees.charge import Charge, FeeSettings, FirstBlock, Step, Uncountable, by_item, by_page
from gongkai.law.fees.tiers import Method
from gongkai.law.params import NotInForce
from gongkai.law.wording import day as in_words


@click.command(cls=Command, options_metavar="[选项]")
@click.option(
    "--by", type=click.Choice(["item", "page"]), required=True, help="按件（item）还是按量（page）计收。"
)
@click.option("--items", type=NUMBER, help="按件：这次的件数。")
@click.option("--earlier", type=NUMBER, help="按件：同一申请人当月此前已有的件数，默认 0。")
@click.option("--pages", type=NUMBER, help="按量：这件申请的页数，A4 及以下单面为一页。")
@click.option("--on", type=DAY, help="收到申请的日期，默认今天。")
@click.option(
    "--first-block",
    type=click.Choice([block.value for block in FirstBlock]),
    default=FirstBlock.RAISED.value,
    show_default=True,
    help="，".join(f"{block.value} {block.label}" for block in FirstBlock) + "；各地理解不一。",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def fee(
    by: Literal["item", "page"],
    items: int | None,
    earlier: int | None,
    pages: int | None,
    on: date | None,
    first_block: str,
    as_json: bool,
) -> int:
    """计算政府信息公开信息处理费，逐档列出。

    每件申请只能选择按件、按量中的一种方式计收；收不收由行政机关决定。
    """
    received_on = on or machine.today()
    try:
        if by == "item":
            number = _needed(items, "--items", {"--pages": pages})
            charge = by_item(earlier or 0, number, received_on, FeeSettings(FirstBlock(first_block)))
        else:
            number = _needed(pages, "--pages", {"--items": items, "--earlier": earlier})
            charge = by_page(number, received_on)
    except (NotInForce, Uncountable) as error:
        raise Refused(str(error)) from None
    if as_json:
        print_json(_to_json(charge))
    else:
        print_lines(_told(charge))
    return batch.CLEAN


def _needed(number: int | None, name: str, others: dict[str, int | None]) -> int:
    """The number that the method counts; UsageError without it, or with what belongs to the other method."""
    for other, given in others.items():
        if given is not None:
            raise click.UsageError(
                f"{other} 和 {name} 属于两种计收方式，一件申请只能选择一种", click.get_current_context()
            )
    if number is None:
        raise click.UsageError(f"缺少选项 {name}", click.get_current_context())
    return number


def _to_json(charge: Charge) -> dict[str, Any]:
    return {
        "amount_yuan": charge.amount_yuan,
        "method": charge.method.value,
        "on": charge.on.isoformat(),
        "steps": [_step_json(step) for step in charge.steps],
    }


def _step_json(step: Step) -> dict[str, Any]:
    return {
        "first": step.first,
        "last": step.last,
        "units": step.units,
        "rate_yuan": step.rate_yuan,
        "amount_yuan": step.amount_yuan,
        "why": step.why,
        "basis": basis_text(step.rule.bases),
    }


def _told(charge: Charge) -> Iterator[str]:
    unit = charge.method.unit
    yield click.style(f"{charge.method.label}：应收 {charge.amount_yuan} 元", bold=True)
    counted = (
        "同一申请人在一个自然月内累计" if charge.method is Method.BY_ITEM else "一件申请的页数，各件不相加"
    )
    yield f"{in_words(charge.on)}收到的申请，{counted}。"
    if charge.steps:
        yield ""
        head = (f"第几{unit}", f"{unit}数", f"每{unit}（元）", "金额（元）")
        rows = [
            (f"{step.first}–{step.last}", str(step.units), str(step.rate_yuan), str(step.amount_yuan))
            for step in charge.steps
        ]
        total = ("合计", str(sum(step.units for step in charge.steps)), "", str(charge.amount_yuan))
        yield from columns([head, *rows, total], right=(1, 2, 3))
        yield ""
    for basis in dict.fromkeys(rule.basis for rule in charge.rules):
        yield click.style(f"依据：{basis}", dim=True)
