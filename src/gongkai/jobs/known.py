"""What a process that does jobs must know before its first one."""

import pkgutil
from importlib import import_module

from django.apps import apps
from django.urls import get_resolver

from gongkai.jobs import upkeep  # noqa: F401 - declares its jobs


def load() -> None:
    """Import the actions of each app of ours: a job is known once its module is imported.

    The addresses are read as well: it takes some seconds, and who first asks for one may hold the database meanwhile.
    """
    for app in apps.get_app_configs():
        names = {module.name for module in pkgutil.iter_modules([app.path])}
        if app.name.startswith("gongkai.") and "actions" in names:
            actions = import_module(f"{app.name}.actions")
            for module in pkgutil.iter_modules(getattr(actions, "__path__", [])):
                import_module(f"{actions.__name__}.{module.name}")
    len(get_resolver().url_patterns)
