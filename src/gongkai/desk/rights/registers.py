"""The rows of the table of rights for registers: who reads them, who brings rows in, keeps sources and draws lots."""

from gongkai.desk.rights.right import Right, anywhere
from gongkai.registers.access import IMPORTERS, KEEPERS, READERS

REGISTERS: dict[str, Right] = {
    "registers": anywhere(READERS),
    "registers_listing": anywhere(READERS),
    "registers_export": anywhere(READERS),
    "registers_template": anywhere(IMPORTERS),
    "registers_new": anywhere(IMPORTERS),
    "registers_record": anywhere(READERS),
    "registers_correct": anywhere(IMPORTERS),
    "registers_record_do": anywhere(IMPORTERS),
    "registers_deliveries": anywhere(READERS),
    "registers_delivery": anywhere(READERS),
    "registers_delivery_do": anywhere(IMPORTERS),
    "registers_faults": anywhere(READERS),
    "registers_sources": anywhere(READERS),
    "registers_source_new": anywhere(KEEPERS),
    "registers_source": anywhere(READERS),
    "registers_source_do": anywhere(KEEPERS),
    "registers_import": anywhere(IMPORTERS),
    "registers_import_map": anywhere(IMPORTERS),
    "registers_board": anywhere(READERS),
    "registers_matrix": anywhere(READERS),
    "registers_table": anywhere(READERS),
    "registers_draws": anywhere(READERS),
    "registers_draw_new": anywhere(IMPORTERS),
    "registers_draw": anywhere(READERS),
    "registers_draw_do": anywhere(IMPORTERS),
}
