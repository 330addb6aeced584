"""Titles over several lines: the lines about as long as each other, no word of the usual ones cut.   依据：GB/T 9704—2012 7.3.1"""

import re
from functools import cache

from gongkai.documents.paper.measures import TEXT, TITLE_SIZE, wide

LINE = int(TEXT[0] / 25.4 * 72 / TITLE_SIZE) - 1
"""Characters of a title in a line: one less than would fit."""
MOST_LINES = 4

_NOT_FIRST = frozenset("，。；：、？！）》〉〕】”’%的地得了和与及等")
_NOT_LAST = frozenset("（《〈〔【“‘")
_GOOD_AFTER = re.compile(r"(?:的|关于|、|》|）|印发|公开)$")
_GOOD_BEFORE = re.compile(r"^(?:关于|《|（|和|与|及|告知书|答复|通知|决定|办法|申请|的?意见)")
_WORDS = (
    "政府 信息 公开 人民 机关 单位 部门 委员会 领导小组 办公室 管理局 农村 城镇 城市 街道 社区 村民 居民 企业 公司 个人 隐私 秘密 "
    "生活 环境 生态 污水 治理 整治 建设 规划 项目 工程 资金 财政 预算 决算 方案 计划 办法 规定 通知 意见 报告 材料 文件 情况 使用 实施 "
    "补偿 安置 征地 征收 土地 房屋 拆迁 公共 服务 教育 卫生 医疗 社会 保障 就业 住房 交通 水利 农业 审批 许可 处罚 监督 检查 考核 "
    "验收 招标 采购 合同 协议 年度 月份 申请 登记 回执 补正 告知书 答复 决定书 确认 更正 延期 收费 征求 第三方 行政 处理 办理 工作 有关 "
    "部分 予以 不予 提供 不再 逾期"
)
"""Words of titles that are not cut."""
_WHOLE = _WORDS.split()


def broken(title: str) -> str:
    """The title with its line breaks; breaks that are in it already stay as they are."""
    if "\n" in title or wide(title) <= LINE:
        return title
    lines = min(-int(-wide(title) // LINE), 12)
    ends = _best(title, lines) or _best(title, lines + 1)
    if not ends:
        return title
    return "\n".join(title[start:end] for start, end in zip((0, *ends), (*ends, len(title)), strict=False))


def _best(title: str, lines: int) -> tuple[int, ...]:
    """Where the lines of the best way to break end, but the last; () where there is no way."""

    @cache
    def way(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            width = wide(title[start:])
            return ((width - even) ** 2, ()) if 0 < width <= LINE else None
        found = None
        for end in range(start + 1, len(title)):
            width = wide(title[start:end])
            if width > LINE:
                break
            rest = way(end, left - 1)
            if rest is None:
                continue
            cost = (width - even) ** 2 + _cut(title, end) + rest[0]
            if found is None or cost < found[0]:
                found = (cost, (end, *rest[1]))
        return found

    even = wide(title) / lines
    best = way(0, lines)
    return best[1] if best else ()


def _cut(title: str, place: int) -> float:
    """What it costs to break here."""
    if title[place] in _NOT_FIRST or title[place - 1] in _NOT_LAST:
        return 1000
    if title[place - 1].isascii() and title[place].isascii():
        return 1000
    for word in _WHOLE:
        for start in range(max(0, place - len(word) + 1), place):
            if title.startswith(word, start):
                return 60
    good = bool(_GOOD_AFTER.search(title[:place])) + bool(_GOOD_BEFORE.search(title[place:]))
    return (20, 6, 0)[good]
