from django.apps import AppConfig


class SignoffConfig(AppConfig):
    name = "gongkai.signoff"
    verbose_name = "审签"
