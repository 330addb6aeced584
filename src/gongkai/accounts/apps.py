from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import DatabaseError


class AccountsConfig(AppConfig):
    name = "gongkai.accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        """A production configuration refuses demo accounts: `gongkai check --deploy` and `migrate` say so."""
        checks.register(no_demo_accounts, checks.Tags.database)


def no_demo_accounts(databases: object = None, **_: object) -> list[checks.CheckMessage]:
    """Accounts with published passwords exist only in the demo (GONGKAI_DEMO)."""
    from gongkai.accounts.queries import has_demo_accounts  # noqa: PLC0415 - tables can be imported only by now

    try:
        found = bool(databases) and not settings.DEMO and has_demo_accounts()
    except DatabaseError:  # `migrate` asks before it has made the tables
        return []
    if not found:
        return []
    return [
        checks.Error(
            "这个数据库里有演示账号，它们的密码是公开的，不能投入使用。",
            hint="请用 gongkai account close 关闭演示账号，或者换一个没有演示数据的数据库。",
            id="gongkai.accounts.E001",
        )
    ]
