"""A site as `wagtail start` makes it, with articles of a title and a body, in service: what the portal is measured against.

Templates, middleware and context processors are those that it comes with; debugging is off, the database is SQLite with the
same pragmas as ours and connections kept open. Everything lies in a temporary folder.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from tools.bench.served import Server, served
from tools.bench.stock_wagtail import MODELS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = """
    {% extends "base.html" %}
    {% load wagtailcore_tags %}
    {% block content %}<h1>{{ page.title }}</h1>
    {{ page.body|richtext }}{% endblock %}
"""
SETTINGS = """
    from site_.settings.production import *

    SECRET_KEY = "for measuring only"
    ALLOWED_HOSTS = ["127.0.0.1"]
    INSTALLED_APPS = ["stock", *INSTALLED_APPS]
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
"""
FILL = """
    import django; django.setup()
    from django.core.management import call_command
    call_command("makemigrations", "stock", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from tools.bench.stock_pages import populate, titled
    populate(titled({pages}))
"""


@contextmanager
def site(folder: Path, pages: int) -> Iterator[Server]:
    """The site with so many public pages: /n0/, /n1/ …"""
    project = folder / "stock-site"
    project.mkdir()
    wagtail = Path(sys.executable).with_name("wagtail")
    subprocess.run([wagtail, "start", "site_", str(project)], check=True, stdout=subprocess.DEVNULL)
    files = {
        "stock/__init__.py": "",
        "stock/migrations/__init__.py": "",
        "stock/models.py": MODELS,
        "stock/templates/stock/article.html": TEMPLATE,
        "site_/settings/bench.py": SETTINGS,
    }
    for name, text in files.items():
        place = project / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(dedent(text), encoding="utf-8")
    environment = {"DJANGO_SETTINGS_MODULE": "site_.settings.bench", "PYTHONPATH": f"{project}:{ROOT}"}
    fill = dedent(FILL).format(pages=pages)
    subprocess.run([sys.executable, "-c", fill], cwd=project, env={**os.environ, **environment}, check=True)
    with served("site_.wsgi:application", environment, folder / "stock.log") as server:
        yield server
