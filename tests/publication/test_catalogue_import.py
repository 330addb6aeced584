"""Catalogues from sheets: fields as a whole, all rows or none, tried out first, confirmed as they were seen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from gongkai.agencies.models import Agency
from gongkai.documents.catalogue_sheets import Line, to_csv, to_xlsx
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.roles import Role
from gongkai.publication.actions.catalogue import (
    SHEETS,
    CataloguePreview,
    import_catalogue,
    import_previewed_catalogue,
    install_catalogue,
    preview_catalogue,
    set_fields,
)
from gongkai.publication.actions.catalogue_plan import Adjusted, CatalogueRefused
from gongkai.publication.models import Entry
from gongkai.publication.queries.catalogue import catalogue, common
from gongkai.publication.queries.catalogue_lines import lines_of
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import FileRefused, receive
from gongkai.records.actions.previews import drop_previews
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry, StoredFile
from gongkai.records.queries.files import path_of
from tests.documents.catalogue.sheets import line
from tests.publication.bodies import TODAY, YESTERDAY, county, entry, officer
from tests.publication.office import NOON

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def made(settings: Settings, tmp_path: Path) -> dict[str, Agency]:
    settings.FILES = tmp_path / "files"
    settings.CLAMD = ""
    return county()


def take(agency: Agency | None, *lines: Line, **more: Any) -> Adjusted:
    given: dict[str, Any] = {"by": OPERATOR, "at": NOON, "name": "目录.csv", "data": to_csv(lines)} | more
    return import_catalogue(agency_id=agency.pk if agency else None, **given)


def steps(done: Adjusted) -> list[tuple[str, str]]:
    return [(step.what, step.key) for step in done.steps]


def titles(agency: Agency, **more: Any) -> dict[str, str]:
    return {row.key: row.item_l2 for row in catalogue(agency.pk, more.pop("on", TODAY), **more)}


def test_first_sheet_of_an_agency_begins_its_rows(made: dict[str, Agency]) -> None:
    done = take(made["ju"], line(1), line(2), line(1, field="tax"))
    start = f"a{made['ju'].pk}"
    assert steps(done) == [
        ("added", f"budget-{start}-01"),
        ("added", f"budget-{start}-02"),
        ("added", f"tax-{start}-01"),
    ]
    (first, second, _) = catalogue(made["ju"].pk, TODAY)
    assert (first.title, first.position, second.position) == ("政府预算 / 收支预算表（1）", 1, 2)
    assert first.elements == ("一般公共预算", "政府性基金预算")
    told = LogEntry.objects.latest("seq")
    assert (told.action, told.details) == (
        "publication.replace_catalogue",
        {"added": 3, "altered": 0, "ended": 0},
    )


def test_what_was_exported_changes_nothing_when_it_comes_back(made: dict[str, Agency]) -> None:
    install_catalogue(by=OPERATOR, at=NOON)
    set_fields(agency_id=made["ju"].pk, field_ids=["budget", "tax"], by=OPERATOR, at=NOON)
    take(made["ju"], line(1, body="云岭县别的局"), line(2, body=made["ju"].name), at=TOMORROW)
    for agency in (made["xian"], made["ju"], made["zhen"], None):
        lines = lines_of(agency.pk if agency else None, TODAY + timedelta(days=1))
        assert lines
        for data in (to_xlsx(lines), to_csv(lines)):
            done = take(agency, data=data, at=TOMORROW)
            assert (done.steps, done.same) == ((), len(lines))
    assert LogEntry.objects.latest("seq").subject == f"catalogue:{made['ju'].pk}"


def test_rows_are_known_by_their_names_and_keep_what_no_sheet_says(made: dict[str, Agency]) -> None:
    known: dict[str, Any] = {
        "item_l1": "政府预算",
        "five_open": "result",
        "duty": "a20_07_budget",
        "working_days": 5,
    }
    entry("budget-01", item_l2="收支预算表（1）", position=3, **known)
    done = take(made["xian"], line(1))
    assert steps(done) == [("altered", "budget-01")]
    assert set(done.steps[0].changed) == {"公开内容（要素）", "公开主体", "公开渠道和载体"}
    (row,) = catalogue(made["xian"].pk, TODAY)
    assert (row.own, row.position, row.five_open, row.duty, row.working_days) == (
        True,
        3,
        "result",
        "a20_07_budget",
        5,
    )


def test_fields_that_a_sheet_does_not_speak_of_stay(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("tax-01", field="tax")
    entry("tax-a1-01", made["xian"], field="tax")
    take(made["xian"], line(1))
    assert set(titles(made["xian"])) == {f"budget-a{made['xian'].pk}-01", "tax-01", "tax-a1-01"}


def test_row_that_is_left_out_ends_and_a_common_one_is_absent(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("budget-a1-01", made["xian"], item_l2="自有")
    entry("budget-a1-02", made["xian"], item_l2="留下")
    done = take(made["xian"], *(each for each in lines_of(made["xian"].pk, TODAY) if each.item_l2 == "留下"))
    assert steps(done) == [("ended", "budget-01"), ("ended", "budget-a1-01")]
    assert done.same == 1
    assert titles(made["xian"]) == {"budget-a1-02": "留下"}
    assert set(titles(made["xian"], on=YESTERDAY)) == {"budget-01", "budget-a1-01", "budget-a1-02"}
    absent = catalogue(made["xian"].pk, TODAY, absent=True)[0]
    assert (absent.key, absent.absent_because) == ("budget-01", "更新公开目录时未列入。")
    assert set(titles(made["lin"])) == {"budget-01"}


def test_row_that_comes_back_as_the_common_one_needs_no_own(made: dict[str, Agency]) -> None:
    entry("budget-01")
    lines = lines_of(made["xian"].pk, TODAY)
    owns: list[dict[str, Any]] = [{"absent_because": "没有"}, {"time_limit": "长期公开"}]
    for own in owns:
        held = entry("budget-01", made["xian"], **own)
        assert [what for what, _ in steps(take(made["xian"], *lines))] in (["added"], ["altered"])
        (row,) = catalogue(made["xian"].pk, TODAY)
        assert not row.own
        Entry.objects.filter(pk=held.pk).delete()


def test_new_row_stands_behind_the_one_before_it(made: dict[str, Agency]) -> None:
    for number in (1, 2):
        entry(f"budget-0{number}", position=number, item_l2=f"第{number}项")
    first, second = lines_of(made["xian"].pk, TODAY)
    take(made["xian"], first, replace(first, item_l2="新甲"), replace(first, item_l2="新乙"), second)
    assert [row.item_l2 for row in catalogue(made["xian"].pk, TODAY)] == ["第1项", "新甲", "新乙", "第2项"]


def test_key_is_never_given_again(made: dict[str, Agency]) -> None:
    take(made["ju"], line(1))
    take(made["ju"], line(2), at=TOMORROW)
    take(made["ju"], line(3), at=TOMORROW)
    assert list(titles(made["ju"], on=TODAY + timedelta(days=1))) == [f"budget-a{made['ju'].pk}-03"]


def test_same_names_in_another_body_get_another_key(made: dict[str, Agency]) -> None:
    for agency in (made["ju"], made["xian"]):
        take(agency, line(1))
    assert not titles(made["ju"]).keys() & titles(made["xian"]).keys()


def test_common_catalogue_is_for_the_operator(made: dict[str, Agency]) -> None:
    take(None, line(1), line(2))
    assert [row.key for row in common(TODAY)] == ["budget-01", "budget-02"]
    done = take(None, line(2), line(3))
    assert steps(done) == [("added", "budget-03"), ("ended", "budget-01")]
    assert set(titles(made["xian"])) == {"budget-02", "budget-03"}
    with pytest.raises(PermissionDenied, match="运行人员"):
        take(None, line(1), by=officer(made["xian"]))
    for somebody in (officer(made["ju"]), officer(made["xian"], Role.HANDLER)):
        with pytest.raises(PermissionDenied):
            take(made["xian"], line(1), by=somebody)


def test_trial_writes_nothing(made: dict[str, Agency]) -> None:
    done = take(made["ju"], line(1), dry_run=True)
    assert done.count("added") == 1
    assert not Entry.objects.exists()
    assert not LogEntry.objects.filter(action__startswith="publication.").exists()


def test_one_mistake_and_nothing_is_taken_in(made: dict[str, Agency]) -> None:
    rows = [line(1), line(2, time_limit=""), line(1), line(3, item_l1="长" * 101, carriers=())]
    with pytest.raises(CatalogueRefused) as refused:
        take(made["ju"], *rows)
    assert list(map(str, refused.value.faults)) == [
        "表 第3行“公开时限”：没有填写。",
        "表 第4行“二级事项”：与表第2行的事项相同，请合并成一行，或者改用另一个名称。",
        "表 第5行“一级事项”：不能超过100个字。",
        "表 第5行“公开渠道和载体”：没有填写。",
    ]
    assert list(refused.value.messages) == list(map(str, refused.value.faults))
    with pytest.raises(Unreadable):
        take(made["ju"], data=b"PK\x03\x04")
    assert not Entry.objects.exists()


def test_what_cannot_be_read_is_told_once(made: dict[str, Agency]) -> None:
    text = (
        to_csv([line(1)])
        .decode("utf-8-sig")
        .replace("■政府网站", "■飞鸽传书")
        .replace("■两微一端", "□两微一端")
    )
    with pytest.raises(CatalogueRefused) as refused:
        take(made["ju"], data=text.encode())
    assert [fault.message for fault in refused.value.faults] == [
        "没有“飞鸽传书”这个渠道，请改为“其他”或者规定的渠道。"
    ]


@pytest.fixture
def kept(made: dict[str, Agency]) -> CataloguePreview:
    return preview(made["ju"], line(1))


def preview(agency: Agency, *lines: Line) -> CataloguePreview:
    taken = receive(to_csv(lines), "目录.csv", kinds=SHEETS)
    return preview_catalogue(agency_id=agency.pk, taken=taken, by=officer(agency), at=NOON)


def confirm(agency: Agency, held: CataloguePreview, **more: Any) -> Adjusted:
    assert held.file_id is not None
    given: dict[str, Any] = {"state": held.state, "by": officer(agency), "at": NOON} | more
    return import_previewed_catalogue(agency_id=agency.pk, file_id=held.file_id, **given)


def test_preview_is_taken_in_as_it_was_seen_and_once(made: dict[str, Agency], kept: CataloguePreview) -> None:
    assert not Entry.objects.exists()
    assert confirm(made["ju"], kept) == kept.done
    with pytest.raises(Refused, match="预览之后目录又有变动"):
        confirm(made["ju"], kept)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("confirmed", [True, False])
def test_file_of_a_preview_stays_only_if_it_was_confirmed(
    made: dict[str, Agency], kept: CataloguePreview, confirmed: bool
) -> None:
    if confirmed:
        confirm(made["ju"], kept)
    drop_previews(at=NOON + timedelta(days=31))
    assert StoredFile.objects.exists() is confirmed


def test_preview_is_stale_once_the_catalogue_is_other(
    made: dict[str, Agency], kept: CataloguePreview
) -> None:
    with pytest.raises(Refused, match="又有变动"):
        confirm(made["ju"], kept, at=TOMORROW)
    entry("budget-77")
    with pytest.raises(Refused, match="又有变动"):
        confirm(made["ju"], kept)
    with pytest.raises(Refused, match="又有变动"):
        confirm(made["ju"], kept, state="")


def test_preview_is_confirmed_by_whoever_made_it(made: dict[str, Agency], kept: CataloguePreview) -> None:
    with pytest.raises(PermissionDenied):
        confirm(made["ju"], kept, by=officer(made["ju"], Role.OFFICE_HEAD))
    with pytest.raises(PermissionDenied):
        import_previewed_catalogue(
            agency_id=made["xian"].pk,
            file_id=kept.file_id or 0,
            state=kept.state,
            by=officer(made["ju"]),
            at=NOON,
        )
    with pytest.raises(PermissionDenied, match="请用命令"):
        preview_catalogue(
            agency_id=made["ju"].pk, taken=receive(b"a", "a.csv", kinds=SHEETS), by=OPERATOR, at=NOON
        )


def test_changed_bytes_are_not_taken_in(made: dict[str, Agency], kept: CataloguePreview) -> None:
    path_of(StoredFile.objects.get().digest).write_bytes(to_csv([line(2)]))
    with pytest.raises(FileRefused, match="与登记的摘要不符"):
        confirm(made["ju"], kept)


def test_preview_of_what_is_there_already_keeps_no_file(made: dict[str, Agency]) -> None:
    take(made["ju"], line(1))
    held = preview(made["ju"], line(1))
    assert (held.done.steps, held.done.same, held.file_id) == ((), 1, None)
    assert not StoredFile.objects.exists()
