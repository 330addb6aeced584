from django.apps import AppConfig


class CopiesConfig(AppConfig):
    name = "gongkai.copies"
    verbose_name = "静态页面"
