"""The reports of an invented county on five years: every table balances, every figure in the prose is right.

Totals, carried-over cases, shares and year-on-year changes are computed, so that none can be wrong.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Columns = tuple[int, int, int, int, int, int]

NOBODY: Columns = (0, 0, 0, 0, 0, 0)
SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


@dataclass(frozen=True)
class Year:
    """What happened in one year. `review` and `suits`: upheld, corrected, other, pending."""

    year: int
    output: str
    published: str
    channels: tuple[int, int, int]
    documents: tuple[int, int]
    decisions: tuple[int, int, int]
    fees: str
    outcomes: dict[str, Columns]
    open_at_end: Columns
    review: tuple[int, int, int, int]
    suits: tuple[int, int, int, int]
    problem: str
    remedy: str


BEFORE = Year(
    2020, "", "", (0, 0, 0), (0, 0), (0, 0, 0), "0", {}, (3, 0, 0, 0, 0, 0), (0,) * 4, (0,) * 4, "", ""
)
IN_FORCE_BEFORE = 94
RECEIVED_BEFORE = 88

YEARS = (
    Year(
        2021, "html", "2022-03-18", (268, 74, 18), (9, 6), (2986, 868, 97), "198.3150",
        {
            "granted": (41, 3, 0, 0, 2, 1), "partial": (9, 1, 0, 0, 0, 0), "denied_third_party": (4, 0, 0, 0, 0, 0),
            "denied_process": (2, 0, 0, 0, 0, 0), "unable_not_held": (21, 1, 0, 0, 1, 0),
            "unprocessed_petition": (5, 0, 0, 0, 0, 0), "other_no_correction": (3, 0, 0, 0, 0, 0),
            "other_misc": (2, 0, 0, 0, 0, 0),
        },
        (3, 1, 0, 0, 0, 0), (2, 0, 1, 1), (1, 0, 0, 0),
        "部分乡镇栏目更新不够及时", "按季度检查栏目更新情况，逾期的当月补齐",
    ),
    Year(
        2022, "docx", "2023-03-15", (292, 81, 16), (7, 10), (3104, 902, 92), "201.7440",
        {
            "granted": (52, 4, 1, 0, 2, 0), "partial": (12, 1, 0, 0, 0, 0), "denied_third_party": (5, 1, 0, 0, 0, 0),
            "denied_process": (3, 0, 0, 0, 0, 0), "unable_not_held": (23, 1, 0, 0, 1, 0),
            "unprocessed_petition": (4, 0, 0, 0, 0, 0), "unprocessed_duplicate": (2, 0, 0, 0, 0, 0),
            "other_no_correction": (4, 0, 0, 0, 0, 0),
        },
        (5, 1, 0, 0, 0, 0), (3, 1, 0, 0), (0, 0, 1, 1),
        "政策解读以文字为主，形式较为单一", "要求新出台的政策文件配图表解读，并由起草单位接受咨询",
    ),
    Year(
        2023, "xlsx", "2024-03-20", (327, 96, 19), (8, 5), (3287, 871, 88), "196.9125",
        {
            "granted": (61, 4, 0, 1, 3, 1), "partial": (14, 1, 0, 0, 1, 0), "denied_third_party": (6, 0, 0, 0, 0, 0),
            "denied_enforcement_file": (2, 0, 0, 0, 0, 0), "unable_not_held": (26, 1, 0, 0, 0, 0),
            "unable_needs_creation": (3, 0, 0, 0, 0, 0), "unprocessed_petition": (4, 0, 0, 0, 0, 0),
            "other_no_correction": (5, 0, 0, 0, 0, 0), "other_misc": (1, 0, 0, 0, 0, 0),
        },
        (3, 0, 0, 0, 0, 0), (2, 0, 1, 1), (1, 0, 0, 0),
        "少数单位答复文书说理不够充分", "组织答复文书评查，逐件反馈修改意见",
    ),
    Year(
        2024, "pdf", "2025-03-12", (341, 103, 21), (11, 9), (3410, 896, 81), "205.1380",
        {
            "granted": (70, 5, 1, 0, 3, 1), "partial": (15, 2, 0, 0, 1, 0), "denied_third_party": (6, 1, 0, 0, 0, 0),
            "denied_internal_affairs": (2, 0, 0, 0, 0, 0), "unable_not_held": (25, 1, 0, 0, 1, 0),
            "unprocessed_petition": (5, 0, 0, 0, 0, 0), "unprocessed_excessive": (2, 0, 0, 0, 0, 0),
            "other_no_correction": (6, 0, 0, 0, 0, 0),
        },
        (6, 1, 0, 0, 1, 0), (3, 0, 1, 2), (1, 1, 0, 0),
        "申请人对办理进度了解不便", "开通凭编号查询办理进度的功能，到期前主动告知",
    ),
    Year(
        2025, "txt", "2026-03-10", (356, 112, 22), (6, 4), (3562, 911, 84), "224.0810",
        {
            "granted": (74, 5, 0, 1, 3, 1), "partial": (16, 1, 0, 0, 1, 0), "denied_third_party": (5, 1, 0, 0, 0, 0),
            "denied_process": (3, 0, 0, 0, 0, 0), "unable_not_held": (22, 1, 0, 0, 1, 0),
            "unable_needs_creation": (2, 0, 0, 0, 0, 0), "unprocessed_petition": (4, 0, 0, 0, 0, 0),
            "other_no_correction": (5, 0, 0, 0, 0, 0),
        },
        (4, 1, 0, 0, 0, 0), (3, 1, 0, 1), (1, 0, 0, 1),
        "基层经办人员更换较多，业务不够熟练", "编写办理手册，新上岗人员先培训后办件",
    ),
)  # fmt: skip


def documents() -> list[dict[str, Any]]:
    """The five reports, each in the shape of the TOML texts of the other sample reports."""
    made = []
    last, in_force, received_before = BEFORE, IN_FORCE_BEFORE, RECEIVED_BEFORE
    for now in YEARS:
        in_force += now.documents[0] - now.documents[1]
        rows = _table3(now, last)
        received = rows["t3.new_received"][6]
        made.append(
            {
                "form": "format_2021",
                "output": now.output,
                "name": f"yunling-{now.year}",
                "title": f"云岭县人民政府{now.year}年政府信息公开工作年度报告",
                "published": now.published,
                "source": "云岭县人民政府办公室",
                "preface": [f"本报告所列数据的统计期限自{now.year}年1月1日起至{now.year}年12月31日止。"],
                "section": _sections(now, rows, received_before),
                "cells": {
                    key: [str(value) for value in row]
                    for key, row in {**_table2(now, in_force), **rows}.items()
                }
                | {"t4": _table4(now)},
            }
        )
        last, received_before = now, received
    return made


def _table2(now: Year, in_force: int) -> dict[str, tuple[object, ...]]:
    return {
        "t2.art20_1.normative_document": (*now.documents, in_force),
        "t2.art20_5.admin_license": (now.decisions[0],),
        "t2.art20_6.admin_penalty": (now.decisions[1],),
        "t2.art20_6.admin_coercion": (now.decisions[2],),
        "t2.art20_8.admin_fee": (now.fees,),
    }


def _table3(now: Year, last: Year) -> dict[str, tuple[int, ...]]:
    handled = tuple(sum(column) for column in zip(*now.outcomes.values(), strict=True))
    moved = zip(handled, now.open_at_end, last.open_at_end, strict=True)
    rows = {
        "new_received": tuple(done + left - before for done, left, before in moved),
        "carried_in": last.open_at_end,
        **now.outcomes,
        "handled_total": handled,
        "carried_out": now.open_at_end,
    }
    return {f"t3.{row}": (*values, sum(values)) for row, values in rows.items()}


def _table4(now: Year) -> list[str]:
    blocks = [now.review, now.suits, (0, 0, 0, 0)]
    return [str(value) for block in blocks for value in (*block, sum(block))]


def _sections(now: Year, rows: dict[str, tuple[int, ...]], received_before: int) -> list[dict[str, Any]]:
    texts: tuple[list[str], ...] = (
        _overview(now, rows, received_before),
        [],
        [],
        [f"全年因政府信息公开引起的行政复议{sum(now.review)}件，行政诉讼{sum(now.suits)}件。"],
        [f"存在的主要问题：{now.problem}。", f"改进情况：{now.remedy}。"],
        ["全年没有收取政府信息公开信息处理费。没有其他需要报告的事项。"],
    )
    tables = ("", "t2", "t3", "t4", "", "")
    return [
        {"heading": heading, "paragraphs": paragraphs, "table": table}
        for heading, paragraphs, table in zip(SECTIONS, texts, tables, strict=True)
    ]


def _overview(now: Year, rows: dict[str, tuple[int, ...]], received_before: int) -> list[str]:
    website, media, other = now.channels
    received, handled = rows["t3.new_received"][6], rows["t3.handled_total"][6]
    disclosed = rows["t3.granted"][6] + rows["t3.partial"][6]
    change = received - received_before
    word = "增长" if change > 0 else "下降"
    return [
        f"{now.year}年，云岭县依照《中华人民共和国政府信息公开条例》推进政府信息公开，情况如下。",
        (
            f"（一）主动公开。全年主动公开政府信息{sum(now.channels)}条，其中政府网站公开{website}条，"
            f"政务新媒体公开{media}条，其他渠道公开{other}条。制发行政规范性文件{now.documents[0]}件，"
            f"废止{now.documents[1]}件。"
        ),
        (
            f"（二）依申请公开。全年新收政府信息公开申请{received}件，"
            f"同比{word}{_percent(abs(change), received_before)}%；上年结转{rows['t3.carried_in'][6]}件，"
            f"办结{handled}件，结转下年度继续办理{rows['t3.carried_out'][6]}件。"
            f"予以公开和部分公开{disclosed}件，占办结总数的{_percent(disclosed, handled)}%。"
        ),
        "（三）政府信息管理。公文拟制时确定公开属性，规范性文件统一登记、统一编号、统一公布。",
        "（四）政府信息公开平台建设。政府网站设政府信息公开专栏，政务新媒体账号全部备案。",
        "（五）监督保障。政府信息公开纳入年度工作考核；组织了社会评议，结果已反馈各单位；没有需要追究责任的情形。",
    ]


def _percent(part: int, whole: int) -> str:
    return str((Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))
