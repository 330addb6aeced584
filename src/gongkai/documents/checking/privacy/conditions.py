"""Illness, disability and childhood of a person: words that matter only where a name stands in the same sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gongkai.documents.checking.privacy.groups import Found
from gongkai.documents.checking.privacy.kinds import Kind

_ILLNESSES = """
肝癌 肺癌 胃癌 肠癌 结肠癌 直肠癌 乳腺癌 宫颈癌 卵巢癌 食管癌 食道癌 鼻咽癌 甲状腺癌 胰腺癌 淋巴癌 前列腺癌 膀胱癌 骨癌 喉癌 癌症
恶性肿瘤 脑瘤 肿瘤 淋巴瘤 白血病 尿毒症 艾滋病 HIV 梅毒 淋病 性病 乙肝 丙肝 肝炎 肝硬化 肺结核 结核病 精神病 精神分裂症 精神障碍 抑郁症
躁郁症 双相障碍 自闭症 孤独症 癫痫 糖尿病 高血压 冠心病 心脏病 心肌梗死 脑梗死 脑梗塞 脑梗 脑出血 脑瘫 中风 偏瘫 肾衰竭 肾病 透析 帕金森
阿尔茨海默 老年痴呆 痴呆 血友病 地中海贫血 再生障碍性贫血 尘肺病 尘肺 矽肺 系统性红斑狼疮 红斑狼疮 强直性脊柱炎 类风湿 重症肌无力 渐冻症
唐氏综合征 唇腭裂 骨折 器官移植 肾移植 重大疾病 重病 传染病 新冠
"""
_CONDITIONS = (
    (Kind.DISEASE, re.compile("|".join(sorted(_ILLNESSES.split(), key=len, reverse=True)))),
    (
        Kind.DISABILITY,
        re.compile(
            r"(?:[一二三四1-4]级)?(?:肢体|视力|听力|言语|智力|精神|多重)?[一二三四1-4]级残疾"
            r"|(?:肢体|视力|听力|言语|智力|精神|多重)残疾(?:[一二三四1-4]级)?|残疾[一二三四1-4]级|残疾证|智力障碍|瘫痪|失明|聋哑|截肢|残疾"
        ),
    ),
    (
        Kind.MINOR,
        re.compile(
            r"监护人|未成年人?|留守儿童|困境儿童|孤儿|弃婴|小学生?(?:[一二三四五六]年级)?|初中生|初[一二三]|幼儿园?|婴儿|女童|男童"
            r"|(?<![0-9])(?:[1-9]|1[0-3])周?岁"
        ),
    ),
)
_REACH = 40
_STOPS = re.compile(r"[。;；!！?？\n]")


def conditions(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """What is said of the named. `names` are in the order of the text."""
    starts = [name.start for name in names]
    if not starts:
        return
    for kind, words in _CONDITIONS:
        for found in words.finditer(text):
            low, high = _sentence(text, found.start(), found.end())
            at = bisect_left(starts, low)
            if at < len(starts) and starts[at] < high:
                yield Found(kind, found.start(), found.end(), found.group(), certain=False)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    ahead = _STOPS.split(text[max(0, start - _REACH) : start])[-1]
    behind = _STOPS.split(text[end : end + _REACH], maxsplit=1)[0]
    return start - len(ahead), end + len(behind)
