"""What is public is found from the moment at which it is, and never anything else."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from pytest_django import Settings

from gongkai.law.duties.publication import Validity
from gongkai.publication import actions
from gongkai.publication.actions.validities import PART, follow_validity
from gongkai.publication.models import Into, Item, Stand, Why
from gongkai.records.actions.jobs import JOBS
from gongkai.search.models import Entry
from gongkai.search.queries.asked import Asked, Hit
from gongkai.search.queries.finding import find
from tests.publication.importing import brought_in, listed, old
from tests.publication.office import (
    HANDLER,
    LEADER,
    NOON,
    OFFICER,
    altered,
    approved,
    column,
    draft,
    edition,
    later,
    office,
    published,
    send,
    sign_off,
    withheld,
)
from tests.publication.test_publishing import run_clock
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
WORD = "城镇土地使用税"
BODY = f"<p>各单位：</p><p>现就{WORD}困难减免的有关事项通知如下。</p>"


@pytest.fixture
def at() -> Office:
    column()
    return office()


def hits(text: str = WORD) -> list[str]:
    return [hit.key for hit in find(Asked(text)).hits]


def one(text: str = WORD) -> Hit:
    (hit,) = find(Asked(text)).hits
    return hit


def key_of(item_id: int) -> str:
    return Item.objects.get(pk=item_id).index_no


class TestPublished:
    """What goes out is found at once, as what it is."""

    def test_found_with_all_that_it_is_narrowed_by(self, at: Office) -> None:
        item_id = published(at, body=BODY, document_no="云政发〔2026〕3号", validity="valid")
        hit = one()
        assert (hit.key, hit.agency_id, hit.column) == (key_of(item_id), at.agency.pk, "tzgg")
        assert (hit.genre, hit.topic, hit.validity) == ("notice", "other", "valid")
        assert (hit.number, hit.published_at) == ("云政发〔2026〕3号", later(5))
        assert Entry.objects.get().year == 2026

    def test_found_by_what_stands_beside_its_text(self, at: Office) -> None:
        item_id = published(at, summary="概述里的山塘水库。", keywords="除险加固", issuing_body="云岭县a局")
        for text in ("山塘水库", "除险加固", "云岭县a局", key_of(item_id)):
            assert hits(text) == [key_of(item_id)]
        assert hits("水库除险") == []

    def test_rolled_back_with_its_transaction(self, at: Office) -> None:
        edition_id = approved(at, body=BODY)
        with transaction.atomic():
            actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
            assert len(hits()) == 1
            transaction.set_rollback(True)
        assert hits() == []
        assert not Entry.objects.exists()

    def test_year_is_that_of_the_civil_day_on_which_it_went_out_first(self, at: Office) -> None:
        edition_id = approved(at, body=BODY)
        new_year = NOON.replace(month=12, day=31, hour=17)  # one in the morning of the first of January
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=new_year)
        assert Entry.objects.get().year == 2027

    def test_new_edition_takes_the_place_of_the_old_one(self, at: Office) -> None:
        item_id = published(at, body=BODY)
        again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
        content = altered(edition(again), body="<p>各单位：</p><p>改为通知山塘水库的有关事项。</p>")
        actions.save(edition_id=again, revision=1, content=content, by=at[HANDLER], at=later(7))
        sign_off(again, at)
        assert (hits(), hits("山塘水库")) == ([key_of(item_id)], [])
        actions.publish(edition_id=again, by=at[OFFICER], at=later(30))
        assert (hits(), hits("山塘水库")) == ([], [key_of(item_id)])
        assert one("山塘水库").published_at == later(5)

    def test_nobody_may_and_nothing_is_found(self, at: Office) -> None:
        edition_id = approved(at, body=BODY)
        with pytest.raises(PermissionDenied):
            actions.publish(edition_id=edition_id, by=at[HANDLER], at=later(5))
        assert hits() == []


class TestNeverFound:
    """What is not public, not yet or no more."""

    def test_on_its_way(self, at: Office) -> None:
        edition_id = draft(at, body=BODY)
        send(edition_id, at[HANDLER])
        approved(at, body=BODY)
        assert hits() == []

    def test_withheld(self, at: Office) -> None:
        withheld(at, body=BODY)
        assert hits() == []
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("why", list(Why), ids=str)
    def test_taken_back(self, at: Office, why: Why) -> None:
        item_id = published(at, body=BODY)
        taken_back(item_id, at, why)
        assert hits() == []
        assert not Entry.objects.exists()

    def test_taken_back_and_restored(self, at: Office) -> None:
        item_id = published(at, body=BODY)
        taken_back(item_id, at, Why.ERROR)
        actions.restore(item_id=item_id, because="核对无误", by=at[OFFICER], at=later(7))
        assert hits() == [key_of(item_id)]

    def test_refused_withdrawal_leaves_it(self, at: Office) -> None:
        item_id = published(at, body=BODY)
        with pytest.raises(actions.Refused):
            actions.withdraw(item_id=item_id, why=Why.ERROR, told="", by=at[LEADER], at=later(6))
        assert hits() == [key_of(item_id)]

    def test_taken_back_and_withheld(self, at: Office) -> None:
        item_id = published(at, body=BODY)
        taken_back(item_id, at, Why.PERSONAL)
        assert Item.objects.get().stand == Stand.WITHDRAWN
        again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(7))
        given = {"attribute": "not_open", "grounds": ("exempt_state_secret",), "reasons": "涉及国家秘密。"}
        content = altered(edition(again), **given)
        actions.save(edition_id=again, revision=1, content=content, by=at[HANDLER], at=later(8))
        sign_off(again, at)
        actions.withhold(edition_id=again, by=at[OFFICER], at=later(30))
        assert hits() == []

    def test_run_out(self, at: Office) -> None:
        edition_id = approved(at, body=BODY)
        actions.schedule(
            edition_id=edition_id,
            publish_after=None,
            expires_on=date(2026, 3, 5),
            by=at[OFFICER],
            at=later(5),
        )
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
        actions.expire_due(at=later(3 * 24))
        assert len(hits()) == 1
        actions.expire_due(at=later(4 * 24))
        assert hits() == []


class TestImported:
    """Many at once, a block whole or not at all."""

    def test_a_thousand(self, at: Office, tmp_path: Path) -> None:
        place = listed(tmp_path, *(old(n, body=f"<p>第{n}件{WORD}</p>") for n in range(1_000)))
        assert brought_in(place, at.agency.pk).kept == 1_000
        assert Entry.objects.count() == 1_000
        assert find(Asked(WORD)).total == 1_000
        hit = one("第777件")
        assert hit.published_at.year == 2019

    def test_drafts_are_not(self, at: Office, tmp_path: Path) -> None:
        brought_in(listed(tmp_path, old(1, body=BODY)), at.agency.pk, Into.DRAFTS, by=at[OFFICER])
        assert Item.objects.exists()
        assert hits() == []

    def test_a_block_that_fails_leaves_none(
        self, at: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            assert Entry.objects.exists()
            raise RuntimeError

        monkeypatch.setattr("gongkai.publication.actions.importing_blocks._told", fail)
        with pytest.raises(RuntimeError):
            brought_in(listed(tmp_path, old(1, body=BODY)), at.agency.pk)
        assert not Item.objects.exists()
        assert not Entry.objects.exists()


class TestValidity:
    """Documents are found as what they are today."""

    def test_comes_into_force_and_runs_out(self, at: Office, settings: Settings, tmp_path: Path) -> None:
        settings.FILES = tmp_path
        dates: dict[str, Any] = {"effective_on": date(2026, 4, 1), "valid_until": date(2026, 5, 31)}
        published(at, body=BODY, validity="not_yet", **dates)
        published(at, body=BODY, validity="repealed", effective_on=date(2026, 4, 1))
        for days, wanted in ((1, "not_yet"), (30, "valid"), (90, "valid"), (91, "expired")):
            run_clock(NOON + timedelta(days=days))
            assert sorted(hit.validity for hit in find(Asked(WORD)).hits) == sorted([wanted, "repealed"])

    def test_stated_otherwise_on_the_day_of_publication(self, at: Office) -> None:
        published(at, body=BODY, validity="not_yet", effective_on=date(2026, 3, 1))
        assert one().validity == Validity.VALID

    def test_only_what_changed_is_put_again(self, at: Office) -> None:
        published(at, body=BODY, validity="valid", effective_on=date(2026, 3, 1))
        published(at, body=BODY, validity="not_yet", effective_on=date(2026, 3, 20))
        changed = JOBS["publication.follow_validity"].prepare
        assert changed is not None
        soon = NOON + timedelta(days=18)
        found = changed(at=soon)
        assert found == [Item.objects.latest("pk").pk]
        follow_validity(at=soon, prepared=found)
        assert changed(at=soon) == []

    def test_after_an_outage_in_several_goes(self, at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        assert PART > 1
        monkeypatch.setattr("gongkai.publication.actions.validities.PART", 1)
        for _ in range(3):
            published(at, body=BODY, validity="not_yet", effective_on=date(2026, 3, 20))
        run_clock(NOON + timedelta(days=100))
        assert {hit.validity for hit in find(Asked(WORD)).hits} == {"valid"}


def taken_back(item_id: int, at: Office, why: Why) -> None:
    on = date(2026, 3, 2) if why is Why.OVERTURNED else None
    actions.withdraw(
        item_id=item_id, why=why, told="内容有误，已撤回。", overturned_on=on, by=at[LEADER], at=later(6)
    )
