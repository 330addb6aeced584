"""Addresses of channels, below /desk/channels/, and those of an item."""

from gongkai.desk.acting.door import page
from gongkai.desk.channels import carriers, figures, importing, posts, tallies, tasks, yearly

CHANNELS = [
    page("", figures.statistics, "channel_statistics"),
    page("stated/", figures.stated, "channel_stated"),
    page("yearly/", yearly.figures, "channel_yearly"),
    page("proofs/", figures.proofs, "channel_proofs"),
    page("carriers/", carriers.listing, "carriers"),
    page("carriers/export.csv", carriers.export, "carriers_export"),
    page("carriers/new/", carriers.new, "carrier_new"),
    page("carriers/<int:carrier_id>/", carriers.one, "carrier"),
    page("carriers/<int:carrier_id>/alter/", carriers.alter, "carrier_alter"),
    page("carriers/<int:carrier_id>/close/", carriers.close, "carrier_close"),
    page("carriers/<int:carrier_id>/put/", posts.new, "post_new"),
    page("carriers/<int:carrier_id>/import/", importing.import_file, "channel_import"),
    page("carriers/<int:carrier_id>/import/confirm/", importing.confirm, "channel_import_confirm"),
    page("posts/", posts.listing, "posts"),
    page("posts/export.csv", posts.export, "posts_export"),
    page("posts/<int:post_id>/", posts.one, "post"),
    page("posts/<int:post_id>/do/<slug:what>/", posts.do, "post_do"),
    page("figures/<int:tally_id>/void/", tallies.void, "channel_figures_void"),
    page("photos/<int:photo_id>/", posts.photo, "post_photo"),
    page("imports/", importing.listing, "channel_intakes"),
    page("imports/template.csv", importing.template, "channel_template"),
    page("imports/<int:intake_id>/", importing.one, "channel_intake"),
    page("imports/<int:intake_id>/file/", importing.file, "channel_intake_file"),
    page("imports/<int:intake_id>/void/", importing.void, "channel_intake_void"),
    page("tasks/", tasks.listing, "channel_tasks"),
    page("tasks/<int:task_id>/drop/", tasks.drop, "channel_task_drop"),
    page("rules/", tasks.rules, "channel_rules"),
    page("rules/<int:rule_id>/end/", tasks.end, "channel_rule_end"),
]

OF_ITEM = [
    page("channels/", posts.of_item, "item_channels"),
    page("channels/task/", tasks.give, "channel_task_new"),
]
