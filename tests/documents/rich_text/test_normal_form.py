"""Whatever comes in: what comes out is in one form, holds nothing foreign, and says what it said."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.documents.rich_text import clean, plain

_TAG_NAMES = """
p div h1 h2 h5 b strong i em u sub sup span font a br hr img ul ol li table caption thead tbody tr td th
blockquote center del pre dl dt o:p style script title x
"""
_TAGS = _TAG_NAMES.split()
_ATTRIBUTES = (
    'class="signature"',
    'class="MsoNormal centered"',
    "align=center",
    'style="text-align:right"',
    'style="display:none"',
    'style="font-weight:bold"',
    'style="mso-list:Ignore"',
    'href="https://example.cn/a?b=1&c=<2>"',
    "href=' java\nscript:alert(1)'",
    'href="#footnote-1" id="footnote-ref-1"',
    'id="footnote-1"',
    'src="attachments/a.png" alt="图 "',
    'src="data:image/png;base64,AA"',
    "colspan=3 rowspan=9",
    "start=4",
    "onclick=x()",
    "hidden",
)
_TEXTS = (
    *(
        "一、总体要求",
        "各县（市、区）：",
        " ",
        "\n",
        "\u3000\u3000",
        "\xa0",
        "•",
        "· 点",
        "a",
        "1.",
        "&amp;",
        "&lt;b&gt;",
    ),
    *(
        "&nbsp;",
        "\x01",
        "\u2f00",
        "<!--[if gte mso 9]>",
        "<![endif]-->",
        "<",
        ">",
        '"',
        "\u200b",
        "甲\n乙",
        "\t",
    ),
)
_pieces = st.one_of(
    st.sampled_from(_TEXTS),
    st.builds(
        lambda tag, attributes: f"<{tag} {' '.join(attributes)}>",
        st.sampled_from(_TAGS),
        st.lists(st.sampled_from(_ATTRIBUTES), max_size=2),
    ),
    st.builds("</{}>".format, st.sampled_from(_TAGS)),
)
_html = st.one_of(st.text(max_size=40), st.lists(_pieces, max_size=30).map("".join))
_TAG = re.compile(r"</?([a-z0-9]+)((?:\s[^<>]*)?)>")
_ALLOWED_NAMES = """
p h2 h3 h4 table caption thead tbody tr th td ul ol li strong em u sub sup a img br hr blockquote
"""
_ALLOWED = set(_ALLOWED_NAMES.split())


@given(_html)
@settings(max_examples=600, deadline=None)
@example("<p>a<!--[if gte mso 9]><p>")
def test_clean_is_a_normal_form(html: str) -> None:
    once = clean(html)

    assert clean(once) == once
    assert plain(once) == plain(html)


@given(_html)
@settings(max_examples=300, deadline=None)
def test_nothing_foreign_passes(html: str) -> None:
    text = clean(html)

    for tag, attributes in _TAG.findall(text):
        assert tag in _ALLOWED
        assert not re.search(r"(?:^|\s)(?:style|on\w+|align|hidden)\s*=|javascript:|data:", attributes)
