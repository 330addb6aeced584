from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "gongkai.visits"
    verbose_name = "访问统计"
