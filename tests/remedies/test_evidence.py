"""The evidence of a chain in one archive: the file of the application, then what came in review and court."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from gongkai.law.ledger import Kind
from gongkai.records.actions.files import receive
from gongkai.records.models import LogEntry
from gongkai.remedies import actions
from gongkai.remedies.actions import Brought, Said
from gongkai.remedies.models.kinds import FileUse
from tests.applications.office import HANDLER, HEAD, OFFICER, Office, office
from tests.desk.papers import PIXEL
from tests.remedies.office import LATER, entered, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]


@pytest.fixture
def at(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Office:
    settings.DATA = tmp_path_factory.mktemp("data")
    return office()


def filed(at: Office, chain: int, name: str, on: date) -> int:
    file = Brought(FileUse.PETITION, receive(PIXEL, name))
    return entered(at, chain, Kind.REVIEW_APPLIED, on, said=Said("虚构复〔2026〕1号", files=(file,)))


def test_everything_that_counts_is_in_it_and_nothing_that_was_taken_back(at: Office) -> None:
    chain = opened(at)
    wrong = filed(at, chain, "错的.png", date(2026, 4, 10))
    actions.void(chain_id=chain, event_id=wrong, reason="传错了", by=at[HEAD], at=LATER)
    filed(at, chain, "复议申请书.png", date(2026, 4, 11))
    made = actions.pack_evidence(chain_id=chain, by=at[OFFICER], at=LATER)
    data = b"".join(made.chunks)
    assert made.size == len(data)
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        manifest = next(json.loads(archive.read(name)) for name in names if name.endswith(".json"))
        told = json.dumps(manifest, ensure_ascii=False)
        assert any(archive.read(name) == PIXEL for name in names)
    assert "复议申请书.png" in told
    assert "错的.png" not in told
    entry = LogEntry.objects.get(action="remedies.pack_evidence")
    assert entry.details["manifest"] == made.packed.digest


def test_others_get_none(at: Office) -> None:
    with pytest.raises(PermissionDenied):
        actions.pack_evidence(chain_id=opened(at), by=at[HANDLER], at=LATER)
