"""Punctuation, pairs, level numbers, characters, years: what is found and what is left alone."""

import time

import pytest

from gongkai.documents.checking.draft import Draft, check_content
from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.wording import Dictionary, shipped
from gongkai.documents.checking.wording.text import check_wording

NOTHING = Dictionary()


def said(text: str) -> list[str]:
    """`rule found -> fix` of every remark."""
    return [
        f"{remark.rule} {remark.found}" + (f" -> {remark.fix}" if remark.fix is not None else "")
        for remark in check_wording(Passage(text), NOTHING)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # half-width marks
        ("第一,加强领导;第二,落实责任。", ["W101 , -> ，", "W101 ; -> ；", "W101 , -> ，"]),
        ("工作完成.\n下一步", ["W101 . -> 。"]),
        ("见(附件)。", ["W101 (附件) -> （附件）"]),
        ("比分3:2，增长3.5%，时间10:30，f(x)=1，A,B两类。", []),
        ("网址https://www.example.gov.cn/a,b;c?d=1，邮箱a.b@example.gov.cn。", []),
        # doubled marks
        ("工作完成。。下一步", ["W104 。。 -> 。"]),
        ("甲，，乙；、丙", ["W104 ，， -> ，", "W104 ；、 -> ；"]),
        ("真的吗？！好！", []),
        # between titles and quotations
        ("《甲》、《乙》和“丙”、“丁”", ["W105 》、 -> 》", "W105 ”、 -> ”"]),
        ("《甲》（第1号）、《乙》", []),
        # ellipses and dashes
        ("甲、乙...等", ["W106 ... -> ……"]),
        ("甲、乙……等", ["W106 ……等 -> 等"]),
        ("重点--难点", ["W106 -- -> ——"]),
        ("北京—上海，2020—2025年，重点——难点", []),
        # ranges
        ("增长5-10%。", ["W110 5-10% -> 5%-10%"]),
        ("增长5%～10%，2020-2025年", []),
        # numbers before paragraphs
        ("（一）、加强领导", ["W111 （一）、 -> （一）"]),
        ("一.总体情况", ["W111 一. -> 一、"]),
        ("1、加强领导", ["W111 1、 -> 1."]),
        ("1.5万元\n1. 加强领导", []),
        # full-width digits
        ("共有１２件ＡＢＣ", ["W112 １２ -> 12", "W112 ＡＢＣ -> ABC"]),
        # blanks
        ("为了进一步 做好政务公开工作，推动各单位落实各项任务，现将有关事项通知如下", ["W107 步 做 -> 步做"]),
        ("王 某", []),
        ("第一章 总则的内容很长很长很长很长很长很长很长很长很长很长很长很长很长很长", []),
    ],
)
def test_punctuation(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("《关于某事的通知》（云政发〔2026〕1号）“好”", []),
        ("见《关于某事的通知。", ["W102 《关于某事的通知。"]),
        ("见关于某事的通知》。", ["W102 》"]),
        ("他说“好的。\n第二段。\n第三段。\n第四段。", ["W102 “好的。"]),
        ("“第一段。\n“第二段。\n“第三段。\n“第四段。”", []),
        ("（这句话在版面上断\n开了）", []),
        ("《关于转发《某通知》的通知》", ["W103 《 -> 〈"]),
        ("《关于转发〈某通知〉的通知》", []),
        ("“甲“乙”丙”", ["W103 “ -> ‘"]),
        ("1）甲；2）乙\n一）丙", []),
        ("（甲）乙）", ["W102 ）"]),
        ("甲（乙\t丙）", ["W102 （乙", "W102 ）"]),
    ],
)
def test_pairs(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一、甲\n二、乙\n三、丙", []),
        ("一、甲\n二、乙\n四、丙", ["W108 四、"]),
        ("一、甲\n二、乙\n二、丙", ["W108 二、 -> 三、"]),
        ("一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊\n（三）己", ["W108 （三）"]),
        ("一、甲\n（一）乙\n1. 丙\n2. 丁\n（二）戊\n1. 己\n3. 庚", ["W108 3."]),
        ("（二）乙", ["W108 （二）"]),
        ("第一章 甲\n第一条 乙\n第二条 丙\n第二章 丁\n第三条 戊\n第五条 己", ["W108 第五条"]),
        ("一、甲\n二、乙\n附件1\n一、丙\n二、丁", []),
        ("附件：1. 甲\n2. 乙\n3. 丙", []),
        ("附件：1. 甲\n3. 乙", ["W108 3."]),
        ("十九、甲\n二十、乙\n二十一、丙", []),
        ("问题：一是甲；二是乙；四是丙。", ["W108 四是"]),
        ("一是甲：一是子，二是丑；二是乙；三是丙。", []),
        ("统一是前提。四是丙", []),
        ("一\t二\n三、\t四\n五、\t六", []),
    ],
)
def test_level_numbers(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("⽅案和⼯作", ["W008 ⽅ -> 方", "W008 ⼯ -> 工"]),
        ("⻓期", ["W008 ⻓ -> 长"]),
        ("\uf9dd用", ["W008 \uf9dd -> 利"]),
        ("公\u200b开", ["W008 \u200b -> "]),
        ("乱\ufffd码", ["W008 \ufffd"]),
        ("自造\ue000字", ["W008 \ue000"]),
        ("政務公開", ["W007 務 -> 务", "W007 開 -> 开"]),
        ("乾隆年间，登高瞭望，著名人士，宫商角徵羽，喆、堃、淼、昇", []),
        ("温度5℃，面积3㎡，①②③，※，→，Ⅰ，＋", []),
        ("生僻字䶮、𬭊", []),
    ],
)
def test_characters(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


def test_a_text_in_traditional_characters_is_one_remark() -> None:
    text = (
        "中華人民共和國國務院辦公廳關於進一步規範政務資訊公開申請處理費徵收標準與執行問題的說明書，"
        "請認真學習貫徹並結合實際組織實施，發現問題及時報告，確保圓滿達成年度績效目標"
    )
    remarks = [remark for remark in check_wording(Passage(text), NOTHING) if remark.rule == "W007"]
    assert len(remarks) == 1
    assert "繁体文本" in remarks[0].message


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("二○二六年一月五日", ["W109 二○二六 -> 二〇二六"]),
        ("二零二六年一月五日", ["W109 二零二六 -> 二〇二六"]),
        ("二〇二六年一月五日", []),
        ("2026年01月05日", ["W109 2026年01月05日 -> 2026年1月5日"]),
        ("2026年1月5日和2026-01-06", ["W109 2026-01-06"]),
        ("2026年1月5日\n甲\t2026-01-06", []),
    ],
)
def test_years_and_dates(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "“" * 50_000,
        "（" * 50_000,
        "一是，" * 20_000 + "三是" * 20_000,
        "1." * 50_000,
        "《a" * 30_000,
        "(a" * 50_000,
        "，" * 90_000,
        "香港" * 30_000,
        "〔2020〕" * 20_000,
        "汉" * 100_000,
        "环境保护部" * 20_000,
        "@" * 90_000 + "http",
        "年2月" * 30_000,
    ],
    ids=lambda text: text[:6],
)
def test_no_text_keeps_it_busy(text: str) -> None:
    started = time.process_time()
    list(check_content(Draft("关于某事的通知", "", dictionary=shipped()), Passage(text)))
    assert time.process_time() - started < 5
