"""Bytes to text: which of the encodings of Chinese reports a file uses, judged by what it then says."""

import codecs

# The 120 most frequent characters of reports on government information disclosure, simplified forms only where they
# differ from the traditional ones below. Decoded wrongly, a text has hardly any of them.
_SIMPLIFIED = frozenset(
    "的政府信息公开年度报告情况申请一二三四五六七八九十本数量行政机关主动依法处理结果总计规章范性文件其他不予提供部分区办"
    "网站平台工作人民上下中国和及在有为对等各级单位、，。：；（）受理新收转自然法组织社会益服务科研构商业企维持纠正诉讼复议"
    "条例制发布要求强化建设监督保障存在问题改进需事项月日万元件"
)
_TRADITIONAL = frozenset(
    "的政府資訊信息公開年度報告情況申請一二三四五六七八九十本數量行政機關主動依法處理結果總計規章範性文件其他不予提供部分區辦"
    "網站平臺台工作人民上下中國和及在有為對等各級單位、，。：；（）受理新收轉自然法組織社會益服務科研構商業企維持糾正訴訟復議"
    "條例制發佈布要求強化建設監督保障存在問題改進需事項月日萬元件"
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Enough to judge by; a report's words appear from its first lines on.
_SAMPLE = 200_000
# A file copied by hand may have some broken characters; more than one in fifty is another encoding or no text.
_BROKEN_SHARE = 0.02
_BROKEN = "\N{REPLACEMENT CHARACTER}"


def decode(data: bytes) -> str | None:
    """The text in `data`: UTF-8, UTF-16 or UTF-32 with mark, GB18030 or Big5; None if it is none of them.

    The text stays as printed: traditional characters stay traditional. A charset that a web page declares is
    not asked for: it is wrong often enough, and what the bytes say is clearer.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tolerable(data[len(mark) :].decode(encoding, errors="replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    encoding = max(("utf-8", "gb18030", "big5hkscs"), key=lambda name: _likeness(data[:_SAMPLE], name))
    return _tolerable(data.decode(encoding, errors="replace"))


def _likeness(sample: bytes, encoding: str) -> float:
    """How much the sample reads like a report in this encoding: frequent characters count for, broken ones against."""
    text = sample.decode(encoding, errors="replace")
    familiar = _TRADITIONAL if encoding == "big5hkscs" else _SIMPLIFIED | _TRADITIONAL
    foreign = [char for char in text if ord(char) > 127]
    known = sum(char in familiar for char in foreign)
    broken = text.count(_BROKEN)
    return (known - 4 * broken) / (len(foreign) or 1)


def _tolerable(text: str) -> str | None:
    return None if text.count(_BROKEN) > _BROKEN_SHARE * len(text) else text
