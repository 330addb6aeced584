"""Links: where they lead, and whether an official page may lead there."""

import pytest

from gongkai.documents.checking.links import Answer, check_links, outward
from gongkai.documents.rich_text import plain

FORBIDDEN, OWN = ("bad.example",), ("yunling-news.example",)


def link(href: str, shown: str = "这里") -> str:
    return f'<p>见<a href="{href}">{shown}</a></p>'


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (link("#a") + '<h2 id="a">甲</h2>', ""),
        (link("#%E7%94%B2") + '<p><a name="甲">甲</a></p>', ""),
        (link("#b") + '<h2 id="a">甲</h2>', "K001"),
        (link("/news/1.html"), ""),
        (link("attachments/a.docx"), ""),
        (link(""), "K002"),
        (link("javascript:alert(1)"), "K002"),
        (link("file:///C:/a.docx"), "K002"),
        (link("http:///a"), "K002"),
        (link("http://[::1"), "K002"),
        (link("mailto:a@example.gov.cn"), ""),
        (link("http://192.168.1.1/a"), "K003"),
        (link("http://localhost:8000/a"), "K003"),
        (link("http://oa/a"), "K003"),
        (link("http://8.8.8.8/a"), "K003"),
        (link("https://www.bad.example/a"), "K004"),
        (link("https://pan.baidu.com/s/1"), "K005"),
        (link("https://t.cn/abc"), "K005"),
        (link("https://item.jd.com/1.html"), "K005"),
        (link("http://www.yunling.gov.cn/a"), "K006"),
        (link("https://www.yunling.gov.cn/a"), ""),
        (link("//www.yunling.gov.cn/a"), ""),
        (link("https://mp.weixin.qq.com/s/1"), "K007"),
        (link("https://yunling-news.example/1"), ""),
        (link("https://fakegov.cn/1"), "K007"),
        (link("https://www.yunling.gov.cn/a", "www.yunling.gov.cn"), ""),
        (link("https://www.yunling.gov.cn/a", "办法.pdf"), ""),
        (link("https://www.other.gov.cn/a", "https://www.yunling.gov.cn"), "K009"),
        ("<p>没有链接</p>", ""),
    ],
)
def test_link(html: str, wanted: str) -> None:
    remarks = check_links(html, plain(html), forbidden=FORBIDDEN, own=OWN)
    assert [remark.rule for remark in remarks] == ([wanted] if wanted else [])


def test_place_of_the_second_of_two_links_with_the_same_words() -> None:
    html = link("/a") + "<p>第二段</p>" + link("#none")
    text = plain(html)
    [remark] = check_links(html, text)
    assert remark.place.label == "第3段链接“这里”"
    assert text[remark.place.start : remark.place.end] == "这里"
    assert remark.place.start == text.rindex("这里")


def test_only_what_is_given_asks_the_network() -> None:
    asked = []

    def answers(address: str) -> Answer | None:
        asked.append(address)
        known = {"a": Answer(dead=False, said="能打开"), "b": Answer(dead=True, said="页面不存在")}
        return known.get(address[-1])

    html = "".join(map(link, ("https://a.gov.cn/a", "https://a.gov.cn/b#3", "https://a.gov.cn/c", "#x")))
    html += link("mailto:a@b.cn")
    found = [(remark.rule, remark.message) for remark in check_links(html, plain(html), answers=answers)]
    assert found[0] == ("K008", "链接打不开（页面不存在），请核对网址，或者删去。")
    assert [rule for rule, _ in found] == ["K008", "K001"]
    assert asked == ["https://a.gov.cn/a", "https://a.gov.cn/b", "https://a.gov.cn/c"]


def test_addresses_that_can_be_asked_each_once() -> None:
    hrefs = (
        "https://a.gov.cn/a#1",
        " HTTP://b.cn/x ",
        "https://a.gov.cn/a#2",
        "/own",
        "//c.cn",
        "mailto:a@b.cn",
        "",
    )
    assert outward("".join(map(link, hrefs))) == ("https://a.gov.cn/a", "HTTP://b.cn/x")
    assert outward("<p>没有链接</p>") == ()
