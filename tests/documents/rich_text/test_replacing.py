"""Some characters put right where they stand: in any block, over several runs, and nothing else with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.rich_text import clean, plain
from gongkai.documents.rich_text.replacing import Replacement, replaced

TEXT = """<h2>一、按装要求</h2>
<p>请<strong>按</strong>装设备。<br>按装完毕后报送。</p>
<ol start="3"><li>按装人员</li><li><p>先查</p><p>再按装</p></li></ol>
<ul><li>按装时间</li></ul>
<table><caption>按装情况</caption><thead><tr><th>单位</th><th>按装</th></tr></thead>
<tbody><tr><td>甲</td><td><p>未按装</p></td></tr></tbody></table>
<blockquote><p>按装办法</p></blockquote>
<hr>
<p>末段按装。</p>"""


def places(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


def test_every_place_is_found_in_every_kind_of_block() -> None:
    html = clean(TEXT)
    wanted = [Replacement(at, at + 2, "按装", "安装") for at in places(plain(html), "按装")]
    done = replaced(html, wanted)
    assert len(wanted) == 11
    assert done is not None
    assert plain(done) == plain(html).replace("按装", "安装")


def test_characters_of_several_runs_look_as_the_first() -> None:
    done = replaced("<p>请<strong>按</strong>装设备</p>", [Replacement(1, 3, "按装", "安装")])
    assert done == "<p>请<strong>安装</strong>设备</p>"


def test_nothing_in_its_place_takes_it_away() -> None:
    assert replaced("<p>甲 、乙</p>", [Replacement(1, 2, " ", "")]) == "<p>甲、乙</p>"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>甲乙</p>", Replacement(0, 2, "甲丙", "丁")),
        ("<p>甲</p><p>乙</p>", Replacement(0, 3, "甲\n乙", "丁")),
        ('<p><img src="attachments/a.png" alt="甲乙"></p>', Replacement(0, 2, "甲乙", "丁")),
        ("<ol><li>甲</li></ol>", Replacement(0, 2, "1.", "（一）")),
        ("<table><tbody><tr><td>甲</td><td>乙</td></tr></tbody></table>", Replacement(0, 3, "甲\t乙", "丁")),
    ],
)
def test_what_cannot_be_replaced_exactly_is_left(html: str, wanted: Replacement) -> None:
    assert replaced(html, [wanted]) is None


@given(st.text("甲乙丙，。 a1", min_size=1, max_size=30), st.data())
def test_only_what_was_named_changes(text: str, data: st.DataObject) -> None:
    html = clean(f"<p>{text}</p>")
    shown = plain(html)
    if not shown:
        return
    start = data.draw(st.integers(0, len(shown) - 1))
    end = data.draw(st.integers(start + 1, len(shown)))
    done = replaced(html, [Replacement(start, end, shown[start:end], "丁")])
    assert done is None or plain(done) == f"{shown[:start]}丁{shown[end:]}"
