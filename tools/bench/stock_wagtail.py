"""Stock Wagtail, for comparison: a throw-away project in a temporary folder, with so many pages, in a process of its own.

The folder, its settings and its SQLite file are gone at the end. The database has the same pragmas as ours.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from tools.bench import sides

MODELS = """
    from wagtail.fields import RichTextField
    from wagtail.models import Page

    class Article(Page):
        body = RichTextField(blank=True)
"""
SEARCHED = """
    from wagtail.fields import RichTextField
    from wagtail.models import Page
    from wagtail.search import index

    class Article(Page):
        body = RichTextField(blank=True)
        search_fields = [*Page.search_fields, index.SearchField("body")]
"""
SETTINGS = """
    SECRET_KEY = "for measuring only"
    INSTALLED_APPS = [
        "stock",
        "wagtail.search", "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.sites", "wagtail.admin",
        "wagtail", "taggit", "modelcluster", "django.contrib.auth", "django.contrib.contenttypes",
        "django.contrib.sessions", "django.contrib.messages", "django_tasks",
    ]
    DATABASES = {{"default": {{
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": {name!r},
        "OPTIONS": {{
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }},
    }}}}
    DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
    ROOT_URLCONF = "stock.urls"
    WAGTAIL_SITE_NAME = "stock"
    WAGTAILADMIN_BASE_URL = "http://localhost"
    STATIC_URL = "/static/"
    TEMPLATES = [{{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}}]
    USE_TZ = True
"""
URLS = """
    from django.urls import include, path
    from wagtail import urls

    urlpatterns = [path("", include(urls))]
"""


@contextmanager
def side(pages: int, module: str = "stock_pages", models: str = MODELS) -> Iterator[sides.Ask]:
    """The process, with so many pages of such a kind; what it can be asked, the module says."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-wagtail-") as name:
        project = Path(name) / "stock"
        (project / "migrations").mkdir(parents=True)
        files = {"__init__": "", "migrations/__init__": "", "models": models, "urls": URLS}
        files["settings"] = SETTINGS.format(name=f"{name}/stock.sqlite3")
        for place, text in files.items():
            (project / f"{place}.py").write_text(dedent(text), encoding="utf-8")
        with sides.side(module, pages, "", DJANGO_SETTINGS_MODULE="stock.settings", PYTHONPATH=name) as ask:
            yield ask
