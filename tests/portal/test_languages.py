"""繁體 is the same page with other characters; English is a frame around contents in Chinese; both by a cookie, without a script."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings as ours
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language
from pytest_django import Settings

from gongkai.applications.models import Wanted
from gongkai.portal.pages.traditional import traditional
from tests.applications.office import office as applying_office
from tests.portal import applicants
from tests.portal.pages import page
from tests.portal.public import address
from tests.publication.office import office, published

pytestmark = pytest.mark.django_db

LOCALE = Path(ours.PACKAGE) / "locale" / "en" / "LC_MESSAGES"
IN_CHINESE = {"portal/pages/privacy.html", "components/switches.html"}
"""A statement in Chinese alone, which says so in English; the names of the languages."""
PLACE = re.compile(r"%\(\w+\)s|{\d}")
LITERAL = re.compile(r"{%-?\s*(?:label|translate|trans)\s+(?:\"([^\"]*)\"|'([^']*)')")
GIVEN = re.compile(r"_\((?:\"([^\"]*)\"|'([^']*)')\)")
BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", re.DOTALL)


def reader(language: str) -> Client:
    """A visitor who has chosen a language."""
    client = Client()
    client.get("/yuyan", {"to": language})
    return client


class TestTraditional:
    """Texts are written otherwise, and nothing else."""

    def test_texts_and_what_is_read_out(self) -> None:
        told = traditional(
            '<p title="说明">政府<b>信息</b></p><img alt="图"><input placeholder="标题"><a aria-label="检索" href="/简体">头发</a>'
        )
        assert told == (
            '<p title="說明">政府<b>信息</b></p><img alt="圖"><input placeholder="標題"><a aria-label="檢索" href="/简体">頭髮</a>'
        )

    def test_only_the_description_of_the_metas(self) -> None:
        kept = '<meta name="ArticleTitle" content="关于">'
        assert (
            traditional(f'{kept}<meta name="description" content="关于">')
            == f'{kept}<meta name="description" content="關於">'
        )

    def test_buttons_that_send_nothing_are_read_others_are_sent(self) -> None:
        assert traditional('<input type="submit" value="检索">') == '<input type="submit" value="檢索">'
        for sent in (
            '<input type="submit" name="a" value="检索">',
            '<input type="hidden" value="检索">',
            '<input name="q" value="检索">',
            "<textarea>检索 </b></textarea>",
            "<select><option>检索</option></select>",
            '<button value="检索"></button>',
        ):
            assert traditional(sent) == sent
        assert traditional('<option value="检索">检索</option>') == '<option value="检索">檢索</option>'

    def test_scripts_styles_and_comments_stay(self) -> None:
        for kept in ("<script>var a = '检索<b>';</script>", "<style>.检 {}</style>", "<!-- 检索 > -->"):
            assert traditional(f"{kept}检") == f"{kept}檢"

    def test_numbers_of_documents_and_marked_places_stay(self) -> None:
        assert (
            traditional("<p>根据云规发〔2026〕1号和国办发[2019]14号，检</p>")
            == "<p>根據云规发〔2026〕1号和国办发[2019]14号，檢</p>"
        )
        assert (
            traditional('<p translate="no">检<b>检</b><p>检</p></p>检')
            == '<p translate="no">检<b>检</b><p>检</p></p>檢'
        )
        assert traditional('<img translate="no" alt="检">检') == '<img translate="no" alt="检">檢'

    def test_signs_inside_of_attributes_end_no_tag(self) -> None:
        assert (
            traditional('<a title="a > 检" href="x">检</a> 1 < 2 检')
            == '<a title="a > 檢" href="x">檢</a> 1 < 2 檢'
        )

    def test_a_text_with_the_sign_between_texts_is_whole(self) -> None:
        assert traditional("<p>检\x1e索</p><p>检</p>") == "<p>檢\x1e索</p><p>檢</p>"

    def test_nothing_to_write_is_the_same(self) -> None:
        assert traditional("") == ""
        assert traditional("<p>plain &lt; text</p>") == "<p>plain &lt; text</p>"


class TestPages:
    """By a cookie, dynamically as from files."""

    def test_traditional_page(self) -> None:
        item_id = published(office(), title="关于发布会的通知", document_no="云规发〔2026〕1号")
        html, usual = page(address(item_id), client=reader("hant")), page(address(item_id))
        assert '<html lang="zh-Hant">' in html
        assert "關於發佈會的通知" in html
        assert "关于发布会的通知" not in re.sub(r"<meta[^>]*>", "", html)
        assert "云规发〔2026〕1号" in html
        assert re.findall(r'href="[^"]*"', html) == re.findall(r'href="[^"]*"', usual)
        assert ">简体<" in html

    def test_english_frame_around_chinese_contents(self) -> None:
        html = page(address(published(office(), title="关于发布会的通知")), client=reader("en"))
        assert '<html lang="en">' in html
        assert '<h1 lang="zh-Hans">关于发布会的通知</h1>' in html
        assert "<dt>Index number</dt>" in html
        assert '<div class="body" lang="zh-Hans">' in html
        assert "The contents of this site are published in Chinese" in html

    @pytest.mark.parametrize("strange", ["fr", "", "hans", "EN", "../en", "zh-hant"])
    def test_other_cookies_are_simplified(self, strange: str) -> None:
        client = Client()
        client.cookies["yuyan"] = strange
        assert page("/wza/", client=client) == page("/wza/")

    def test_there_and_back(self) -> None:
        client = reader("hant")
        assert '<html lang="zh-Hant">' in page("/", client=client)
        answer = client.get("/yuyan?to=hans", headers={"referer": "http://testserver/wza/"})
        assert answer["Location"] == "/wza/"
        assert '<html lang="zh-Hans">' in page("/", client=client)

    def test_caches_are_told(self) -> None:
        assert "Cookie" in Client().get("/wza/")["Vary"]

    def test_missing_pages_too(self) -> None:
        assert "沒有找到這一頁" in reader("hant").get("/nope/").content.decode()
        assert "This page was not found" in reader("en").get("/nope/").content.decode()

    def test_the_desk_knows_none_of_it(self) -> None:
        for language in ("hant", "en"):
            html = reader(language).get(reverse("account_login")).content.decode()
            assert '<html lang="zh-CN">' in html
            assert "登录" in html

    def test_nobody_else_gets_it(self) -> None:
        reader("en").get("/")
        assert get_language() == "zh-hans"

    def test_data_stay_as_they_are(self) -> None:
        published(office(), title="关于发布会的通知")
        assert "关于发布会的通知" in reader("hant").get("/xxgk/rss.xml").content.decode()
        assert "关于发布会的通知" in reader("hant").get("/xxgk/list.csv").content.decode()


SENT = re.compile(r'<(?:input|button|option|select|textarea)\b[^>]*?\s(?:name|value)="[^"]*"[^>]*>')
READ = re.compile(r'\s(?:title|alt|abbr|placeholder|aria-label|data-label)="([^"]*)"')


class TestFormsInTraditional:
    """What is read is written otherwise, what is sent is not."""

    @pytest.mark.parametrize(
        "where", ["/tj/", "/qx/", "/xxgk/", "/zc/", "/dy/?dz=/xxgk/", "/ss/?q=通知", "/ysqgk/cx/"]
    )
    def test_what_is_sent_is_the_same(self, where: str) -> None:
        published(office(), title="关于发布会的通知")

        def sent(html: str) -> list[list[str]]:
            return [
                re.findall(r'\s(?:name|value|type)="[^"]*"', tag)
                for tag in SENT.findall(html)
                if "csrf" not in tag
                and 'name="ticket"' not in tag
                and 'name="work"' not in tag
                and 'name="token"' not in tag
            ]

        html, usual = page(where, client=reader("hant")), page(where)
        assert sent(html) == sent(usual) != []
        assert all(traditional(f"<p>{said}</p>") == f"<p>{said}</p>" for said in READ.findall(html))

    def test_an_application_is_kept_as_it_was_typed(self, settings: Settings, tmp_path: Path) -> None:
        settings.FILES = tmp_path
        applying_office()
        client = applicants.begun()
        client.cookies["yuyan"] = "hant"
        assert "錯誤" in client.post("/ysqgk/sq/lb", {"jg": "a"}).content.decode()
        applicants.sent(applicants.filled(client))
        number, code = applicants.receipt(client)
        client = applicants.asking(number, code)
        client.cookies["yuyan"] = "hant"
        html = page("/ysqgk/cx/jd", client=client)
        assert number in html
        assert "虛構小區加裝電梯" in html
        assert Wanted.objects.get().name == "虚构小区加装电梯的批复"


class TestCatalogue:
    """What is committed fits what is used."""

    def test_compiled_labels_are_those_of_the_text(self) -> None:
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO((LOCALE / "django.po").read_bytes())))
        assert compiled.getvalue() == (LOCALE / "django.mo").read_bytes(), "run: make messages"

    def test_every_label_of_the_templates_is_translated(self) -> None:
        found = {
            each.id
            for each in read_po(BytesIO((LOCALE / "django.po").read_bytes()))
            if each.id and each.string
        }
        used = set()
        for path in (Path(ours.PACKAGE) / "templates").rglob("*.html"):
            text = path.read_text("utf-8")
            used |= {first or second for first, second in (*LITERAL.findall(text), *GIVEN.findall(text))}
            used |= {re.sub(r"{{ (\w+) }}", r"%(\1)s", each) for each in BLOCK.findall(text)}
        assert len(used) > 100
        assert sorted(used - found) == []

    def test_templates_say_nothing_else_in_chinese(self) -> None:
        folder = Path(ours.PACKAGE) / "templates"
        found = set()
        for part in ("portal", "components"):
            for path in (folder / part).rglob("*.html"):
                text = BLOCK.sub("", re.sub(r"{#.*?#}|<meta[^>]*>", "", path.read_text("utf-8")))
                if re.search(r"[\u4e00-\u9fff]", re.sub(r"{%.*?%}|{{.*?}}", "", text)):
                    found.add(path.relative_to(folder).as_posix())
        assert found == IN_CHINESE

    def test_labels_keep_their_places_for_values(self) -> None:
        for each in read_po(BytesIO((LOCALE / "django.po").read_bytes())):
            if each.id:
                assert sorted(PLACE.findall(str(each.id))) == sorted(PLACE.findall(str(each.string)))
                assert "<" not in str(each.string)
