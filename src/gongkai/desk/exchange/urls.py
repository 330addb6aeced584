"""Addresses of the exchange with other systems, below /desk/exchange/."""

from gongkai.desk.acting.door import page
from gongkai.desk.exchange import systems, webhooks

EXCHANGE = [
    page("", systems.overview, "exchange"),
    page("systems/new/", systems.new, "exchange_system_new"),
    page("systems/<int:system_id>/", systems.one, "exchange_system"),
    page("systems/<int:system_id>/do/<slug:what>/", systems.do, "exchange_system_do"),
    page("webhooks/new/", webhooks.new, "exchange_webhook_new"),
    page("webhooks/<int:webhook_id>/", webhooks.one, "exchange_webhook"),
    page("webhooks/<int:webhook_id>/do/<slug:what>/", webhooks.do, "exchange_webhook_do"),
    page("webhooks/<int:webhook_id>/messages/<int:delivery_id>/", webhooks.message, "exchange_message"),
    page(
        "webhooks/<int:webhook_id>/messages/<int:delivery_id>/again/",
        webhooks.again,
        "exchange_message_again",
    ),
]
