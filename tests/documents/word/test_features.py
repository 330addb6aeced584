"""What Word files hold beside plain text: what is kept, what goes, and that the officer is told."""

import base64
import io

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from gongkai.documents.word import Converted, convert, notes
from tests.documents.sources import word_parts as parts
from tests.documents.sources.word_parts import p, tc

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
_WML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_NAMES = (
    f'xmlns:w="{_WML}" xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def packed(
    body: str, *related: tuple[str, str, str], parts_beside: dict[str, str | bytes] | None = None
) -> bytes:
    """A .docx with this body; `related`: id, kind and target, external where it holds "//"."""
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "//" in target else "/>")
        for key, kind, target in related
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return parts.package(
        {
            "[Content_Types].xml": _TYPES,
            "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships {space}>{relations}</Relationships>",
            **(parts_beside or {}),
        }
    )


def rules(converted: Converted) -> set[str]:
    return {remark.rule for remark in converted.remarks} - {notes.NO_TITLE}


def drawing(attribute: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="示意图"/><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill>'
        f"<a:blip {attribute}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_changes_are_accepted_and_told() -> None:
    body = p(
        run("补助"),
        f"<w:del>{run('一千').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{run('两千')}</w:ins>",
        run("元"),
    ) + p("删去的段", properties="<w:rPr><w:del/></w:rPr>").replace("删去的段", "")
    converted = convert(packed(body))

    assert converted.html == "<p>补助两千元</p>"
    assert rules(converted) == {notes.CHANGES}


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = p(run("前半"), properties="<w:rPr><w:del/></w:rPr>") + p("后半")

    assert convert(packed(body)).html == "<p>前半后半</p>"


def test_a_row_that_was_deleted_is_gone() -> None:
    rows = parts.row("留", "下") + parts.row("删", "去", properties="<w:del/>") + parts.row("还", "在")

    assert "删" not in convert(packed(f"<w:tbl>{rows}</w:tbl>")).html


def test_hidden_text_never_gets_out() -> None:
    styles = '<w:style w:styleId="Secret"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = (
        p(run("公开"), run("身份证号", "<w:vanish/>"), run("秘密", '<w:rStyle w:val="Secret"/>'))
        + p("整段隐藏", properties='<w:pStyle w:val="Secret"/>')
        + p(run("没有隐藏", '<w:vanish w:val="0"/>'))
    )
    converted = convert(parts.docx(body, styles=styles))

    assert converted.html == "<p>公开</p>\n<p>没有隐藏</p>"
    assert converted.as_written == converted.html
    assert rules(converted) == {notes.HIDDEN}
    assert "3 处隐藏文字" in next(r.message for r in converted.remarks if r.rule == notes.HIDDEN)


def test_comments_are_left_out_and_counted() -> None:
    comments = f"<w:comments {_NAMES}><w:comment w:id='1'>{p('此处请核实')}</w:comment></w:comments>"
    body = p(run("正文"), '<w:r><w:commentReference w:id="1"/></w:r>')
    converted = convert(
        packed(body, ("c", "comments", "comments.xml"), parts_beside={"word/comments.xml": comments})
    )

    assert converted.html == "<p>正文</p>"
    assert rules(converted) == {notes.COMMENTS}
    assert converted.remarks[0].place.part == "file:文件.docx"


def test_footnotes_stay_with_links_both_ways() -> None:
    footnotes = (
        f'<w:footnotes {_NAMES}><w:footnote w:id="2">{p("按常住人口计算。")}</w:footnote></w:footnotes>'
    )
    body = p(
        run("人均"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:r><w:footnoteReference w:id="7"/></w:r>',
    )
    html = convert(
        packed(body, ("f", "footnotes", "footnotes.xml"), parts_beside={"word/footnotes.xml": footnotes})
    ).html

    assert html == (
        '<p>人均<a href="#footnote-2" id="footnote-ref-2" rel="noopener"><sup>[1]</sup></a></p>\n'
        '<ol class="footnotes"><li id="footnote-2">按常住人口计算。 <a href="#footnote-ref-2" rel="noopener">↑</a></li></ol>'
    )


def test_pictures_are_handed_over_with_names() -> None:
    body = p(drawing('r:embed="i"')) + p(drawing('r:embed="j"'))
    converted = convert(
        packed(
            body,
            ("i", "image", "media/a.bin"),
            ("j", "image", "media/b.png"),
            parts_beside={"word/media/a.bin": _PNG, "word/media/b.png": _PNG},
        ),
        pictures="/att/7/",
    )

    assert converted.pictures == {"image-1.png": _PNG}
    assert converted.html == "\n".join(['<p><img src="/att/7/image-1.png" alt="示意图"></p>'] * 2)


def test_pictures_that_are_not_in_the_file_or_cannot_be_shown_are_told() -> None:
    body = p(run("文字"), drawing('r:link="o"'), drawing('r:embed="e"'), drawing('r:embed="none"'))
    converted = convert(
        packed(
            body,
            ("o", "image", "http://elsewhere.example/track.png"),
            ("e", "image", "media/a.emf"),
            parts_beside={"word/media/a.emf": b"\x01\0\0\0EMF"},
        )
    )

    assert converted.html == "<p>文字</p>"
    assert rules(converted) == {notes.LINKED_PICTURES, notes.PICTURE_FORMATS}


def test_links_to_the_web_stay_and_others_keep_their_text() -> None:
    body = p(
        f'<w:hyperlink r:id="w">{run("县政府网站")}</w:hyperlink>',
        f'<w:hyperlink r:id="l">{run("本机文件")}</w:hyperlink>',
        f'<w:hyperlink w:anchor="_Toc1">{run("见前")}</w:hyperlink>',
        f'<w:hyperlink r:id="gone">{run("断")}</w:hyperlink>',
    )
    converted = convert(
        packed(
            body,
            ("w", "hyperlink", "https://www.example.gov.cn/a"),
            ("l", "hyperlink", "file:///C://办公/a.docx"),
        )
    )

    assert converted.html == (
        '<p><a href="https://www.example.gov.cn/a" rel="noopener">县政府网站</a>本机文件见前断</p>'
    )
    assert rules(converted) == {notes.LOCAL_LINKS}


def test_templates_from_elsewhere_are_not_fetched() -> None:
    settings = f'<w:settings {_NAMES}><w:attachedTemplate r:id="t"/></w:settings>'
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    relation = f'<Relationship Id="t" Type="{_OFFICE}/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/>'
    converted = convert(
        packed(
            p("正文"),
            ("s", "settings", "settings.xml"),
            parts_beside={
                "word/settings.xml": settings,
                "word/_rels/settings.xml.rels": f"<Relationships {space}>{relation}</Relationships>",
            },
        )
    )

    assert rules(converted) == {notes.TEMPLATE}


def test_text_boxes_become_paragraphs() -> None:
    box = f"<w:txbxContent>{p('框里的字')}</w:txbxContent>"
    body = p(
        run("锚点"),
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    ) + p("后文")
    converted = convert(packed(body))

    assert converted.html == "<p>锚点</p>\n<p>框里的字</p>\n<p>后文</p>"
    assert rules(converted) == {notes.TEXT_BOXES}


def test_charts_embedded_files_and_formulas_are_told() -> None:
    chart = '<w:r><w:drawing><a:graphic><a:graphicData uri="http://x/chart"/></a:graphic></w:drawing></w:r>'
    embedded = '<w:r><w:object><o:OLEObject xmlns:o="urn:o"/></w:object></w:r>'
    formula = "<m:oMathPara><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></m:oMathPara>"
    converted = convert(packed(p(run("文"), chart, embedded, formula)))

    assert converted.html == "<p>文E=mc²</p>"
    assert rules(converted) == {notes.GRAPHICS, notes.EMBEDDED, notes.FORMULAS}


def test_contents_go_with_their_heading() -> None:
    styles = '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        p("目　录")
        + p(run("总则 1"), properties='<w:pStyle w:val="T1"/>')
        + p(
            field.format("begin"),
            "<w:r><w:instrText> TOC \\o </w:instrText></w:r>",
            field.format("separate"),
            run("附则 2"),
        )
        + p(field.format("end"))
        + p("正文从这里开始。")
    )
    converted = convert(parts.docx(body, styles=styles))

    assert converted.html == "<p>正文从这里开始。</p>"
    assert rules(converted) == {notes.CONTENTS}


def test_a_contents_field_that_never_ends_does_not_swallow_the_document() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'

    assert "正文" in convert(packed(p(begin.replace("><w:r>", "> <w:r>"), run("一")) + p("正文"))).html


def test_results_of_fields_stay_and_page_numbers_go() -> None:
    body = p(
        f'<w:fldSimple w:instr="DATE">{run("2026年")}</w:fldSimple>',
        f'<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>',
    ) + p("— 3 —")

    assert convert(packed(body)).html == "<p>2026年</p>"


def test_numbers_of_word_are_typed_and_bullets_are_a_list() -> None:
    levels = parts.numbering(
        parts.level(0, "chineseCountingThousand", "第%1条 "), parts.level(1, "bullet", "\uf0b7")
    )
    body = (
        parts.numbered("为了规范管理，制定本办法。")
        + parts.numbered("甲项", 1)
        + parts.numbered("乙项", 1)
        + parts.numbered("本办法自公布之日起施行。")
    )

    assert convert(parts.docx(body, numbering=levels)).html == (
        "<p><strong>第一条</strong>\u3000为了规范管理，制定本办法。</p>\n<ul><li>甲项</li><li>乙项</li></ul>\n"
        "<p><strong>第二条</strong>\u3000本办法自公布之日起施行。</p>"
    )


def test_tables_keep_merged_cells_heads_and_alignment() -> None:
    head = parts.row(tc("项目"), tc("金额"), properties="<w:tblHeader/>")
    centred = p("合计", properties='<w:jc w:val="center"/>')
    rows = [
        head,
        parts.row(tc("甲", '<w:vMerge w:val="restart"/>'), "1"),
        parts.row(tc("", "<w:vMerge/>"), "2"),
        parts.row(tc(centred, '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")),
    ]

    assert convert(packed(f"<w:tbl>{''.join(rows)}</w:tbl>")).html == (
        "<table><thead><tr><th>项目</th><th>金额</th></tr></thead><tbody>"
        '<tr><td rowspan="2">甲</td><td>1</td></tr><tr><td>2</td></tr>'
        '<tr><td colspan="2" class="centered">合计</td></tr></tbody></table>'
    )


def test_a_row_that_begins_late_keeps_its_columns() -> None:
    rows = parts.row("一", "二") + parts.row("三", properties='<w:gridBefore w:val="1"/>')

    assert "<tr><td></td><td>三</td></tr>" in convert(packed(f"<w:tbl>{rows}</w:tbl>")).html


def test_a_document_that_is_issued_with_a_notice() -> None:
    made = Document()
    for text, size, align in (
        ("关于印发《云岭县大事记编写办法", 22, WD_ALIGN_PARAGRAPH.CENTER),
        ("（试行）》的通知", 22, WD_ALIGN_PARAGRAPH.CENTER),
        ("县直各单位：", 16, None),
        ("现将《云岭县大事记编写办法（试行）》印发给你们，请遵照执行。", 16, None),
        ("云岭县档案馆\u3000\u3000云岭县地方志中心", 16, WD_ALIGN_PARAGRAPH.RIGHT),
        ("2026年1月6日", 16, WD_ALIGN_PARAGRAPH.RIGHT),
        ("云岭县大事记", 22, WD_ALIGN_PARAGRAPH.CENTER),
        ("编写办法（试行）", 22, WD_ALIGN_PARAGRAPH.CENTER),
        ("第一条 编写大事记应当真实。", 16, None),
        ("附件1", 16, None),
        ("大事记登记表", 22, WD_ALIGN_PARAGRAPH.CENTER),
        ("抄送：县委办公室。", 14, None),
        ("云岭县档案馆办公室　2026年1月7日印发", 14, None),
    ):
        paragraph = made.add_paragraph()
        paragraph.add_run(text).font.size = Pt(size)
        if align is not None:
            paragraph.alignment = align
    out = io.BytesIO()
    made.save(out)
    converted = convert(out.getvalue())

    assert converted.title == "关于印发《云岭县大事记编写办法（试行）》的通知"
    assert str(converted.written_on) == "2026-01-06"
    assert rules(converted) == {notes.IMPRINT}
    assert converted.html.splitlines()[2:8] == [
        '<p class="signature">云岭县档案馆\u3000\u3000云岭县地方志中心</p>',
        '<p class="written-on">2026年1月6日</p>',
        '<h2 class="centered">云岭县大事记编写办法（试行）</h2>',
        "<p><strong>第一条</strong>\u3000编写大事记应当真实。</p>",
        '<p class="attachment">附件1</p>',
        '<h2 class="centered">大事记登记表</h2>',
    ]


def test_a_letterhead_in_a_table_and_signature_in_one_line() -> None:
    head = f"<w:tbl>{parts.row('云发改〔2026〕5号', '签发人：石山')}</w:tbl>"
    title = p("关于核定景区票价的请示", properties='<w:jc w:val="center"/>')
    body = head + title + p("县政府：") + p("现将有关事项请示如下。") + p("云岭县发展和改革局　2026年3月1日")
    converted = convert(packed(body))

    assert converted.document_no == "云发改〔2026〕5号"
    assert converted.title == "关于核定景区票价的请示"
    assert converted.issuing_body == "云岭县发展和改革局"
    assert (
        '<p class="signature">云岭县发展和改革局</p>\n<p class="written-on">2026年3月1日</p>'
        in converted.html
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、云岭县第一中学", "<p>一、云岭县第一中学</p>"),
        ("一、项目名称：云岭县供水工程", "<p>一、项目名称：云岭县供水工程</p>"),
        ("一、同意你局意见。", "<p>一、同意你局意见。</p>"),
        (
            "一、强化监管。每月检查一次并通报结果。",
            "<p><strong>一、强化监管。</strong>每月检查一次并通报结果。</p>",
        ),
        ("2026年2月30日", "<p>2026年2月30日</p>"),
        ("第三条例外情形", "<p>第三条例外情形</p>"),
    ],
)
def test_what_is_no_heading_stays_a_paragraph(text: str, expected: str) -> None:
    assert (
        convert(packed(p("这是开头的一段话。") + p(text) + p("二、云岭县第二中学"))).html.splitlines()[1]
        == expected
    )


def test_secrecy_is_kept_for_the_checks_to_find() -> None:
    body = p("秘密★1年") + p("关于演练的通知", properties='<w:jc w:val="center"/>') + p("各单位要做好准备。")

    assert convert(packed(body)).html.startswith("<p>秘密★1年</p>")


def test_a_document_without_anything_to_read_says_so() -> None:
    converted = convert(packed("<w:p/>"))

    assert converted.html == ""
    assert [remark.rule for remark in converted.remarks] == [notes.NO_TITLE]
