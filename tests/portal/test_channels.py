"""The accounts and places of an agency, for citizens."""

from typing import Any

import pytest

from gongkai.channels import actions
from gongkai.channels.queries import CarrierKind, Filing
from gongkai.records.access import OPERATOR
from tests.channels.world import NOON, TODAY, carrier, county
from tests.portal.pages import page

pytestmark = pytest.mark.django_db


def test_accounts_and_places_are_named_and_closed_ones_are_not() -> None:
    made = county()
    filed: dict[str, Any] = {"filing": Filing.FILED, "filing_no": "云新备1号", "filed_on": TODAY}
    carrier(made.xian, name="云岭发布", address="https://example.invalid/yunling", **filed)
    carrier(made.xian, CarrierKind.READING_PLACE, name="档案馆查阅点", hours="工作日 9:00—17:00")
    gone = carrier(made.xian, CarrierKind.WEIBO, name="旧微博")
    actions.close_carrier(carrier_id=gone, on=TODAY, reason="整合", by=OPERATOR, at=NOON)
    carrier(made.ju, name="别的号")
    html = page("/zfxxgk/xian/gkqd/")
    for words in ("云岭发布", "https://example.invalid/yunling", "云新备1号", "档案馆查阅点", "9:00—17:00"):
        assert words in html
    assert "别的号" not in html
    assert 'href="/zfxxgk/xian/gkqd/"' in page("/zfxxgk/xian/")


def test_agency_without_any_says_so() -> None:
    county()
    html = page("/zfxxgk/lin/gkqd/")
    assert "没有在本平台登记政务新媒体账号" in html
    assert "没有在本平台登记查阅场所" in html


def test_unknown_agency_is_not_found() -> None:
    page("/zfxxgk/nowhere/gkqd/", status=404)
