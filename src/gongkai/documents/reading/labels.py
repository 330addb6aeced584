"""Which row or column of the form a printed label means.

Rows are found by label, never by position. Each row of the form has words that no other row has; a label
that holds none of them is compared as a whole, so that a misprint ("四类过过程性信息") or one half of a
wrapped label ("要求行政机关确认") still finds its row.
"""

import re
from functools import lru_cache

from gongkai.documents.reading.words import fold
from gongkai.law.report.schema import Column, Row, forms

# Words that only this row has, folded. Rows whose label is too short to be searched for stand in WHOLE.
_ROW_WORDS: dict[str, tuple[str, ...]] = {
    "new_received": ("本年新收", "年新收", "新收政府信息公开申请"),
    "carried_in": ("上年结转", "上年度结转"),
    "granted": ("予以公开",),
    "partial": ("部分公开",),
    "denied_state_secret": ("国家秘密",),
    "denied_law_prohibits": ("禁止公开",),
    "denied_security_stability": ("三安全",),
    "denied_third_party": ("第三方合法", "保护第三方"),
    "denied_internal_affairs": ("内部事务", "内部管理信息"),
    "denied_process": ("过程性信息", "四类过程"),
    "denied_enforcement_file": ("执法案卷",),
    "denied_special_inquiry": ("行政查询",),
    "unable_not_held": ("不掌握",),
    "unable_needs_creation": ("另行制作", "没有现成"),
    "unable_still_unclear": ("仍不明确", "补正后"),
    "unprocessed_petition": ("信访举报", "举报投诉类"),
    "unprocessed_duplicate": ("重复申请",),
    "unprocessed_publication": ("公开出版物",),
    "unprocessed_excessive": ("大量反复", "反复申请"),
    "unprocessed_reissue": ("重新出具", "要求行政机关确认"),
    "other_no_correction": ("逾期不补正",),
    "other_fee_unpaid": ("收费通知", "缴纳费用"),
    "other_handling": ("其他处理", "其它处理"),
    "carried_out": ("结转下年度", "结转下一年度", "结转下年", "转下年度继续"),
}
_ROW_WHOLE: dict[str, tuple[str, ...]] = {
    "other_misc": ("其他", "其它", "其他情形", "其他情况"),
    "handled_total": ("总计", "合计", "办理结果总计", "总数"),
}
# Rows whose labels are words that headings have too: they count only where a row of the table must be.
SHORT_LABELS = tuple(_ROW_WHOLE)
# Words of section two; the more specific row stands first.
_T2_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("other_external_service", ("其他对外管理", "其它对外管理", "对外管理服务")),
    ("normative_document", ("规范性文件", "规范性档案")),
    ("admin_license", ("行政许可",)),
    ("admin_penalty", ("行政处罚",)),
    ("admin_coercion", ("行政强制",)),
    ("admin_fee", ("行政事业性收费", "事业性收费")),
    ("central_procurement", ("政府集中采购", "集中采购")),
    ("regulation", ("规章",)),
)
_T2_COLUMNS: dict[str, tuple[str, ...]] = {
    "made_this_year": ("新制作",),
    "published_this_year": ("新公开",),
    "published_total": ("对外公开总",),
    "items_last_year": ("上一年项目", "上年项目", "上一年度项目", "上年度项目"),
    "items_change": ("本年增", "增减"),
    "decisions": ("处理决定",),
    "procurement_projects": ("采购项目",),
    "procurement_amount_wan": ("采购总金额", "采购金额", "采购总额"),
    "issued_this_year": ("制发",),
    "repealed_this_year": ("废止",),
    "in_force": ("现行有效",),
    "decisions_this_year": ("处理决定",),
    "fee_amount_wan": ("收费金额", "收费总金额"),
}
_APPLICANTS: dict[str, tuple[str, ...]] = {
    "natural_person": ("自然人", "公民"),
    "org_business": ("商业企业", "企业"),
    "org_research": ("科研机构", "科研"),
    "org_public_welfare": ("社会公益组织", "公益组织", "公益"),
    "org_legal_service": ("法律服务机构", "法律服务"),
    "org_other": ("其他", "其它"),
    "total": ("总计", "合计"),
}
# Words by which a document shows which of the two forms it follows.
_FORM_WORDS = {
    "format_2019": (
        "新制作数量",
        "新公开数量",
        "对外公开总数",
        "上一年项目",
        "采购总金额",
        "采购项目数量",
        "集中采购",
    ),
    "format_2021": ("制发件数", "废止件数", "现行有效件数", "收费金额", "逾期不补正", "按收费通知"),
}

_ROWS: dict[str, Row] = {row.id: row for form in forms().values() for row in form.table3.rows}
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_FULL = {row_id: fold(row.label) for row_id, row in _ROWS.items()}


def _bare(folded: str) -> str:
    """A folded label without its number: 1属于国家秘密, 七总计, 三本年度办理结果."""
    while folded and (folded[0].isascii() or folded[0] in "一二三四五六七八九十①②③④⑤⑥⑦⑧"):
        folded = folded[1:]
    return folded


_CORE = {row_id: _bare(full) for row_id, full in _FULL.items()}


@lru_cache(maxsize=8192)
def outcome_row(label: str) -> str:
    """The row of table three that a printed label means, or "" if it means none or could mean two."""
    folded = fold(label).replace("不予以公开", "不予公开")
    if not folded:
        return ""
    hits = {row_id for row_id, words in _ROW_WORDS.items() if any(word in folded for word in words)}
    if "other_handling" in hits and len(hits) > 1:  # （六）其他处理 is printed beside its three sub-rows
        hits.discard("other_handling")
    if len(hits) == 1:
        return hits.pop()
    if hits:
        return ""
    bare = _bare(folded)
    for row_id, words in _ROW_WHOLE.items():
        if bare in words:
            return row_id
    # Half of a group's name may stand before the number of the row: 不予公2.其他法律行政法规禁
    return _closest(bare) or _closest(re.split(r"\d", folded)[-1])


def _closest(bare: str) -> str:
    """A wrapped or misprinted label: a long enough piece of one row's label, or nearly the whole of it."""
    if len(bare) < 4:
        return ""
    pieces = [row_id for row_id, core in _CORE.items() if bare in core]
    if pieces:
        return pieces[0] if len(pieces) == 1 else ""
    near = [row_id for row_id, core in _CORE.items() if len(core) >= 5 and _likeness(bare, core) >= 0.8]
    return near[0] if len(near) == 1 else ""


def _likeness(one: str, other: str) -> float:
    """Length of the longest common subsequence against the longer of both."""
    if abs(len(one) - len(other)) > 0.25 * max(len(one), len(other)):
        return 0.0
    row = [0] * (len(other) + 1)
    for char in one:
        diagonal = 0
        for index, candidate in enumerate(other, 1):
            diagonal, row[index] = (
                row[index],
                diagonal + 1 if char == candidate else max(row[index], row[index - 1]),
            )
    return row[-1] / max(len(one), len(other))


@lru_cache(maxsize=2048)
def proactive_row(label: str) -> str:
    """The row of table two that a printed label means, or ""."""
    folded = fold(_NOTE.sub("", label))
    if len(folded) > 24:
        return ""
    return next((row_id for row_id, words in _T2_WORDS if any(word in folded for word in words)), "")


@lru_cache(maxsize=2048)
def proactive_column(label: str, columns: tuple[Column, ...]) -> str:
    """The column among these that a heading of table two means, or ""."""
    folded = fold(_NOTE.sub("", label))
    if len(folded) > 24:
        return ""
    return next((c.id for c in columns if any(word in folded for word in _T2_COLUMNS[c.id])), "")


@lru_cache(maxsize=2048)
def applicant_column(label: str) -> str:
    """The column of table three that a heading means, or "". Group headings mean none."""
    folded = (
        fold(label).replace("法人或其他组织", "").replace("法人或者其他组织", "").replace("申请人情况", "")
    )
    folded = folded.replace("法人和其他组织", "").replace("法人或其它组织", "").replace("申请人类型", "")
    if len(folded) > 12:
        return ""
    return next((key for key, words in _APPLICANTS.items() if any(word in folded for word in words)), "")


def form_votes(folded: str) -> dict[str, int]:
    """How many words of each form a folded text holds."""
    return {form_id: sum(word in folded for word in words) for form_id, words in _FORM_WORDS.items()}
