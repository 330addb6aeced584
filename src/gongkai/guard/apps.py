from django.apps import AppConfig


class GuardConfig(AppConfig):
    name = "gongkai.guard"
    verbose_name = "安全防护"
