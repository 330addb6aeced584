"""How labels are worded and punctuated in published reports."""

import re
from collections.abc import Callable

Words = Callable[[str], str]

_HALF = str.maketrans("（）：，；．", "():,;.")
_MISPRINTS = {
    "3.危及“三安全一稳定”": "3.危及三安全一稳定",
    "2.其他法律行政法规禁止公开": "2.其他法律、行政法规禁止公开",
    "8.属于行政查询事项": "属于行政查询事项",
    "6.属于四类过程性信息": "6.属于四类过过程性信息",
    "行政规范性文件": "规范性文件",
    "（六）其他处理": "（六）其它处理",
    "商业企业": "商业 企业",
    "总计": "合计",
    "本年制发件数": "本年制发数",
    "本年增/减": "本年增减",
    "对外公开总数量": "对外公开总数",
    "采购总金额": "采购总金额（万元，保留四位小数）",
    "本年收费金额（单位：万元）": "本年收费金额（万元）",
    "五、存在的主要问题及改进情况": "五、政府信息公开工作存在的主要问题及改进情况",
    "四、政府信息公开行政复议、行政诉讼情况": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
}
_CIRCLED = "①②③④⑤⑥⑦⑧"
_NOTES = {
    "规范性文件": "规范性文件（指本机关印发的有正式文号的文件）",
    "上一年项目数量": "上一年项目数量（指2019年事项数）",
    "本年增/减": "本年增/减（减少用负数表示，如-8）",
    "处理决定数量": "处理决定数量（指2020年办件量）",
}
_TRUNCATED = {
    "本年新制作数量": "本年新",
    "本年新公开数量": "本年新",
    "本年增/减": "本年增/",
    "三、本年度办理结果": "三、本年度办",
    "（三）不予公开": "（三）不予",
}
_BROKEN = {
    "本年新制作数量": "本年新\n制作数量",
    "本年新公开数量": "本年新\n公开数量",
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公\n益组织",
    "法律服务机构": "法律服\n务机构",
    "自然人": "自然\n人",
    "结果维持": "结果\n维持",
    "结果纠正": "结果\n纠正",
    "其他结果": "其他\n结果",
    "尚未审结": "尚未\n审结",
    "总计": "总\n计",
    "（三）不予公开": "（三）不\n予公开",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或\n重新出具已获取信息",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开（区分处理的，\n只计这一情形，不计其他情形）",
}


def official(label: str) -> str:
    """As the form prints it."""
    return label


def half_width(label: str) -> str:
    """Brackets, commas and colons of the keyboard: (一)予以公开."""
    return label.translate(_HALF)


def spaced(label: str) -> str:
    """Spaces after numbers and between the characters of short labels: 1. 属于国家秘密, 自 然 人, (三) 不予公开."""
    label = re.sub(r"^(\d\.)", r"\1 ", half_width(label))
    label = re.sub(r"^(\([一二三四五六七]\))", r"\1 ", label)
    return " ".join(label) if len(label) in {2, 3} else label


def misprinted(label: str) -> str:
    """Other words, missing quotation marks and numbers, doubled characters."""
    return _MISPRINTS.get(label, label)


def annotated(label: str) -> str:
    """Instructions printed inside the labels, with figures that are no figures."""
    return _NOTES.get(label, label)


def truncated(label: str) -> str:
    """Column heads whose second line was lost: the two columns of new documents look alike."""
    return _TRUNCATED.get(label, label)


def broken(label: str) -> str:
    """Labels broken over lines inside their box."""
    return _BROKEN.get(label, label)


def renumbered(label: str) -> str:
    """1、 for 1. and full-width numbers."""
    return re.sub(r"^(\d)\.", r"\1、", label)


def circled(label: str) -> str:
    """① for 1."""
    return re.sub(r"^(\d)\.", lambda found: _CIRCLED[int(found[1]) - 1], label)


def bracketed(label: str) -> str:
    """（1） for 1."""
    return re.sub(r"^(\d)\.", r"（\1）", label)
