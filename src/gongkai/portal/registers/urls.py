"""Addresses of registers: gsgk = 公示公开, tj = 统计, wzx = 完整性, cq = 抽签, ml = 名录, ys = 验算.

A register stands under its own key.
"""

from django.urls import path, register_converter

from gongkai.law.registers import definitions
from gongkai.portal.registers import completeness, drawing, figures, homes, lists, proving, records


class RegisterKey:
    """The key of a register that there is."""

    regex = "[a-z_]+"

    def to_python(self, value: str) -> str:
        if value not in definitions():
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class TakenAway:
    """The ways in which a register can be taken away, as the end of an address."""

    regex = "list\\.csv|list\\.json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RegisterKey, "register")
register_converter(TakenAway, "registerfile")

urlpatterns = [
    path("gsgk/", homes.home, name="registers"),
    path("gsgk/cq/", drawing.draws, name="register_draws"),
    path("gsgk/cq/<int:number>/", drawing.one, name="register_draw"),
    path("gsgk/cq/<int:number>/ml.txt", drawing.as_text, name="register_draw_list"),
    path("gsgk/<register:key>/", lists.listed, name="register"),
    path("gsgk/<register:key>/<registerfile:file>", lists.taken_away, name="register_file"),
    path("gsgk/<register:key>/tj/", figures.figures, name="register_figures"),
    path("gsgk/<register:key>/wzx/", completeness.matrix, name="register_matrix"),
    path("gsgk/<register:key>/<int:number>/", records.record, name="register_record"),
    path("gsgk/<register:key>/<int:number>/record.json", records.as_json, name="register_json"),
    path("gsgk/<register:key>/<int:number>/ys/", proving.prove_it, name="register_proof"),
]
