"""Addresses of registers, below /desk/registers/."""

from gongkai.desk.acting.door import page
from gongkai.desk.registers import deliveries, draws, overview, records, sources, table_two

REGISTERS = [
    page("", overview.overview, "registers"),
    page("board/", overview.whole_board, "registers_board"),
    page("matrix/", overview.complete, "registers_matrix"),
    page("table/", table_two.table_two, "registers_table"),
    page("of/<slug:register>/", records.listing, "registers_listing"),
    page("of/<slug:register>/export.csv", records.export, "registers_export"),
    page("of/<slug:register>/template.<slug:kind>", records.template, "registers_template"),
    page("of/<slug:register>/new/", records.new, "registers_new"),
    page("records/<int:record_id>/", records.one, "registers_record"),
    page("records/<int:record_id>/correct/", records.correct, "registers_correct"),
    page("records/<int:record_id>/do/<slug:what>/", records.do, "registers_record_do"),
    page("deliveries/", deliveries.listing, "registers_deliveries"),
    page("deliveries/<int:delivery_id>/", deliveries.one, "registers_delivery"),
    page("deliveries/<int:delivery_id>/do/<slug:what>/", deliveries.do, "registers_delivery_do"),
    page("deliveries/<int:delivery_id>/faults.csv", deliveries.faults, "registers_faults"),
    page("sources/", sources.listing, "registers_sources"),
    page("sources/new/", sources.new, "registers_source_new"),
    page("sources/<int:source_id>/", sources.one, "registers_source"),
    page("sources/<int:source_id>/do/<slug:what>/", sources.do, "registers_source_do"),
    page("sources/<int:source_id>/import/", deliveries.import_file, "registers_import"),
    page("sources/<int:source_id>/import/map/", deliveries.import_map, "registers_import_map"),
    page("draws/", draws.listing, "registers_draws"),
    page("draws/new/", draws.new, "registers_draw_new"),
    page("draws/<int:lottery_id>/", draws.one, "registers_draw"),
    page("draws/<int:lottery_id>/do/<slug:what>/", draws.do, "registers_draw_do"),
]
