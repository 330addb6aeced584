"""What Django's own checks say, in our words where the words matter."""

from collections.abc import Iterator

from django.conf import settings
from django.core import checks

from gongkai.cli.check.finding import Finding, error, warning

SAID_BY_US = frozenset(
    {
        *("security.W008", "security.W009", "security.W018", "security.W020"),  # redirect, key, debug, hosts
        *("security.W012", "security.W016", "security.W004"),  # cookies and HSTS, which follow GONGKAI_HTTPS
        "gongkai.accounts.E001",  # demo accounts
    }
)
NOT_WANTED = frozenset({"security.W005", "security.W019", "security.W021"})
"""HSTS for all subdomains and preloading: other sites of the same domain are not ours to decide about. Pages of our own
may embed pages of our own."""

TRANSLATED = {
    "security.W001": ("缺少 SecurityMiddleware，安全响应头没有发出。", "恢复 settings.py 中的 MIDDLEWARE。"),
    "security.W002": ("页面可以被别的网站嵌入。", "恢复 settings.py 中的 XFrameOptionsMiddleware。"),
    "security.W003": ("表单没有防伪造保护。", "恢复 settings.py 中的 CsrfViewMiddleware。"),
    "security.W006": ("没有发出 X-Content-Type-Options。", "恢复 SECURE_CONTENT_TYPE_NOSNIFF。"),
    "security.W022": ("没有设置 Referrer-Policy。", "恢复 SECURE_REFERRER_POLICY。"),
    "models.W042": ("有表没有指定主键类型。", "请向开发人员反映。"),
}


def framework() -> Iterator[Finding]:
    """The messages of all system checks, those for deployment included."""
    databases = list(settings.DATABASES)
    for message in checks.run_checks(include_deployment_checks=True, databases=databases):
        if message.id in SAID_BY_US | NOT_WANTED or message.is_silenced():
            continue
        what, todo = TRANSLATED.get(message.id or "", (message.msg, message.hint or "请向开发人员反映。"))
        grade = error if message.level >= checks.ERROR else warning
        yield grade(message.id or "django", what, todo)
