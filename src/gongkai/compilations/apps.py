from django.apps import AppConfig


class CompilationsConfig(AppConfig):
    name = "gongkai.compilations"
    verbose_name = "专题和公报"
