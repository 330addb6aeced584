"""The platform as in service, but for one page and one job of the tests: DJANGO_SETTINGS_MODULE of its processes."""

from gongkai.settings import *  # noqa: F403 - all of them
from gongkai.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.endurance.apps.Endurance"]
ROOT_URLCONF = "tests.endurance.pages"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # how long a log-in takes is not the question
SECOND_FACTOR_ROLES = []
REQUEST_LOG = False
JOB_LEASE = 2  # seconds after which what a killed worker held goes to another one
