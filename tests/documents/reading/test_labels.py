"""Rows and columns are found by their printed labels, however they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.reading.labels import applicant_column, outcome_row, proactive_column, proactive_row
from gongkai.law.report.schema import Row, forms

ROWS = {row.id: row for form in forms().values() for row in form.table3.rows}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_official_labels(row: Row) -> None:
    assert outcome_row(row.label) == row.id
    if row.id not in ("other_misc", "handled_total"):  # too short to be found behind another label
        assert outcome_row(row.group + row.label) == row.id


@pytest.mark.parametrize(
    ("label", "row"),
    {
        "一、本年新收政府信息公开\n申请数量": "new_received",
        "三、本年度办理结果（一）予以公开": "granted",
        "(二)部分公开(区分处": "partial",
        "理的，只计这一情形，不计其他情形)": "partial",
        "6. 属于四类过过程性信息": "denied_process",
        "危及三安全一稳定": "denied_security_stability",
        "2．其他法律、行政法规禁止公开": "denied_law_prohibits",
        "要求行政机关确认": "unprocessed_reissue",
        "（六）其他处理3.其他": "other_handling",
        "3．其他": "other_misc",
        "（七）总计": "handled_total",
        "四、结转下年度继续办理": "carried_out",
    }.items(),
)
def test_labels_as_found(label: str, row: str) -> None:
    assert outcome_row(label) == row


@pytest.mark.parametrize(
    "label",
    ["", "（三）不予公开", "（四）无法提供", "（五）不予处理", "三、本年度办理结果", "申请人情况", "自然人", "商业企业",
     "法人或其他组织", "政府信息公开申请", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"],
)  # fmt: skip
def test_headings_and_groups_are_no_rows(label: str) -> None:
    assert outcome_row(label) == ""


@given(st.sampled_from(sorted(ROWS)), st.data())
def test_one_misprinted_character_still_finds_the_row(row_id: str, data: st.DataObject) -> None:
    label = ROWS[row_id].label
    index = data.draw(st.integers(min_value=0, max_value=len(label) - 1))
    assert outcome_row(label[:index] + "某" + label[index + 1 :]) in (row_id, "")


@pytest.mark.parametrize("form", forms().values(), ids=forms())
def test_table_two(form: object) -> None:
    for block in form.table2:  # type: ignore[attr-defined]
        for row in block.rows:
            assert proactive_row(row.label) == row.id
        for column in block.columns:
            assert proactive_column(column.label, block.columns) == column.id


def test_notes_inside_labels_do_not_count() -> None:
    assert proactive_row("其他对外管理服务事项（指行政许可以外的事项）") == "other_external_service"
    assert proactive_row("规范性文件（含规章）") == "normative_document"


def test_applicants() -> None:
    for column in forms()["format_2021"].table3.columns:
        assert applicant_column(f"申请人情况{column.group}{column.label}") == column.id
    assert applicant_column("商业\n企业") == "org_business"
    assert applicant_column("法人或其他组织") == ""
