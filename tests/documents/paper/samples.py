"""A document with everything that a text may have, papers made of it, and what is read out of their files."""

import re
import struct
import zlib
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdfium2
from docx import Document

from gongkai.documents.paper import Paper
from gongkai.documents.paper.laying import pieces
from gongkai.documents.rich_text import clean, plain

TITLE = "云岭县人民政府关于印发《云岭县农村生活污水治理管护办法》的通知"
NUMBER = "云政规〔2026〕2号"
ADDRESS = "https://xxgk.example.cn/xxgk/YL/2026-00012/"
FOOTER = ("索引号 YL/2026-00012", ADDRESS, "下载日期 2026年3月12日　摘要 3f2a9c0d1e5b7a88")
LONG = "坚持政府主导、村级主体、群众参与、专业运维。" * 6
BODY = f"""
<p class="document-no">{NUMBER}</p>
<p class="addressee">各乡镇人民政府，县直各有关部门：</p>
<p>《管护办法》已经审议通过，请认真贯彻执行。见<a href="/xxgk/1/">通知</a>和<strong>强调的字</strong>、<em>楷体的字</em>、
H<sub>2</sub>O、10<sup>3</sup>、<u>下划线</u>。</p>
<h2>一、总体要求</h2><p>{LONG}</p>
<h3>（一）目标</h3><p>到2027年，覆盖率达到95%以上，投入1,234.56万元。</p>
<h4>1. 细目</h4>
<ul><li>第一点，说明一下这一点。</li><li>第二点</li></ul>
<ol start="3"><li>甲</li><li><p>乙</p><p>乙的说明</p></li></ol>
<table><caption>附表</caption><thead><tr><th rowspan="2">乡镇</th><th colspan="2">设施（座）</th><th rowspan="2">说明</th></tr>
<tr><th>2025</th><th>2026</th></tr></thead><tbody>
<tr><td rowspan="2">城关镇</td><td class="right">12</td><td class="right">15</td><td>新建三座，其余维持不变</td></tr>
<tr><td class="right">8</td><td class="right">9</td><td></td></tr>
<tr><td colspan="4" class="centered">合计四十四座</td></tr></tbody></table>
<blockquote><p>引用的一段话，应当缩进。</p></blockquote><hr>
<p class="attachment-note">附件：1.设施移交清单</p>
<p class="signature">云岭县人民政府</p><p class="written-on">2026年3月10日</p><p class="annotation">（此件公开发布）</p>
<p class="attachment">附件1</p><h2 class="centered">设施移交清单</h2><p>序号一二三，王珺喆。</p>
"""


def paper(body: str = BODY, **more: Any) -> Paper:
    known: dict[str, Any] = {
        "title": TITLE,
        "document_no": NUMBER,
        "issuer": "云岭县人民政府",
        "footer": FOOTER,
        "code": "https://xxgk.example.cn/yz/YL/2026-00012/1/",
        "made_at": datetime(2026, 3, 12, 1, 2, 3, 456, tzinfo=UTC),
    }
    laid = pieces(clean(body), address=ADDRESS, document_no=NUMBER)
    return Paper(pieces=laid, **known | more)


def paragraphs(body: str) -> list[str]:
    """The lines of a text, without white space."""
    return [
        squeezed(part) for line in plain(clean(body)).split("\n") for part in line.split("\t") if part.strip()
    ]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pages(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def text_of_pdf(data: bytes) -> str:
    return squeezed("".join(pages(data)))


def text_of_docx(data: bytes) -> str:
    """All that python-docx finds in the body, tables too."""
    made = Document(BytesIO(data))
    return squeezed("".join(str(each) for each in made.element.body.itertext()))


def png(width: int = 60, height: int = 40) -> bytes:
    """A picture."""
    rows = b"".join(
        b"\0" + bytes(channel for x in range(width) for channel in (x * 4 % 256, y * 6 % 256, 128))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
