"""Every job of the platform, by importing the actions that declare them."""

import pkgutil
from importlib import import_module

from django.apps import apps

from gongkai.jobs import upkeep  # noqa: F401 - declares its jobs


def load() -> None:
    """Import the actions of each app of ours: a job is known once its module is imported."""
    for app in apps.get_app_configs():
        names = {module.name for module in pkgutil.iter_modules([app.path])}
        if app.name.startswith("gongkai.") and "actions" in names:
            actions = import_module(f"{app.name}.actions")
            for module in pkgutil.iter_modules(getattr(actions, "__path__", [])):
                import_module(f"{actions.__name__}.{module.name}")
