"""Django settings. Everything that differs between installations is an environment variable.

Each `GONGKAI_…` variable is described in docs/operators/settings.md; a test compares the two.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from gongkai.connections import database, mail_server, quiet_hours
from gongkai.guard.http.features import NOT_ASKED_FOR

PACKAGE = Path(__file__).resolve().parent


def _text(name: str, default: str = "") -> str:
    return os.environ.get(f"GONGKAI_{name}", default).strip()


def _flag(name: str, default: str = "") -> bool:
    return _text(name, default).lower() in {"1", "true", "yes", "on"}


def _number(name: str, default: int) -> int:
    return int(_text(name) or default)


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in _text(name, default).split(",") if word.strip()]


# Where it runs

DATA = Path(_text("DATA", "var")).resolve()
SECRET_KEY = _text("SECRET_KEY")  # Django refuses to work with an empty one
DEBUG = _flag("DEBUG")
ALLOWED_HOSTS = _words("HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _words("ORIGINS")
TRUSTED_PROXIES = _number("PROXIES", 0)
FORCE_SCRIPT_NAME = _text("PREFIX").rstrip("/") or None

# What browsers are told, what is believed, what is written down (docs/operators/security.md)

HTTPS = _flag("HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a load balancer asks on the inner side
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_PATH = f"{FORCE_SCRIPT_NAME or ''}/"
CSRF_FAILURE_VIEW = "gongkai.portal.pages.errors.csrf_failure"

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [
            SELF,
            NONCE,
        ],  # the nonce is there only in an answer whose template asked for CSP_NONCE
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {feature: [] for feature in NOT_ASKED_FOR}
PRIVATE_PATHS = ("/desk/",)  # answers from there are stored by no browser and no proxy

SEALING_KEYS = _text("SEALING_KEYS")
SEALING_FORM = _text("SEALING_FORM", "aes")
SEALED_JSON = {"mfa.Authenticator.data": "mfa_authenticator.data"}  # sealed values inside tables of libraries

# One line of JSON for each event goes to standard error, where the service manager keeps it.
REQUEST_LOG = _flag("REQUEST_LOG", "1")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "gongkai.guard.http.journal.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "gongkai": {"level": "INFO"},
        # no mail with a report of the fault: it would carry what the visitor had typed
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # visitors' mistakes have their line among the requests
        "axes": {"level": "ERROR"},  # it writes names and addresses; the action log has them
    },
}

# Who runs it: printed in the page head for inspections, and in the footer

SITE_NAME = _text("SITE_NAME", "政府信息公开平台")
SITE_DOMAIN = _text("SITE_DOMAIN")
SITE_CODE = _text("SITE_CODE")
SITE_OWNER, SITE_OPERATOR = _text("SITE_OWNER"), _text("SITE_OPERATOR")
SITE_CONTACT = _text("SITE_CONTACT")
SITE_ICP, SITE_POLICE = _text("SITE_ICP"), _text("SITE_POLICE")
SITE_ERRORS = _text("SITE_ERRORS")
SITE_BADGES = _words("SITE_BADGES")
SITE_IPV6 = _flag("SITE_IPV6")
SITE_NOTICE = _text("SITE_NOTICE")
SITE_FAULT_DAYS = _number("SITE_FAULT_DAYS", 3)
SITE_HEADER, SITE_FOOTER = _text("SITE_HEADER"), _text("SITE_FOOTER")
SITE_STYLE = _text("SITE_STYLE")

# Touch screens in service halls: the agencies that have one (docs/users/kiosk.md)

KIOSKS = _words("KIOSKS")

# 年报体检: what one visitor may ask of the machine

CHECKUP_MEGABYTES = _number("CHECKUP_MEGABYTES", 20)
CHECKUP_SECONDS = _number("CHECKUP_SECONDS", 30)
CHECKUP_PER_HOUR = _number("CHECKUP_PER_HOUR", 60)
CHECKUP_AT_ONCE = _number("CHECKUP_AT_ONCE", 2)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # pasted text and other fields, without files

# 依申请公开: what one visitor may hand in and ask for

APPLICATIONS_PER_HOUR = _number("APPLICATIONS_PER_HOUR", 20)
APPLICATION_MEGABYTES = _number("APPLICATION_MEGABYTES", 20)
QUERY_CODES_PER_HOUR = _number("QUERY_CODES_PER_HOUR", 10)

# Stored files

FILES = Path(_text("FILES") or DATA / "files").resolve()
FILE_MEGABYTES = _number("FILE_MEGABYTES", 100)
CLAMD = _text("CLAMD")
PREVIEW_DAYS = _number("PREVIEW_DAYS", 30)

# Public pages as files, which the web server in front reads (docs/operators/static-pages.md); nothing is written without a folder

COPIES = Path(_text("STATIC_PAGES")).resolve() if _text("STATIC_PAGES") else None
SITE_ADDRESS = _text("SITE_ADDRESS").rstrip("/")
VISITS = Path(_text("VISITS")).resolve() if _text("VISITS") else None  # nothing is counted without a folder

# The action log

AUDIT_KEY = _text("AUDIT_KEY")

# Whether links of texts are asked if they open: the platform goes out for it (docs/operators/settings.md)

CHECK_LINKS = _flag("CHECK_LINKS")
CHECK_LINKS_INNER = _words("CHECK_LINKS_INNER")
WEBHOOKS_INNER = _words(
    "WEBHOOKS_INNER"
)  # hosts that may be told what changes all the same (operators/exchange.md)
INSPECTION = _text("INSPECTION")  # a file with what a place has set about inspections

# Where the index of the search is kept: "database", or "tantivy" in files beside it (docs/operators/search.md)

SEARCH = _text("SEARCH", "database")

# Background jobs

JOB_LEASE = _number("JOB_LEASE", 60)

# E-mail (docs/operators/mail.md). A demo, whose accounts are everybody's, sends none.

SMTP = None if _flag("DEMO") else mail_server(_text("SMTP"))
MAIL_FROM = _text("MAIL_FROM") or f"noreply@{SITE_DOMAIN or 'localhost'}"
MAIL_QUIET = quiet_hours(_text("MAIL_QUIET", "22-8"))
MAIL_WORKDAYS = _flag("MAIL_WORKDAYS")

# Who logs in: accounts, second factor, lock-out, sessions, 统一身份认证 (docs/operators/accounts.md)

DEMO = _flag("DEMO")  # only then accounts with published passwords are made and let in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "gongkai.desk.session.backend.OpenAccounts",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"

PASSWORD_LENGTH = _number("PASSWORD_LENGTH", 12)
PASSWORD_SHORT_LENGTH = _number("PASSWORD_SHORT_LENGTH", 8)
PASSWORD_HISTORY = _number("PASSWORD_HISTORY", 5)
PASSWORD_MAXIMUM_DAYS = _number("PASSWORD_MAXIMUM_DAYS", 0)
PASSWORD_HASHERS = [
    "gongkai.accounts.passwords.QuickScrypt" if DEMO else "django.contrib.auth.hashers.ScryptPasswordHasher"
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "gongkai.accounts.passwords.LongOrMixed",
        "OPTIONS": {"long": PASSWORD_LENGTH, "short": PASSWORD_SHORT_LENGTH},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "gongkai.accounts.passwords.NotUsedLately", "OPTIONS": {"last": PASSWORD_HISTORY}},
]

SESSION_IDLE_MINUTES = _number("SESSION_IDLE_MINUTES", 30)
SESSION_HOURS = _number("SESSION_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_PATH = f"{FORCE_SCRIPT_NAME or ''}/"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGIN_FAILURES = _number("LOGIN_FAILURES", 5)
LOGIN_LOCK_MINUTES = _number("LOGIN_LOCK_MINUTES", 30)
LOGIN_PER_HOUR = _number("LOGIN_PER_HOUR", 300)  # from one address, whatever the names
EXPORTS_PER_HOUR = _number("EXPORTS_PER_HOUR", 60)  # by one person
PUSHES_PER_HOUR = _number(
    "PUSHES_PER_HOUR", 1200
)  # rows of registers, from one address: a hub delivers for many
API_PER_HOUR = _number("API_PER_HOUR", 7200)  # readings of the interface, from one address
FEEDS_PER_HOUR = _number("FEEDS_PER_HOUR", 1200)  # calendars read from one address: an office has one for all
AXES_FAILURE_LIMIT = LOGIN_FAILURES
AXES_COOLOFF_TIME = timedelta(minutes=LOGIN_LOCK_MINUTES)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or an attacker could keep somebody out for ever
AXES_USERNAME_CALLABLE = "gongkai.desk.session.adapters.lock_key"
AXES_CLIENT_IP_CALLABLE = "gongkai.desk.session.adapters.lock_address"
AXES_LOCKOUT_CALLABLE = "gongkai.desk.session.views.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "old", "new", "again", "code", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # the action log has it
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SECOND_FACTOR_ROLES = _words(
    "SECOND_FACTOR_ROLES", "system_administrator,security_administrator,security_auditor"
)
MFA_ADAPTER = "gongkai.desk.session.adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "gongkai.desk.session.forms.Code",
    "reauthenticate": "gongkai.desk.session.forms.ConfirmByCode",
    "activate_totp": "gongkai.desk.session.forms.Activate",
}
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # half a minute that a telephone's clock may be off

ACCOUNT_ADAPTER = "gongkai.desk.session.adapters.Accounts"
ACCOUNT_FORMS = {
    "login": "gongkai.desk.session.forms.Login",
    "reauthenticate": "gongkai.desk.session.forms.ConfirmByPassword",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "password1*",
]  # nobody signs up; the library wants them to agree with the login
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
# The library counts in the cache, which each process has for itself. Ours are in the database: axes, LOGIN_PER_HOUR.
ACCOUNT_RATE_LIMITS = False
USERSESSIONS_ADAPTER = "gongkai.desk.session.adapters.Sessions"

OIDC_URL = _text("OIDC_URL").rstrip("/")
OIDC_NAME = _text("OIDC_NAME", "统一身份认证")
OIDC_CLAIM = _text("OIDC_CLAIM", "preferred_username")
OIDC_FIND_BY = _text("OIDC_FIND_BY", "username")
OIDC_ORIGIN = _text("OIDC_ORIGIN") or "://".join(urlsplit(OIDC_URL)[:2])  # where the browser is sent
SOCIALACCOUNT_ADAPTER = "gongkai.desk.session.oidc.People"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "provider_class": "gongkai.desk.session.oidc.Provider",
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_NAME,
                "client_id": _text("OIDC_CLIENT"),
                "secret": _text("OIDC_SECRET"),
                "settings": {"server_url": OIDC_URL},
            }
        ],
    }
}
if OIDC_URL:  # browsers hold the way from our form to the provider against form-action
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(OIDC_ORIGIN)

# What it is made of

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_prose_editor",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "gongkai.guard",
    "gongkai.records",
    "gongkai.accounts",
    "gongkai.agencies",
    "gongkai.signoff",
    "gongkai.search",
    "gongkai.publication",
    "gongkai.registers",
    "gongkai.applications",
    "gongkai.normative",
    "gongkai.channels",
    "gongkai.compilations",
    "gongkai.subscriptions",
    "gongkai.feedback",
    "gongkai.visits",
    "gongkai.remedies",
    "gongkai.supervision",
    "gongkai.annual_reports",
    "gongkai.exchange",
    "gongkai.copies",
]

MIDDLEWARE = [
    "gongkai.guard.http.requests.RequestId",
    "gongkai.guard.http.journal.Journal",
    "gongkai.visits.http.Counting",
    "gongkai.guard.http.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "gongkai.guard.http.uploads.BodyLimit",
    "gongkai.portal.pages.languages.PublicLanguage",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.desk.session.gate.Gate",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.urls"
WSGI_APPLICATION = "gongkai.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "csp.context_processors.nonce",
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "gongkai.portal.pages.context.site",
                "gongkai.desk.acting.frame.desk",
            ],
            "builtins": ["django.templatetags.i18n", "gongkai.portal.pages.labels"],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": _MEMORY},
    # Some 15 KB each.
    "pages": {"BACKEND": _MEMORY, "LOCATION": "pages", "TIMEOUT": 600, "OPTIONS": {"MAX_ENTRIES": 1000}},
}

DATABASES = {"default": database(_text("DATABASE") or f"sqlite:///{DATA / 'gongkai.sqlite3'}")}
