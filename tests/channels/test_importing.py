"""Exports of platforms: headings and encodings as they come, all rows or none, once for each file; every figure has its row."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import Workbook

from gongkai.channels import actions
from gongkai.channels.actions import RowsRefused
from gongkai.channels.actions.import_plan import What
from gongkai.channels.models import Intake, LatestTally, Piece, Post, PostVoid, Standing, Tally
from gongkai.channels.queries import CarrierKind
from gongkai.channels.queries.intakes import lines_of, one_intake
from gongkai.channels.queries.posts import one_post
from gongkai.documents.reading.blocks import Unreadable
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import receive
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.channels.world import HANDLER, NOON, TODAY, County, carrier, county, item, put

pytestmark = pytest.mark.django_db

HEAD = "内容标题,发表时间,总阅读次数,总分享次数,点赞次数,留言次数,内容url\r\n"
ROWS = (
    "关于开展防汛检查的通知,2026-02-20 09:30,1024,12,30,4,https://weixin.example.invalid/s/1\r\n"
    '春季防火提醒,2026年2月21日,"2,048",-,,,https://weixin.example.invalid/s/2\r\n'
)
TEXT = HEAD + ROWS


@pytest.fixture
def made() -> County:
    return county()


@pytest.fixture
def wechat(made: County) -> int:
    return carrier(made.xian)


@pytest.fixture
def officer(made: County) -> Actor:
    return made.person()


def taken(
    carrier_id: int, by: Actor, data: bytes = TEXT.encode(), as_of: date = TODAY, **more: object
) -> int:
    return actions.import_posts(
        carrier_id=carrier_id,
        data=data,
        name="导出.csv",
        as_of=as_of,
        by=by,
        at=NOON,
        **more,  # type: ignore[arg-type]
    )


def refused(carrier_id: int, by: Actor, text: str) -> dict[tuple[int, str], str]:
    with pytest.raises(RowsRefused) as caught:
        taken(carrier_id, by, text.encode())
    assert not Post.objects.exists()
    assert not Intake.objects.exists()
    return {(fault.row, fault.column): fault.message for fault in caught.value.faults}


def workbook(*rows: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gbk"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace('"2,048"', "2048").replace(",", "\t").encode("utf-16"),
        TEXT.replace('"2,048"', "2048").replace(",", "\t").encode("gbk"),
        ("数据统计时间：2026年2月,,,,,,\r\n\r\n" + TEXT + "合计,,3072,12,30,4,\r\n").encode("gbk"),
    ],
    ids=["utf-8", "mark", "gbk", "utf-16", "le", "be", "tabs", "gbk-tabs", "lines-above-and-total"],
)
def test_whatever_encoding_and_layout_it_comes_in(wechat: int, officer: Actor, data: bytes) -> None:
    intake = Intake.objects.get(pk=taken(wechat, officer, data))
    assert (intake.rows, intake.added, intake.known, intake.counted) == (2, 2, 0, 2)
    found = {post.title: post for post in Post.objects.all()}
    assert found.keys() == {"关于开展防汛检查的通知", "春季防火提醒"}
    assert found["关于开展防汛检查的通知"].timed
    assert not found["春季防火提醒"].timed
    tally = found["春季防火提醒"].latest.tally
    assert (tally.reads, tally.forwards, tally.likes) == (2048, None, None)


def test_workbook_with_dates_and_numbers_of_its_own(wechat: int, officer: Actor) -> None:
    data = workbook(
        ["标题", "发布时间", "阅读量"],
        ["云岭早安", date(2026, 2, 20), 7],
        ["云岭晚安", "2026/2/21 8:05", 8.0],
    )
    taken(wechat, officer, data)
    found = dict(Post.objects.values_list("title", "latest__tally__reads"))
    assert found == {"云岭早安": 7, "云岭晚安": 8}


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        ("微博内容,发布时间,阅读数,转发数,评论数,赞,微博链接", CarrierKind.WEIBO),
        ("作品标题,发布时间,阅读量,转发量,评论量,点赞量,链接", CarrierKind.TOUTIAO),
    ],
)
def test_headings_of_other_platforms_are_known(
    made: County, officer: Actor, heads: str, kind: CarrierKind
) -> None:
    account = carrier(made.xian, kind)
    row = "【关于错峰出行的提醒】请错峰出行。,2026-02-20 10:00,5,4,3,2,https://example.invalid/9"
    taken(account, officer, f"{heads}\n{row}\n".encode())
    post = Post.objects.get()
    tally = Tally.objects.get()
    assert post.title == ("关于错峰出行的提醒")
    assert (tally.reads, tally.forwards, tally.comments, tally.likes) == (5, 4, 3, 2)


def test_every_figure_leads_to_its_file_and_row(wechat: int, officer: Actor) -> None:
    intake_id = taken(wechat, officer)
    card = one_post(officer, Post.objects.get(title="春季防火提醒").pk)
    assert card is not None
    assert [(each.intake_id, each.row, each.file) for each in card.figures] == [(intake_id, 3, "导出.csv")]
    lines = lines_of(intake_id)
    assert [(line.row, line.title, line.reads) for line in lines] == [
        (2, "关于开展防汛检查的通知", 1024),
        (3, "春季防火提醒", 2048),
    ]


def test_title_and_day_lead_to_the_item(made: County, wechat: int, officer: Actor) -> None:
    held = item(made.xian, title="关于开展防汛检查的通知", at=NOON - timedelta(days=11))
    item(made.lin, title="关于开展防汛检查的通知", at=NOON - timedelta(days=11))
    item(made.xian, title="春季防火提醒", at=NOON - timedelta(days=300))
    taken(wechat, officer)
    found = dict(Post.objects.values_list("title", "item"))
    assert found == {"关于开展防汛检查的通知": held.pk, "春季防火提醒": None}


def test_two_items_that_are_equally_near_are_not_guessed(made: County, wechat: int, officer: Actor) -> None:
    for _ in range(2):
        item(made.xian, title="春季防火提醒", at=NOON - timedelta(days=9))
    plan = actions.try_posts(carrier_id=wechat, data=TEXT.encode(), name="a.csv", by=officer, at=NOON)
    step = next(step for step in plan.steps if step.line.title == "春季防火提醒")
    assert step.what is What.PIECE
    assert len(step.alike) == 2


def test_likenesses_are_offered_and_only_they_can_be_chosen(
    made: County, wechat: int, officer: Actor
) -> None:
    near = item(made.xian, title="关于做好春季防火工作的提醒", at=NOON - timedelta(days=9))
    other = item(made.xian, title="县财政局年度预算", at=NOON - timedelta(days=9))
    plan = actions.try_posts(carrier_id=wechat, data=TEXT.encode(), name="a.csv", by=officer, at=NOON)
    offered = {step.line.row: [each.item_id for each in step.alike] for step in plan.steps}
    assert offered == {2: [], 3: [near.pk]}
    taken(wechat, officer, chosen={2: other.pk, 3: near.pk})
    assert dict(Post.objects.values_list("row", "item")) == {2: None, 3: near.pk}


def test_what_stands_there_brings_its_figures_alone(wechat: int, officer: Actor) -> None:
    held = put(wechat, officer, title="春季防火提醒", on=date(2026, 2, 21))
    intake = Intake.objects.get(pk=taken(wechat, officer))
    assert (intake.added, intake.known) == (1, 1)
    assert Post.objects.count() == 2
    assert LatestTally.objects.get(post=held).tally.reads == 2048


def test_the_same_file_is_taken_in_once(wechat: int, officer: Actor) -> None:
    taken(wechat, officer)
    before = (Post.objects.count(), Tally.objects.count())
    with pytest.raises(Refused, match="已经导入过"):
        taken(wechat, officer)
    assert (Post.objects.count(), Tally.objects.count()) == before


def test_later_figures_of_the_same_posts_take_the_place_of_earlier_ones(wechat: int, officer: Actor) -> None:
    taken(wechat, officer, as_of=date(2026, 2, 25))
    newer = TEXT.replace("1024", "1500").encode()
    taken(wechat, officer, newer, as_of=date(2026, 3, 1))
    older = TEXT.replace("1024", "900").encode()
    taken(wechat, officer, older, as_of=date(2026, 2, 24))
    assert Post.objects.count() == 2
    post = Post.objects.get(title="关于开展防汛检查的通知")
    assert LatestTally.objects.get(post=post).tally.reads == 1500


def test_taken_back_as_a_whole_and_taken_in_anew(wechat: int, officer: Actor) -> None:
    first = taken(wechat, officer)
    actions.take_back_import(intake_id=first, reason="选错了账号", by=officer, at=NOON)
    assert PostVoid.objects.count() == 2
    assert not Standing.objects.exists()
    assert not LatestTally.objects.exists()
    row = one_intake(officer, first)
    assert row is not None
    assert row.void == "选错了账号"
    with pytest.raises(Refused, match="已被撤销"):
        actions.take_back_import(intake_id=first, reason="再撤一次", by=officer, at=NOON)
    again = taken(wechat, officer)
    assert again != first
    assert Standing.objects.filter(leading=True).count() == 2


BAD = {
    "day": ("标题,2026-02-30,1,,,,\n", (2, "发表时间"), "不是日期"),
    "no day": ("标题,,1,,,,\n", (2, "发表时间"), "没有填写"),
    "to come": ("标题,2026-03-03,1,,,,\n", (2, "发表时间"), "今天之后"),
    "before the account": ("标题,2019-12-31,1,,,,\n", (2, "发表时间"), "开通日期"),
    "no title": (",2026-02-20,1,,,,\n", (2, "内容标题"), "没有填写"),
    "signs alone": ("！！,2026-02-20,1,,,,\n", (2, "内容标题"), "没有文字"),
    "formula": ("=1+1,2026-02-20,1,,,,\n", (2, "内容标题"), "公式"),
    "about": ("标题,2026-02-20,10万+,,,,\n", (2, "总阅读次数"), "不是整数"),
    "minus": ("标题,2026-02-20,-3,,,,\n", (2, "总阅读次数"), "不是整数"),
    "address": ("标题,2026-02-20,1,,,,weixin.example\n", (2, "内容url"), "网址"),
    "twice": ("标题,2026-02-20,1,,,,\n标 题,2026-02-20,2,,,,\n", (3, "内容标题"), "第2行"),
    "address twice": (
        "甲,2026-02-20,1,,,,https://e.invalid/1\n乙,2026-02-21,2,,,,https://e.invalid/1\n",
        (3, "内容url"),
        "第2行",
    ),
}


@pytest.mark.parametrize(("rows", "place", "words"), BAD.values(), ids=BAD)
def test_bad_rows_are_told_with_row_and_column_and_nothing_is_taken_in(
    wechat: int, officer: Actor, rows: str, place: tuple[int, str], words: str
) -> None:
    good = "好的一行,2026-02-22,5,,,,\n"
    found = refused(wechat, officer, HEAD + rows + good)
    assert found.keys() == {place}
    assert words in found[place]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("姓名,年龄\n甲,3\n".encode(), "没有找到“标题”和“发布时间”"),
        (HEAD.encode(), "没有内容"),
        (b"\x00\x01\x02\x03\x04", "不是"),
        (b"PK\x03\x04broken", "读取"),
    ],
    ids=["columns", "empty", "bytes", "broken"],
)
def test_what_is_no_export_is_refused(wechat: int, officer: Actor, data: bytes, words: str) -> None:
    with pytest.raises((Unreadable, Refused), match=words):
        taken(wechat, officer, data)
    assert not Intake.objects.exists()


def test_figures_of_a_day_to_come_are_refused(wechat: int, officer: Actor) -> None:
    with pytest.raises(Refused, match="统计日期"):
        taken(wechat, officer, as_of=date(2026, 3, 3))


def test_places_have_nothing_to_export(made: County, officer: Actor) -> None:
    with pytest.raises(Refused, match="线下"):
        taken(carrier(made.xian, CarrierKind.NOTICE_BOARD), officer)


def test_others_import_nothing(made: County, wechat: int) -> None:
    for person in (made.person(HANDLER), made.person(at=made.lin), made.person(at=made.ju)):
        with pytest.raises(PermissionDenied):
            taken(wechat, person)
    taken(wechat, OPERATOR)


def test_preview_writes_nothing_but_the_file_and_belongs_to_whoever_made_it(
    made: County, wechat: int, officer: Actor
) -> None:
    kept = receive(TEXT.encode("gbk"), "导出.csv", kinds=frozenset({"csv", "txt"}))
    preview = actions.preview_posts(carrier_id=wechat, taken=kept, by=officer, at=NOON)
    assert preview.plan.many(What.PIECE) == 2
    assert not Post.objects.exists()
    with pytest.raises(PermissionDenied):
        actions.import_previewed(
            carrier_id=wechat, file_id=preview.file_id, as_of=TODAY, chosen={}, by=made.person(), at=NOON
        )
    done = actions.import_previewed(
        carrier_id=wechat, file_id=preview.file_id, as_of=TODAY, chosen={}, by=officer, at=NOON
    )
    assert Intake.objects.get(pk=done).file_id == preview.file_id
    with pytest.raises(Refused, match="已经导入过"):
        actions.import_previewed(
            carrier_id=wechat, file_id=preview.file_id, as_of=TODAY, chosen={}, by=officer, at=NOON
        )


def test_one_text_on_two_platforms_is_one_text(made: County, wechat: int, officer: Actor) -> None:
    weibo = carrier(made.xian, CarrierKind.WEIBO)
    taken(wechat, officer)
    taken(weibo, officer)
    assert Post.objects.count() == 4
    assert Piece.objects.count() == Standing.objects.filter(leading=True).count() == 2


def test_an_import_costs_the_same_statements_however_long_it_is(
    made: County, officer: Actor, django_assert_max_num_queries: object
) -> None:
    rows = "".join(f"第{n}条提醒,2026-02-20,{n},,,,\n" for n in range(300))
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        taken(carrier(made.xian), officer, (HEAD + rows).encode())
    assert Post.objects.count() == 300


def test_it_stands_in_the_log(wechat: int, officer: Actor) -> None:
    intake_id = taken(wechat, officer)
    entry = LogEntry.objects.get(action="channels.import")
    assert entry.subject == f"intake:{intake_id}"
    assert entry.version == Intake.objects.get().digest
