"""Findings about the environment variables, which need no database."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from gongkai.cli.check.finding import Finding, error, hint, warning
from gongkai.law.roles import RUNNING_ROLES
from gongkai.sealing.keys import KeysMissing, box

KEY_LENGTH, KEY_LETTERS = 50, 5
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def configuration() -> Iterator[Finding]:
    """Everything that settings alone tell."""
    for part in (_running, _secret_key, _hosts, _https, _sealing, _audit, _logins):
        yield from part()


def _running() -> Iterator[Finding]:
    if settings.DEBUG:
        yield error("S01", "调试模式开着，出错时会显示程序内部信息。", "去掉 GONGKAI_DEBUG。")
    if settings.DEMO:
        yield error(
            "S02", "演示模式开着，演示账号的密码是公开的。", "去掉 GONGKAI_DEMO，换用没有演示数据的数据库。"
        )
    if not settings.REQUEST_LOG:
        yield warning("S03", "没有记录访问日志。", "去掉 GONGKAI_REQUEST_LOG=0；网络日志应至少留存六个月。")
    if settings.TIME_ZONE != "Asia/Shanghai":
        yield error("S04", f"时区是 {settings.TIME_ZONE}，期限会算错。", "把 TIME_ZONE 改回 Asia/Shanghai。")


def _secret_key() -> Iterator[Finding]:
    todo = "把 GONGKAI_SECRET_KEY 设为至少 50 个随机字符，例如 openssl rand -base64 48 的输出。"
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        yield error("S05", "没有设置密钥，服务不能启动。", todo)
        return
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_LETTERS:
        yield error("S05", "密钥太短或者太简单，可以被猜出。", todo)


def _hosts() -> Iterator[Finding]:
    if any(host.startswith("*") for host in settings.ALLOWED_HOSTS):
        yield error("S06", "任何域名都被接受，网址可以被伪造。", "在 GONGKAI_HOSTS 中只写本平台的域名。")
    elif set(settings.ALLOWED_HOSTS) <= LOCAL:
        yield warning("S06", "只能从本机访问。", "把本平台的域名写入 GONGKAI_HOSTS。")
    if any(not origin.startswith("https://") for origin in settings.CSRF_TRUSTED_ORIGINS):
        yield error("S07", "GONGKAI_ORIGINS 中有不是 https 的来源。", "改为 https://，或者删去。")


def _https() -> Iterator[Finding]:
    if not settings.HTTPS:
        yield error(
            "S08",
            "没有启用 HTTPS：Cookie 可以被截取，也没有 HSTS。",
            "在前面的网页服务器上配置证书，然后设置 GONGKAI_HTTPS=1。",
        )
    elif not settings.TRUSTED_PROXIES:
        yield warning(
            "S09",
            "启用了 HTTPS，但没有说明前面有几层反向代理：会反复跳转，访问者的地址也都是代理的。",
            "设置 GONGKAI_PROXIES（一层为 1），并让代理覆盖 X-Forwarded-For、X-Forwarded-Proto 和 X-Request-ID。",
        )


def _sealing() -> Iterator[Finding]:
    try:
        current = box().current
    except KeysMissing as missing:
        yield error(
            "S10", str(missing), "用 gongkai sealing new-key 生成，设置 GONGKAI_SEALING_KEYS 后重新启动。"
        )
        return
    yield hint(
        "S11",
        f"个人信息用密钥“{current}”加密，遗失后不能恢复。",
        "确认密钥另有备份，与数据库的备份分开保管，并试过恢复。",
    )


def _audit() -> Iterator[Finding]:
    if not settings.AUDIT_KEY:
        yield warning(
            "S12",
            "没有日志的签名密钥：整条日志被重写时无从发现。",
            "设置 GONGKAI_AUDIT_KEY，定期运行 gongkai audit anchor，把结果存到别的机器。",
        )


def _logins() -> Iterator[Finding]:
    missing = [role.label for role in sorted(RUNNING_ROLES) if role not in settings.SECOND_FACTOR_ROLES]
    if missing:
        yield error(
            "S13",
            f"{'、'.join(missing)}没有要求动态口令。",
            "从 GONGKAI_SECOND_FACTOR_ROLES 的默认值中不要去掉这三种角色。",
        )
    limits = (
        (settings.PASSWORD_SHORT_LENGTH < 8, "密码可以短于 8 位", "GONGKAI_PASSWORD_SHORT_LENGTH"),
        (not 0 < settings.LOGIN_FAILURES <= 10, "登录失败 10 次以上才锁定", "GONGKAI_LOGIN_FAILURES"),
        (settings.LOGIN_LOCK_MINUTES < 5, "锁定不到 5 分钟", "GONGKAI_LOGIN_LOCK_MINUTES"),
        (not 0 < settings.SESSION_IDLE_MINUTES <= 60, "离开一小时以上才退出", "GONGKAI_SESSION_IDLE_MINUTES"),
    )
    for weak, what, name in limits:
        if weak:
            yield warning("S14", f"{what}。", f"调整 {name}。")
