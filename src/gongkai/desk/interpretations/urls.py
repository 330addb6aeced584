"""Addresses of interpretation, below /desk/interpretations/."""

from gongkai.desk.acting.door import page
from gongkai.desk.interpretations import card, listing, measures, rules

INTERPRETATIONS = [
    page("", listing.listing, "interpretations"),
    page("export.csv", listing.export, "interpretations_export"),
    page("measures/", measures.measures, "interpretation_measures"),
    page("measures/export.csv", measures.export, "interpretation_measures_export"),
    page("measures/keep/", measures.keep, "interpretation_measures_keep"),
    page("rules/", rules.rules, "interpretation_rules"),
    page("rules/all/", rules.rules_for_all, "interpretation_rules_all"),
    page("begin/", card.begin, "interpretation_begin"),
    page("<int:interpretation_id>/", card.card, "interpretation"),
    page("<int:interpretation_id>/do/<slug:what>/", card.do, "interpretation_do"),
]
