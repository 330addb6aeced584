"""Files that are no report, or no longer one, or never meant to be read: each with a name and what it is."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.documents.writing.as_xlsx import to_xlsx
from tests.corpus.word import Manner, docx_document
from tests.law.report.reports import balanced_2021

MB = 1_000_000
FILES: dict[str, Callable[[], bytes]] = {}
"""Every file by its name; made when it is asked for."""

DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="%s"/></Relationships>'
)


def called(*names: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a maker of bytes under one or more file names."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        kept = cache(make)
        FILES.update(dict.fromkeys(names, kept))
        return kept

    return register


@called("空.txt", "空.html", "空.docx", "空.pdf", "空.xlsx", "空.json")
def empty() -> bytes:
    return b""


@called("空白.txt", "空白.html")
def white_space() -> bytes:
    return b" \t\r\n\n" * 1000


@cache
def word_report() -> bytes:
    """A correct report as DOCX."""
    return docx_document(balanced_2021(), Manner()).data


@called("截断.docx")
def truncated_docx() -> bytes:
    return word_report()[: len(word_report()) // 2]


@called("截断.xlsx")
def truncated_xlsx() -> bytes:
    whole = to_xlsx(balanced_2021())
    return whole[: len(whole) // 2]


def pdf(draw: Callable[[Canvas, int], object], pages: int = 1, password: str = "") -> bytes:
    """A PDF whose pages a function draws."""
    out = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword="owner") if password else None
    canvas = Canvas(out, encrypt=lock, invariant=1)
    for number in range(pages):
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@called("截断.pdf")
def truncated_pdf() -> bytes:
    whole = pdf(lambda canvas, number: canvas.drawString(72, 700, f"page {number}"), pages=20)
    return whole[: len(whole) // 3]


@called("加密.pdf")
def locked_pdf() -> bytes:
    return pdf(lambda canvas, _: canvas.drawString(72, 700, "annual report"), password="secret")


@called("扫描.pdf")
def scanned_pdf() -> bytes:
    picture = ImageReader(Image.new("L", (800, 1000), 200))
    return pdf(lambda canvas, _: canvas.drawImage(picture, 50, 50, 500, 700), pages=6)


@called("五百页.pdf")
def yearbook_pdf() -> bytes:
    def page(canvas: Canvas, number: int) -> None:
        for line in range(40):
            canvas.drawString(72, 780 - 18 * line, f"{number} {line} statistics yearbook 12345")

    return pdf(page, pages=500)


@called("加密.docx", "加密.xlsx")
def locked_office() -> bytes:
    return compound_file(
        {"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": random.Random(1).randbytes(9000)}
    )


@called("旧版.doc", "旧版改名.docx")
def old_word() -> bytes:
    return compound_file({"WordDocument": bytes(5000)})


def compound_file(streams: dict[str, bytes]) -> bytes:
    """The container of Office before 2007, in sectors of 512 bytes: allocation table, directory, streams."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain, body, starts = [table, end], b"", {}
    for name, data in streams.items():
        padded = data.ljust(4096, b"\0")  # shorter ones would belong into a stream of their own kind
        padded += bytes(-len(padded) % 512)
        starts[name] = (len(chain), len(padded))
        sectors = len(padded) // 512
        chain += [*range(len(chain) + 1, len(chain) + sectors), end]
        body += padded
    entries = [("Root Entry", 5, end, 0, 1), *((name, 2, *starts[name], free) for name in streams)]
    directory = b""
    for number, (name, kind, start, size, child) in enumerate(entries):
        label = name.encode("utf-16-le")
        right = number + 1 if 0 < number < len(streams) else free
        directory += label.ljust(64, b"\0") + struct.pack(
            "<HBB3I", len(label) + 2, kind, 1, free, right, child
        )
        directory += bytes(36) + struct.pack("<IQ", start, size)
    directory = directory.ljust(512, b"\0")
    allocation = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    return head + allocation + directory + body


def container(parts: Mapping[str, Iterator[bytes] | bytes], main: str) -> bytes:
    """A ZIP with the parts, as Office writes them; a part may be given in pieces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS % main.encode())
        for name, content in parts.items():
            with archive.open(name, "w") as stream:
                for piece in (content,) if isinstance(content, bytes) else content:
                    stream.write(piece)
    return out.getvalue()


def blown_up(start: bytes, filling: bytes, times: int, finish: bytes) -> Iterator[bytes]:
    """A part that is almost nothing when packed."""
    yield start
    for _ in range(times):
        yield filling * 1000
    yield finish


@called("炸弹.docx")
def bomb_docx() -> bytes:
    filling = b"<w:p><w:r><w:t>0000000000000000000</w:t></w:r></w:p>"
    part = blown_up(DOCUMENT, filling, 3000, b"</w:body></w:document>")
    return container({"word/document.xml": part}, "word/document.xml")


@called("炸弹.xlsx")
def bomb_xlsx() -> bytes:
    book = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    strings = blown_up(b"<sst>", b"<si><t>0000000000000000000000000000000</t></si>", 3000, b"</sst>")
    return container({"xl/workbook.xml": book, "xl/sharedStrings.xml": strings}, "xl/workbook.xml")


@called("实体炸弹.docx")
def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">{levels}]>'.encode()
    xml += DOCUMENT + b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    return container({"word/document.xml": xml}, "word/document.xml")


@called("外部实体.docx")
def outside_entity() -> bytes:
    xml = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    xml += DOCUMENT + b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    return container({"word/document.xml": xml}, "word/document.xml")


@called("远处一格.xlsx")
def far_cell() -> bytes:
    return workbook('<c r="A1" t="str"><v>年度报告</v></c>', last="XFD1048576")


@called("合并全表.xlsx")
def whole_sheet_merged() -> bytes:
    return workbook('<c r="A1" t="str"><v>年度报告</v></c>', merged="A2:XFD1048576")


def workbook(cells: str, last: str = "B1", merged: str = "") -> bytes:
    """A workbook of one sheet, with a figure in its last cell."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    row = last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{row}"><c r="{last}"><v>1</v></c></row>'
    spans = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    sheet = f'<worksheet {space}><sheetData><row r="1">{cells}</row>{far}</sheetData>{spans}</worksheet>'
    book = f'<workbook {space} xmlns:r="{office}"><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>'
    relations = RELATIONS.replace(b'officeDocument" Target', b'worksheet" Target') % b"worksheets/sheet1.xml"
    parts = {
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": relations,
        "xl/worksheets/sheet1.xml": sheet.encode(),
    }
    return container(parts, "xl/workbook.xml")


@called("深层段落.docx")
def nested_docx() -> bytes:
    depth = 50_000
    table, close = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
    xml = DOCUMENT + table * depth + b"<w:p/>" + close * depth + b"</w:body></w:document>"
    return container({"word/document.xml": xml}, "word/document.xml")


@called("压缩包.zip", "压缩包.docx")
def other_archive() -> bytes:
    return container({"readme.txt": b"hello"}, "readme.txt")


@called("照片.jpg", "照片.pdf", "照片.docx")
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "red").save(out, "JPEG")
    return out.getvalue()


@called("乱码.txt", "乱码.html", "乱码.docx", "乱码.pdf", "乱码.xlsx")
def junk() -> bytes:
    return random.Random(2).randbytes(200_000)


@called("假冒.pdf")
def junk_pdf() -> bytes:
    return b"%PDF-1.7\n" + random.Random(3).randbytes(100_000)


@called("深层.html")
def nested_html() -> bytes:
    return b"<html><body>" + b"<div>" * 300_000 + "政府信息公开".encode()


@called("深层表格.html")
def nested_tables() -> bytes:
    return b"<html><body>" + b"<table><tr><td>" * 60_000 + "政府信息公开工作年度报告".encode()


@called("未闭合.html")
def unclosed() -> bytes:
    return b"<html><table>" + b"<tr><td colspan=99999999 rowspan=99999999>1" * 20_000


@called("五十兆.txt")
def huge_text() -> bytes:
    line = "公开政府信息，回应社会关切，推进工作落实。\n".encode()
    return line * (50 * MB // len(line))


@called("五十兆一行.txt")
def huge_line() -> bytes:
    return b"1234567890" * (5 * MB)


@called("五十兆.html")
def huge_html() -> bytes:
    row = "<tr><td>规范性文件</td><td>0</td></tr>".encode()
    return b"<html><table>" + row * (50 * MB // len(row)) + b"</table></html>"


@called("十九兆.txt")
def large_table() -> bytes:
    line = "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n".encode()
    return line * (19 * MB // len(line))


@called("新闻.html", "新闻.txt")
def news() -> bytes:
    paragraph = "<p>昨日，云岭县召开春季造林动员会，部署全县造林绿化任务。会议要求各镇抓紧整地备苗。</p>"
    return f"<html><title>云岭县召开造林动员会</title><body>{paragraph * 20}</body></html>".encode()


@called("预算公开.txt")
def budget() -> bytes:
    lines = ["云岭县财政局2021年部门预算公开说明", "一、部门概况", "（一）主要职能。管理本级财政收支。"]
    lines += ["二、收支预算情况", "项目\t上年执行数\t本年预算数", "一般公共预算拨款收入\t1203.50\t1310.22"]
    lines += [
        "政府性基金预算\t0\t0",
        "合计\t1203.50\t1310.22",
        "三、其他重要事项",
        "政府采购预算总额35万元。",
    ]
    return "\n".join(lines).encode()


@called("网站报表.txt")
def website_figures() -> bytes:
    lines = [
        "云岭县人民政府网站工作年度报表（2021年度）",
        "网站名称\t云岭县人民政府",
        "独立用户访问总量（单位：个）\t30210",
    ]
    lines += [
        "信息发布总数\t1822",
        "概况类信息更新量\t31",
        "政务动态信息更新量\t1503",
        "留言办理\t收到留言数量\t56",
    ]
    return "\n".join(lines).encode()


@called("数据.json")
def other_json() -> bytes:
    return b'{"name": "gongkai", "version": [1, 2, 3]}'


@called("深层.json")
def nested_json() -> bytes:
    return b'{"cells":' + b"[" * 500_000
