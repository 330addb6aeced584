"""The common columns and catalogue, and which department of the invented county has charge of which fields."""

from datetime import UTC, datetime

from gongkai.agencies.queries import by_slugs
from gongkai.publication.actions.catalogue import install_catalogue, set_fields
from gongkai.publication.actions.columns import install_columns
from gongkai.publication.queries.catalogue import fields_of
from gongkai.records.access import OPERATOR
from gongkai.records.queries.numbers import civil_day

FIELDS = {
    "yunling-zrzyj": ("urban_rural_planning", "land_compensation"),
    "yunling-fgw": ("major_projects",),
    "yunling-xzsp": ("public_resource_trading",),
    "yunling-czj": ("budget",),
    "yunling-yjj": ("work_safety", "disaster_relief"),
    "yunling-zjj": ("house_expropriation", "affordable_housing", "rural_dilapidated_housing"),
    "yunling-cgj": ("urban_law_enforcement", "municipal_services"),
    "yunling-sthj": ("environment",),
    "yunling-whlyj": ("public_culture",),
    "yunling-sfj": ("public_legal_service",),
    "yunling-xcj": ("poverty_relief",),
    "yunling-mzhj": ("social_assistance", "elderly_care"),
    "yunling-scjg": ("food_drug",),
    "yunling-rsj": ("employment", "social_insurance"),
    "yunling-gaj": ("household_registration",),
    "yunling-nyj": ("agri_subsidy",),
    "yunling-jyj": ("compulsory_education",),
    "yunling-wjj": ("health_care",),
}


def load() -> None:
    """Install what is common, and give the departments their fields, unless that was done before."""
    at = datetime.now(UTC)
    install_columns(by=OPERATOR, at=at)
    install_catalogue(by=OPERATOR, at=at)
    for slug, agency in by_slugs(FIELDS).items():
        if not fields_of(agency.id, civil_day(at)):
            set_fields(agency_id=agency.id, field_ids=FIELDS[slug], by=OPERATOR, at=at)
