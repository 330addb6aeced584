"""What passes into an item's body, what is understood of pasted text, and what never passes."""

import time

import pytest

from gongkai.documents.rich_text import clean, plain

_WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>通知</title><style>p.MsoNormal{margin:0}</style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head><body lang=ZH-CN>
<!--StartFragment--><p class=MsoNormal align=center style='text-align:center;line-height:28.0pt'><b><span lang=EN-US
style='font-size:22.0pt;font-family:方正小标宋'><o:p>&nbsp;</o:p></span></b></p>
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>关于开展检查的
通知</span></b></p><p class=MsoNormal style='text-indent:32.0pt'><span style='mso-spacerun:yes'>&nbsp; </span><font
face="仿宋">各单位要<u>按时</u>报送。</font><del>删去</del><span style='mso-hide:all;display:none'>隐藏</span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Wingdings'><span
style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>第一项</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Wingdings'><span
style='mso-list:Ignore'>l<span>&nbsp;</span></span></span><![endif]>第二项</p>
<p class=MsoNormal style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>（一）<span>&nbsp;</span></span>查询区</p>
<table class=MsoTableGrid border=1><tr style='height:1cm'><td width=100 rowspan=2 style='border:solid'><p class=MsoNormal
align=center style='text-align:center'>项目<o:p></o:p></p></td><td><p class=MsoNormal>数量</p></td></tr><tr><td></td></tr></table>
<p class=MsoNormal align=right style='text-align:right'>2026年3月5日</p><!--EndFragment--></body></html>
"""


def test_what_word_pastes_comes_out_tidy() -> None:
    assert clean(_WORD).splitlines() == [
        '<p class="centered"><strong>关于开展检查的通知</strong></p>',
        "<p>各单位要<u>按时</u>报送。</p>",
        "<ul><li>第一项</li><li>第二项</li></ul>",
        "<p>（一）查询区</p>",
        '<table><tbody><tr><td rowspan="2" class="centered">项目</td><td>数量</td></tr><tr><td></td></tr></tbody></table>',
        '<p class="right">2026年3月5日</p>',
    ]


@pytest.mark.parametrize(
    ("written", "passed"),
    [
        ("一段", "<p>一段</p>"),
        ("<div>甲<div>乙</div>丙</div>", "<p>甲</p>\n<p>乙</p>\n<p>丙</p>"),
        ("甲<br><br>乙<br>丙", "<p>甲</p>\n<p>乙<br>丙</p>"),
        ("甲<br>\u3000\u3000乙", "<p>甲</p>\n<p>乙</p>"),
        ("<p>\u3000\u3000缩进&nbsp; </p><p>&nbsp;</p>", "<p>缩进</p>"),
        ("<h1>甲</h1><h5><b>乙</b></h5>", "<h2>甲</h2>\n<h4>乙</h4>"),
        ("<b>甲</b><strong>乙</strong>", "<p><strong>甲乙</strong></p>"),
        (
            "<span style='font-weight:700;text-decoration:underline'>甲</span>",
            "<p><strong><u>甲</u></strong></p>",
        ),
        ("<p>· 甲</p><p>· 乙</p>", "<ul><li>甲</li><li>乙</li></ul>"),
        ("<p>● 只有一段</p>", "<p>● 只有一段</p>"),
        ("<ul><li><p>甲</p></li><li></li></ul>", "<ul><li>甲</li></ul>"),
        ("<ol start=3><li>甲</ol>", '<ol start="3"><li>甲</li></ol>'),
        ("<table><tr><td><p>版式</p><p>表格</p></table>", "<p>版式</p>\n<p>表格</p>"),
        (
            "<table><tr><td>外<table><tr><td>一<td>二</table><td>旁</table>",
            "<table><tbody><tr><td><p>外</p>\n<p>一 二</p></td><td>旁</td></tr></tbody></table>",
        ),
        (
            "<table><caption>表</caption><thead><tr><th>甲<tbody><tr><td rowspan=9>1</table>",
            "<table><caption>表</caption><thead><tr><th>甲</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        ),
        ("<blockquote>引<hr></blockquote>", "<blockquote><p>引</p>\n<hr></blockquote>"),
        ("<p class='signature x'>县政府</p>", '<p class="signature">县政府</p>'),
        ("x<sup>2</sup>", "<p>x<sup>2</sup></p>"),
        ("⼈⺠", "<p>人民</p>"),
    ],
)
def test_understood(written: str, passed: str) -> None:
    assert clean(written) == passed
    assert clean(passed) == passed


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://www.example.gov.cn/a?b=1&amp;c=2", True),
        ("http://www.example.gov.cn", True),
        ("mailto:gk@example.gov.cn", True),
        ("../zn/", True),
        ("/zfxxgk/", True),
        ("#footnote-1", True),
        ("#_Toc12", False),
        ("", False),
        ("javascript:alert(1)", False),
        ("JaVa\tScript:alert(1)", False),
        ("&#106;avascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///C:/a.docx", False),
        ("C:\\a.docx", False),
        ("vbscript:x", False),
    ],
)
def test_links(href: str, kept: bool) -> None:
    assert ("href=" in clean(f'<a href="{href}" target="_blank" onclick="x()">字</a>')) is kept
    assert plain(f'<a href="{href}">字</a>') == "字"


def test_a_link_cannot_reach_back_to_its_opener() -> None:
    assert clean('<a href="https://example.cn" rel="opener">字</a>') == (
        '<p><a href="https://example.cn" rel="noopener">字</a></p>'
    )


@pytest.mark.parametrize(
    ("src", "kept"),
    [
        ("attachments/image-1.png", True),
        ("attachments/%E5%9B%BE.png", True),
        ("attachments/../settings.py", False),
        ("attachments/a/b.png", False),
        ("attachments/", False),
        ("https://elsewhere.example/a.png", False),
        ("data:image/png;base64,AA", False),
        ("file:///C:/a.png", False),
    ],
)
def test_only_own_pictures(src: str, kept: bool) -> None:
    assert ("<img" in clean(f'<p>文<img src="{src}" onerror="x()" width=1></p>')) is kept


def test_pictures_of_another_address() -> None:
    html = '<img src="/att/7/a.png" alt="图"><img src="attachments/a.png">'

    assert clean(html, pictures="/att/7/") == '<p><img src="/att/7/a.png" alt="图"></p>'
    assert clean(html, pictures="") == ""


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<svg onload=alert(1)><script>x</script></svg>",
        "<iframe srcdoc='x'></iframe>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<form action=x><input name=y></form>",
        "<style>@import 'x'</style>",
        "<p style='background:url(javascript:x)'>",
        "<img src='attachments/a.png\" onerror=\"x'>",
        "<template><p onclick=x></template>",
    ],
)
def test_nothing_that_runs_or_loads(html: str) -> None:
    passed = clean(f"{html}<p>文</p>")

    assert not [
        word
        for word in ("script", "onerror", "onload", "style", "<svg", "<iframe", "<form")
        if word in passed
    ]


def test_text_by_paragraphs_and_cells() -> None:
    html = (
        "<h2>一、总体要求</h2><p>甲<br>乙</p><ol start=2><li>点</li></ol><table><caption>表</caption><tr><td>项目</td>"
        '<td><p>一</p><p>二</p></td></tr></table><p><img src="attachments/a.png" alt="地图"></p>'
    )

    assert plain(html) == "一、总体要求\n甲\n乙\n2. 点\n表\n项目\t一二\n地图"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000,
        "<b>" * 100_000 + "字",
        "<table><tr><td>" * 5_000,
        "<ul><li>" * 2_000 + "字",
        "<a " + "x=1 " * 100_000 + ">字</a>",
        "<p>字</p>" * 30_000,
    ],
    ids=["divs", "bold", "tables", "lists", "attributes", "paragraphs"],
)
def test_hostile_markup_costs_little(html: str) -> None:
    started = time.process_time()
    passed = clean(html)

    assert time.process_time() - started < 8
    assert clean(passed) == passed
