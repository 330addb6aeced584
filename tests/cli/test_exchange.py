"""`gongkai exchange`: which systems are let in; a token that got out is ended."""

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import gongkai
from gongkai.exchange import actions
from gongkai.exchange.models import Token
from gongkai.exchange.models.kinds import CHOSEN
from gongkai.records.access import OPERATOR
from tests.exchange.world import system, token
from tests.publication.office import NOON, office

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["exchange", *words])


def test_listed_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.cli.exchange.set_up", lambda: None)
    at = office()
    secret = token(system(at))
    address = "https://hook.example.invalid/secret-path"
    actions.open_webhook(
        agency_id=at.agency.pk, name="上级平台", address=address, events=CHOSEN, by=OPERATOR, at=NOON
    )
    prefix = Token.objects.get().prefix
    said = run("list").output
    assert f"令牌 {prefix}" in said
    assert "hook.example.invalid：正常" in said
    assert secret.split("_", 2)[2] not in said
    assert "secret-path" not in said
    done = run("revoke", prefix)
    assert (done.exit_code, "已停用" in done.output) == (0, True)
    assert Token.objects.get().ended_at is not None
    assert run("revoke", prefix).exit_code == 2
    assert run("revoke", "00000000").exit_code == 2
