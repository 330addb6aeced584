"""`gongkai account`: what the operator types, and what is said."""

import re

import pytest
from click.testing import CliRunner, Result

from gongkai.accounts.models import User
from gongkai.cli import gongkai
from gongkai.records.models import LogEntry

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["account", *words])


def initial(result: Result) -> str:
    found = re.search(r"初始密码：(\w+)", result.output)
    assert found, result.output
    return found[1]


def test_open_tells_the_initial_password_once() -> None:
    password = initial(run("open", "zhang", "--name", "张示例"))
    user = User.objects.get()
    assert user.check_password(password)
    assert user.password_chosen_at is None
    entry = LogEntry.objects.get()
    assert (entry.action, entry.actor) == ("accounts.open", "operator")


def test_open_without_a_password() -> None:
    result = run("open", "zhang", "--name", "张示例", "--sso-only")
    assert result.exit_code == 0
    assert "初始密码" not in result.output
    assert not User.objects.get().has_usable_password()


def test_reset_close_unlock_and_list() -> None:
    first = initial(run("open", "zhang", "--name", "张示例"))
    assert initial(run("reset", "zhang")) != first
    assert "清除 0 次" in run("unlock", "ZHANG", "--reason", "本人来电").output
    assert run("list").output == "用户名,姓名,状态\nzhang,张示例,初始密码\n"
    assert run("close", "zhang").exit_code == 0
    assert "已关闭" in run("list").output
    assert LogEntry.objects.filter(reason="本人来电", actor="operator").count() == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("close", "nobody"), "没有“nobody”这个账号"),
        (("open", "operator", "--name", "x"), "系统保留"),
        (("open", "li", "--name", "李", "--agency", "nowhere"), "没有“nowhere”这个机关"),
        (("unlock", "zhang", "--second-factor"), "没有设置动态口令"),
    ],
)
def test_refusals_are_told(words: tuple[str, ...], why: str) -> None:
    run("open", "zhang", "--name", "张示例")
    result = run(*words)
    assert result.exit_code == 2
    assert why in result.output
    assert not isinstance(result.exception, ZeroDivisionError)
