"""Addresses of topics."""

from gongkai.desk.acting.door import page
from gongkai.desk.topics import deeds, listing, poster, scans, topic

TOPICS = [
    page("", listing.listing, "topics"),
    page("export.csv", listing.export, "topics_export"),
    page("new/", listing.new, "topic_new"),
    page("<int:topic_id>/", topic.topic, "topic"),
    page("<int:topic_id>/edit/", topic.edit, "topic_edit"),
    page("<int:topic_id>/preview/", topic.preview, "topic_preview"),
    page("<int:topic_id>/do/<slug:what>/", deeds.do, "topic_do"),
    page("<int:topic_id>/sections/<int:section_id>/", deeds.section, "topic_section"),
    page("<int:topic_id>/sections/<int:section_id>/add/", deeds.put_in, "topic_put_in"),
    page("<int:topic_id>/poster/", poster.poster, "topic_poster"),
    page("<int:topic_id>/poster/poster.pdf", poster.pdf, "topic_poster_pdf"),
    page("<int:topic_id>/scans/", scans.scans, "topic_scans"),
    page("<int:topic_id>/scans/export.csv", scans.export, "topic_scans_export"),
]
