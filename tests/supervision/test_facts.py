"""Each kind of fault is found in a world that has it, and gone once it is put right."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import FormerSelf
from gongkai.channels.queries import CarrierKind
from gongkai.documents.checking.hidden import hidden
from gongkai.guard.http.outward import Outcome
from gongkai.law.inspection.indicators import Measure
from gongkai.law.normative import DocumentKind, Form
from gongkai.normative.models import Document, Interpretation, Rendering, Serving
from gongkai.normative.models.kinds import Origin
from gongkai.publication.models import (
    Attachment,
    ColumnChange,
    ColumnKind,
    Edition,
    EmptyStatement,
    Item,
    OutsideAddress,
    OutsideLink,
    Stand,
    Use,
)
from gongkai.publication.queries.columns import columns, columns_of
from gongkai.publication.queries.links import digest
from gongkai.publication.queries.shelves import shelves
from gongkai.records.models import Quarantine, StoredFile
from gongkai.supervision.queries.facts import ORGAN, facts
from tests.channels.world import County, carrier, column, put
from tests.supervision.world import NOON, TODAY, examined, found, guide, put_out, sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> County:
    return sound()


def text_of(item: Item) -> Edition:
    """The public text of an item."""
    assert item.public is not None
    return item.public


def test_a_sound_agency_has_no_fault(made: County) -> None:
    assert found(made.xian) == {}


def test_the_home_page_goes_stale_and_is_fresh_again(made: County) -> None:
    later = TODAY + timedelta(days=15)
    assert found(made.xian, later)[Measure.HOME_STALE] == ["home:0"]
    put_out(made.xian, None, at=NOON + timedelta(days=14))
    assert Measure.HOME_STALE not in found(made.xian, later)


def test_stale_and_long_stale_columns(made: County) -> None:
    notices, statutory = column("tz"), column("fd", ColumnKind.STATUTORY)
    put_out(made.xian, notices, at=NOON - timedelta(days=200))
    put_out(made.xian, statutory, at=NOON - timedelta(days=400))
    put_out(made.lin, notices, at=NOON - timedelta(days=200))
    wrong = found(made.xian)
    assert wrong[Measure.COLUMN_STALE] == [f"column:{notices.pk}"]
    assert wrong[Measure.COLUMN_LONG] == [f"column:{statutory.pk}"]
    put_out(made.xian, notices)
    put_out(made.xian, statutory)
    assert found(made.xian) == {}
    assert found(made.lin)[Measure.COLUMN_STALE] == [f"column:{notices.pk}"]


def test_an_empty_column_is_told_until_it_is_stated_filled_or_hidden(made: County) -> None:
    bare = column("kong", ColumnKind.STATUTORY)
    for agency in (made.xian, made.ju, made.lin):
        assert bare.pk not in {one for shelf in shelves(agency.pk, TODAY) for one in shelf.column_ids}
        assert found(agency) == {Measure.COLUMN_UNSHOWN: [f"column:{bare.pk}"]}
    EmptyStatement.objects.create(column=bare, agency=made.xian, text="本机关无此类信息。", stated_on=TODAY)
    ColumnChange.objects.create(column=bare, agency=made.ju, hidden_because="职能划出")
    put_out(made.lin, bare)
    assert [found(agency) for agency in (made.xian, made.ju, made.lin)] == [{}, {}, {}]


def test_columns_of_many_are_those_of_each(made: County) -> None:
    column("kong", ColumnKind.STATUTORY)
    own = column("own")
    own.owner = made.xian
    own.parent = column("dt", ColumnKind.NEWS)
    own.save()
    ColumnChange.objects.create(column=column("dt", ColumnKind.NEWS), agency=made.lin, title="要闻")
    ids = [made.xian.pk, made.ju.pk, made.lin.pk]
    assert columns_of(ids, TODAY) == {one: columns(one, TODAY) for one in ids}


def test_missing_particulars_and_wrong_dates(made: County) -> None:
    bare = put_out(made.xian, None, summary="", written_on=None)
    late = put_out(made.xian, None, written_on=TODAY)
    early = put_out(made.xian, None, at=NOON + timedelta(days=3))
    wrong = found(made.xian)
    assert wrong[Measure.METADATA_MISSING] == [f"item:{bare.pk}"]
    assert wrong[Measure.DATE_WRONG] == [f"item:{late.pk}", f"item:{early.pk}"]
    Item.objects.filter(pk__in=[bare.pk, late.pk, early.pk]).update(stand=Stand.WITHDRAWN)
    assert found(made.xian) == {}


def test_the_register_and_the_page_of_a_document_say_the_same(made: County) -> None:
    item = put_out(made.xian, None, validity="valid")
    document = a_document(made, item, published_on=TODAY, needed=False)
    assert found(made.xian) == {Measure.DATE_WRONG: [f"item:{item.pk}"]}
    document.published_on, document.validity = date(2026, 3, 15), "repealed"
    document.save()
    assert found(made.xian) == {Measure.VALIDITY_UNMARKED: [f"item:{item.pk}"]}
    text = text_of(item)
    text.validity = "repealed"
    text.save()
    assert found(made.xian) == {}


def test_a_period_that_ran_out_is_marked(made: County) -> None:
    item = put_out(made.xian, None, validity="amended", valid_until=date(2026, 3, 1))
    put_out(made.xian, None, validity="valid", valid_until=date(2026, 3, 1))  # the page says so by itself
    assert found(made.xian) == {Measure.VALIDITY_UNMARKED: [f"item:{item.pk}"]}
    text = text_of(item)
    text.validity = "expired"
    text.save()
    assert found(made.xian) == {}


def a_document(made: County, item: Item | None, *, published_on: date, needed: bool = True) -> Document:
    return Document.objects.create(
        agency=made.xian,
        holder=made.xian,
        kind=DocumentKind.NORMATIVE,
        title="虚构办法",
        title_key="虚构办法",
        issued_on=date(2026, 3, 1),
        published_on=published_on,
        interpreted=needed,
        item=item,
        origin=Origin.HERE,
        at=NOON,
        by="x",
    )


def test_an_interpretation_is_missing_then_late(made: County) -> None:
    document = a_document(made, None, published_on=date(2026, 3, 4))
    assert found(made.xian) == {Measure.INTERPRETATION_MISSING: [f"document:{document.pk}"]}
    task = Interpretation.objects.create(agency=made.xian, at=NOON, by="x")
    Serving.objects.create(interpretation=task, document=document, at=NOON, by="x")
    key = f"task:{task.pk}:{document.pk}"
    assert found(made.xian) == {Measure.INTERPRETATION_MISSING: [key]}
    told = put_out(made.xian, None, genre="interpretation")
    Rendering.objects.create(interpretation=task, form=Form.TEXT, item=told, at=NOON, by="x")
    assert found(made.xian) == {Measure.INTERPRETATION_LATE: [key]}
    assert found(made.xian, date(2027, 3, 5)).keys() == {
        Measure.HOME_STALE,
        Measure.COLUMN_STALE,
    }


def test_an_interpretation_of_nothing(made: County) -> None:
    told = put_out(made.xian, None, genre="interpretation")
    assert found(made.xian) == {Measure.INTERPRETATION_UNLINKED: [f"item:{told.pk}"]}
    document = a_document(made, None, published_on=date(2026, 3, 13))
    task = Interpretation.objects.create(agency=made.xian, at=NOON, by="x")
    Serving.objects.create(interpretation=task, document=document, at=NOON, by="x")
    Rendering.objects.create(interpretation=task, form=Form.TEXT, item=told, at=NOON, by="x")
    assert found(made.xian) == {}


def a_link(item: Item, address: str, *, dead: bool) -> OutsideAddress:
    row = OutsideAddress.objects.create(
        digest=digest(address),
        address=address,
        outcome=Outcome.GONE if dead else Outcome.OPENS,
        status=404 if dead else 200,
        asked_at=NOON,
        failures=2 if dead else 0,
        failing_since=NOON - timedelta(days=7) if dead else None,
    )
    OutsideLink.objects.create(edition=text_of(item), address=row)
    return row


def test_a_dead_link_until_it_opens(made: County) -> None:
    item = put_out(made.xian, None)
    row = a_link(item, "https://example.invalid/gone", dead=True)
    (fault,) = examined(made.xian).faults
    assert (fault.measure, fault.since) == (Measure.LINK_DEAD, date(2026, 3, 9))
    assert "https://example.invalid/gone（页面不存在（404））" in fault.what
    row.failing_since = None
    row.save()
    assert found(made.xian) == {}


def test_a_hidden_link(made: County) -> None:
    item = put_out(made.xian, None, body='<p>正文<a href="https://example.invalid/bet"></a></p>')
    a_link(item, "https://example.invalid/bet", dead=False)
    assert found(made.xian).keys() == {Measure.LINK_HIDDEN}
    text = text_of(item)
    text.body = '<p><a href="https://example.invalid/bet">看得见</a><a name="top"></a></p>'
    text.save()
    assert found(made.xian) == {}


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<a href="https://example.invalid/a"> &nbsp;</a>', ("https://example.invalid/a",)),
        ('<a href="//example.invalid/a"></a><a href="//example.invalid/a"></a>', ("//example.invalid/a",)),
        ('<a href="https://example.invalid/a"><img src="x"></a>', ()),
        ('<a href="/own"></a><a href="#here"></a><a></a>', ()),
        ('<a href="https://example.invalid/a">字</a>', ()),
    ],
)
def test_what_is_hidden(html: str, addresses: tuple[str, ...]) -> None:
    assert hidden(html) == addresses


def test_a_file_held_back(made: County) -> None:
    item = put_out(made.xian, None)
    file = StoredFile.objects.create(
        digest="0" * 64,
        name="a.pdf",
        media_type="application/pdf",
        size=1,
        agency_id=made.xian.pk,
        stored_at=NOON,
        stored_by="x",
    )
    one = Attachment.objects.create(edition=text_of(item), file=file, name="附件.pdf", position=1)
    Attachment.objects.create(
        edition=text_of(item), file=file, name="原稿.docx", position=2, use=Use.ORIGINAL
    )
    held = Quarantine.objects.create(file=file, reason="检出病毒", at=NOON)
    assert found(made.xian) == {Measure.FILE_UNOPENABLE: [f"file:{item.pk}:{one.pk}"]}
    held.released_at = NOON
    held.save()
    assert found(made.xian) == {}


def test_accounts_of_new_media(made: County) -> None:
    wechat = carrier(made.xian, CarrierKind.WECHAT)
    carrier(made.xian, CarrierKind.READING_PLACE)
    assert found(made.xian) == {Measure.ACCOUNT_STALE: [f"account:{wechat}"]}
    put(wechat, made.person(), on=date(2026, 3, 1))
    assert found(made.xian, date(2026, 3, 15)) == {}
    assert found(made.xian) == {Measure.ACCOUNT_STALE: [f"account:{wechat}"]}


def test_the_guide_and_the_organ(made: County) -> None:
    fields = {name: getattr(made.xian, name) for name in ("name", "kind", "level", "region")}
    FormerSelf.objects.create(agency=made.xian, until=date(2025, 5, 31), reason="更名", **fields)
    assert found(made.xian) == {Measure.GUIDE_OUTDATED: ["guide:0"]}
    guide(made.xian, since=date(2025, 6, 1))
    assert found(made.xian) == {}
    asked = column("jg", ColumnKind.STATUTORY)
    asked.duty = ORGAN
    asked.save()
    assert found(made.xian).keys() == {Measure.ORGAN_MISSING, Measure.COLUMN_UNSHOWN}
    put_out(made.xian, asked)
    assert found(made.xian) == {}


def test_messages_are_not_judged_while_nobody_keeps_them(made: County) -> None:
    result = next(each for each in examined(made.xian).results if each.indicator.id == "veto_interaction")
    assert not result.judged
    assert not result.reached


def test_so_many_queries_for_one_as_for_many(
    made: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_document(made, None, published_on=date(2026, 3, 4))
    counted = 19
    with django_assert_num_queries(counted):
        facts([made.xian.pk], TODAY)
    with django_assert_num_queries(counted):
        facts([made.xian.pk, made.ju.pk, made.lin.pk], TODAY)
