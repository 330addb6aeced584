"""An existing register from workbooks and CSV: seen first with what is wrong in which row, then all of it, or nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from gongkai.documents.normative_sheets import CHANGES, DOCUMENTS, to_csv, to_xlsx
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.duties.publication import Validity
from gongkai.law.findings import Severity
from gongkai.normative.actions.importing import (
    Imported,
    ImportRefused,
    import_previewed,
    import_register,
    preview_register,
)
from gongkai.normative.models import Change, Document, JointBody, Origin, RegisterImport
from gongkai.records.actions.files import receive
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.normative.register import HANDLER, OFFICER, entered
from tests.publication.office import NOON, office, over
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db

Line = dict[str, str]
OLD: Line = {
    "number": "云虚规〔2024〕1号",
    "title": "云岭县虚构停车办法",
    "issued_on": "2024-05-10",
    "published_on": "2024年5月10日",
}
NEW: Line = {
    "number": "云虚规[2025]第03号",
    "title": "云岭县虚构停车新办法",
    "issued_on": "2025/6/1",
    "published_on": "20250601",
    "joint": "虚构交通局、虚构公安局",
    "valid_until": "2030-05-31",
}
REPEAL: Line = {
    "of": "云虚规〔2024〕1号",
    "effect": "废止",
    "cause": "云虚规〔2025〕3号",
    "on": "2025-06-01",
}


@pytest.fixture
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


def book(documents: Sequence[Line] = (OLD, NEW), changes: Sequence[Line] = (REPEAL,)) -> bytes:
    return to_xlsx({DOCUMENTS: documents, CHANGES: changes})


def brought(at: Office, data: bytes, name: str = "登记簿.xlsx", **more: object) -> Imported:
    given: dict[str, object] = {"by": at[OFFICER], "at": NOON, **more}
    return import_register(agency_id=at.agency.pk, data=data, name=name, **given)  # type: ignore[arg-type]


def faults(at: Office, data: bytes, name: str = "登记簿.xlsx") -> list[str]:
    """What is wrong with a list, and that nothing of it was kept."""
    before = Document.objects.count()
    with pytest.raises(ImportRefused) as refused:
        brought(at, data, name)
    assert (Document.objects.count(), Change.objects.count()) == (before, 0)
    assert not RegisterImport.objects.exists()
    return [str(each) for each in refused.value.faults]


def test_a_workbook_becomes_a_register() -> None:
    at = office()
    done = brought(at, book())
    assert (done.documents, done.changes, done.known, done.errors) == (2, 1, 0, 0)
    old, new = Document.objects.order_by("issued_on")
    assert (old.validity, old.left_on, old.ended_by) == (Validity.REPEALED, date(2025, 6, 1), new)
    assert (new.document_no, new.serial, new.origin) == ("云虚规〔2025〕3号", 3, Origin.IMPORTED)
    assert (new.validity, new.until) == (Validity.VALID, date(2030, 5, 31))
    assert list(JointBody.objects.values_list("name", flat=True)) == ["虚构交通局", "虚构公安局"]
    assert LogEntry.objects.filter(action="normative.import").count() == 1


def test_the_same_list_again_does_nothing() -> None:
    at = office()
    brought(at, book())
    again = brought(at, book())
    assert (again.again, again.documents) == (True, 0)
    more = brought(
        at, book((OLD, NEW, {**NEW, "number": "云虚规〔2025〕4号", "title": "云岭县虚构绿化办法"}))
    )
    assert (more.documents, more.changes, more.known) == (1, 0, 2)
    assert Document.objects.count() == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_a_csv_in_any_usual_encoding(encoding: str) -> None:
    at = office()
    text = to_csv(DOCUMENTS, [OLD, NEW]).decode("utf-8-sig")
    done = brought(at, text.encode(encoding), "登记簿.csv")
    assert done.documents == 2
    assert Document.objects.filter(title="云岭县虚构停车办法").exists()


def test_a_csv_without_mark_in_utf_16_is_refused_in_words() -> None:
    at = office()
    data = to_csv(DOCUMENTS, [OLD]).decode("utf-8-sig").encode("utf-16-le")
    with pytest.raises(Unreadable, match="不是工作簿，也不是 CSV 文字"):
        brought(at, data, "登记簿.csv")


def test_headings_of_older_lists_are_understood_and_strange_ones_refused() -> None:
    at = office()
    known = "发文字号,文件名称,成文日期,发布日期\n云虚规〔2024〕1号,云岭县虚构停车办法,2024-5-10,2024-5-10\n"
    assert brought(at, known.encode(), "旧表.csv").documents == 1
    strange = "标题,制发日期,负责人\n云岭县虚构停车办法,2024-05-10,某某\n"
    with pytest.raises(Unreadable, match="不认识的列：负责人"):
        brought(at, strange.encode(), "旧表.csv")
    missing = "文号,标题\n云虚规〔2024〕1号,云岭县虚构停车办法\n"
    with pytest.raises(Unreadable, match="缺少列名"):
        brought(at, missing.encode(), "旧表.csv")


def test_every_mistake_is_named_with_row_and_column() -> None:
    at = office()
    wrong = book(
        (
            OLD,
            {**NEW, "issued_on": "二月三十日"},
            {**NEW, "number": "随便写的", "title": "云岭县虚构绿化办法"},
            {**NEW, "number": "云虚规〔2024〕1号", "title": "云岭县虚构用水办法"},
            {**NEW, "number": "云虚规〔2025〕8号", "agency": "没有的局", "title": "云岭县虚构用电办法"},
            {**NEW, "number": "云虚规〔2025〕9号", "kind": "规章", "title": "云岭县虚构消防办法"},
            {
                **NEW,
                "number": "云虚规〔2025〕10号",
                "published_on": "2025-05-01",
                "title": "云岭县虚构供热办法",
            },
        ),
        ({**REPEAL, "of": "没有的文件"}, {**REPEAL, "effect": "作废"}, {**REPEAL, "cause": OLD["number"]}),
    )
    told = faults(at, wrong)
    for expected in (
        "文件 第3行“制发日期”：“二月三十日”不是日期",
        "文件 第4行“文号”：不是完整的发文字号",
        "文件 第5行“文号”：第2行已经用了这个文号",
        "文件 第6行“制发机关”：“没有的局”没有这个机关",
        "文件 第7行“种类”：部门没有规章制定权",
        "文件 第8行：公布日期早于制发日期",
        "变动 第2行“被变动文件”：“没有的文件”在列表和登记簿中都没有",
        "变动 第3行“变动”：“作废”不认识",
        "变动 第4行“引起变动的文件”：文件不能修改、废止自身",
    ):
        assert any(each.startswith(expected) for each in told), (expected, told)


def test_a_repeal_before_issue_is_found_and_refuses_the_list_unless_it_is_wanted() -> None:
    at = office()
    data = book(changes=({**REPEAL, "on": "2024-05-01"},))
    seen = brought(at, data, dry_run=True)
    assert [
        (each.sheet, each.row, each.severity) for each in seen.said if each.severity is Severity.ERROR
    ] == [(CHANGES, 2, Severity.ERROR)]
    assert "早于制发日期" in "".join(each.message for each in seen.said)
    assert not Document.objects.exists()
    with pytest.raises(Refused, match="1处矛盾"):
        brought(at, data)
    assert not Document.objects.exists()
    brought(at, data, despite=True)
    old = Document.objects.get(document_no="云虚规〔2024〕1号")
    assert (old.validity, old.faults) == (Validity.VALID, 1)


def test_one_document_under_two_codes_is_remarked() -> None:
    at = office()
    two = ({**OLD, "number": "云虚规〔2024〕1号"}, {**OLD, "number": "云虚办〔2024〕1号"})
    seen = brought(at, book(two, ()), dry_run=True)
    assert any("2个代字编了号" in each.message for each in seen.said)


def test_a_number_of_another_document_is_refused() -> None:
    at = office()
    entered(at, "云虚规〔2024〕1号", date(2024, 5, 10))
    assert any("登记簿中" in each for each in faults(at, book(changes=())))


def test_changes_may_speak_of_what_is_registered_already() -> None:
    at = office()
    brought(at, book(changes=()))
    data = to_csv(CHANGES, [REPEAL])
    assert brought(at, data, "变动.csv").changes == 1
    assert Document.objects.get(document_no="云虚规〔2024〕1号").validity == Validity.REPEALED


def test_articles_of_one_change_are_put_together() -> None:
    at = office()
    rows = [
        {**REPEAL, "effect": "修改", "article": "第三条", "text": "新的文字。"},
        {**REPEAL, "effect": "修改", "article": "五"},
    ]
    brought(at, book(changes=rows))
    change = Change.objects.get()
    assert change.articles == [
        {"number": "三", "text": "新的文字。"},
        {"number": "五", "text": "（修改后的文字没有登记）"},
    ]
    assert Document.objects.get(document_no="云虚规〔2024〕1号").validity == Validity.AMENDED


def test_a_list_of_several_bodies_needs_reach_over_them() -> None:
    above, below = office("a"), office("b")
    data = book(({**OLD, "agency": below.agency.name},), ())
    assert any("不在您的管理范围内" in each for each in faults(above, data))
    supervisor = over(above, below)
    done = import_register(agency_id=above.agency.pk, data=data, name="表.xlsx", by=supervisor, at=NOON)
    assert done.documents == 1
    assert Document.objects.get().holder == below.agency
    with pytest.raises(PermissionDenied):
        brought(above, data, by=above[HANDLER])


@pytest.mark.usefixtures("_files")
def test_what_was_seen_is_confirmed_once() -> None:
    at = office()
    data = book()
    taken = receive(data, "登记簿.xlsx", kinds=frozenset({"xlsx"}))
    seen = preview_register(agency_id=at.agency.pk, taken=taken, by=at[OFFICER], at=NOON)
    assert seen.file_id is not None
    assert not Document.objects.exists()
    given = {
        "agency_id": at.agency.pk,
        "file_id": seen.file_id,
        "turn": seen.turn,
        "by": at[OFFICER],
        "at": NOON,
    }
    done = import_previewed(**given)  # type: ignore[arg-type]
    assert done.documents == 2
    with pytest.raises(Refused, match="又有变动"):
        import_previewed(**given)  # type: ignore[arg-type]


@pytest.mark.usefixtures("_files")
def test_a_preview_that_was_overtaken_is_refused() -> None:
    at = office()
    taken = receive(book(), "登记簿.xlsx", kinds=frozenset({"xlsx"}))
    seen = preview_register(agency_id=at.agency.pk, taken=taken, by=at[OFFICER], at=NOON)
    assert seen.file_id is not None
    entered(at, "云虚规〔2023〕1号", date(2023, 5, 10))
    with pytest.raises(Refused, match="又有变动"):
        import_previewed(
            agency_id=at.agency.pk, file_id=seen.file_id, turn=seen.turn, by=at[OFFICER], at=NOON
        )
    assert Document.objects.count() == 1
