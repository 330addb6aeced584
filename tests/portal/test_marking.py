"""What of an English page is marked as Chinese, and where words that meet get a space."""

import pytest

from gongkai.portal.pages.marking import marked

LABELS = {"首页": "Home", "检索": "Search"}


def made(html: str) -> str:
    """The page, with two labels that are known."""
    return marked(html, lambda said: LABELS.get(said, said))


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>云岭县</p>", '<p lang="zh-Hans">云岭县</p>'),
        ("<p>云岭县<b>x</b></p>", '<p><span lang="zh-Hans">云岭县</span> <b>x</b></p>'),
        (
            "<p>Guide of 云岭县（甲）, 2024</p>",
            '<p>Guide of <span lang="zh-Hans">云岭县（甲）</span>, 2024</p>',
        ),
        ("<p> 首页 </p>", "<p> Home </p>"),
        ('<a title="检索" href="/检索">首页</a>', '<a title="Search" href="/检索">Home</a>'),
        ('<img alt="云岭">', '<img lang="zh-Hans" alt="云岭">'),
        (
            '<div lang="zh-Hans"><div>首页</div>云</div>首页',
            '<div lang="zh-Hans"><div>首页</div>云</div>Home',
        ),
        ("<option>云 · County</option>", "<option>云 · County</option>"),
        ("<option>云岭</option>", '<option lang="zh-Hans">云岭</option>'),
        (
            "<p>关于<mark>首页</mark></p>",
            '<p><span lang="zh-Hans">关于</span><mark lang="zh-Hans">首页</mark></p>',
        ),
        ('<p translate="no">首页</p>', '<p lang="zh-Hans" translate="no">首页</p>'),
        ("<svg><text>ab云岭</text></svg>", '<svg><text>ab<tspan lang="zh-Hans">云岭</tspan></text></svg>'),
        (
            "<script>'首页'</script><textarea>首页</textarea>",
            "<script>'首页'</script><textarea>首页</textarea>",
        ),
        ("", ""),
    ],
)
def test_marked(html: str, wanted: str) -> None:
    assert made(html) == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>look in the<a>list</a>first</p>", "<p>look in the <a>list</a> first</p>"),
        ("<p>12<b>3</b></p>", "<p>12<b>3</b></p>"),
        ("<a>One</a><a>Two</a>", "<a>One</a><a>Two</a>"),
        ("<td>One</td><td>Two</td>", "<td>One</td><td>Two</td>"),
        ("<p>See <a>this</a>.</p>", "<p>See <a>this</a>.</p>"),
    ],
)
def test_words_that_meet(html: str, wanted: str) -> None:
    assert made(html) == wanted
