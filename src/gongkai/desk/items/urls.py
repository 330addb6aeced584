"""Addresses of items, below /desk/items/; those that lead from a Word file to sign-off are in `authoring`."""

from gongkai.desk.acting.door import page
from gongkai.desk.items import comparing, deeds, files, item, links, listing, schedule, withheld

WITHHELD = [
    page("", withheld.register, "withheld"),
    page("export.csv", withheld.export, "withheld_export"),
    page("<int:withholding_id>/", withheld.entry, "withheld_entry"),
    page("<int:withholding_id>/evaluate/", withheld.evaluate, "withheld_evaluate"),
    page("<int:withholding_id>/declassify/", withheld.declassify, "withheld_declassify"),
]

LISTED = [
    page("", listing.listing, "items"),
    page("export.csv", listing.export, "items_export"),
    page("links/", links.dead, "dead_links"),
    page("links/export.csv", links.export, "dead_links_export"),
    page("schedule/", schedule.listing, "schedule"),
    page("schedule/export.csv", schedule.export, "schedule_export"),
]

ITEM = [
    page("", item.item, "item"),
    page("editions/<int:edition_id>/", item.one_edition, "item_edition"),
    page("editions/<int:edition_id>/attachments/<str:name>", files.picture, "item_edition_picture"),
    page("links/", links.ask_again, "item_links"),
    page("compare/", comparing.compared, "item_compare"),
    page("review/", deeds.review, "item_review"),
    page("do/<slug:what>/", deeds.do, "item_do"),
]
