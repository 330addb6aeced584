"""What became of the applications in the correct reports: six kinds of applicants by outcome.

`CITY_2025` carries the published figures of a large city; its organisations are split so that every column balances.
"""

Columns = tuple[int, int, int, int, int, int]

APPLICANTS = (
    "natural_person",
    "org_business",
    "org_research",
    "org_public_welfare",
    "org_legal_service",
    "org_other",
)
NONE: Columns = (0, 0, 0, 0, 0, 0)

CITY_2025: dict[str, Columns] = {
    "granted": (5345, 129, 0, 41, 19, 14),
    "partial": (2120, 39, 0, 1, 6, 2),
    "denied_state_secret": (13, 0, 0, 0, 0, 0),
    "denied_law_prohibits": (30, 0, 0, 0, 0, 0),
    "denied_security_stability": (11, 0, 0, 0, 0, 0),
    "denied_third_party": (49, 2, 0, 0, 0, 0),
    "denied_internal_affairs": (103, 1, 0, 0, 0, 0),
    "denied_process": (84, 0, 0, 0, 1, 0),
    "denied_enforcement_file": (282, 2, 0, 0, 2, 0),
    "denied_special_inquiry": (147, 1, 0, 0, 2, 0),
    "unable_not_held": (3075, 60, 0, 2, 77, 8),
    "unable_needs_creation": (177, 2, 0, 0, 1, 0),
    "unable_still_unclear": (19, 0, 0, 0, 0, 0),
    "unprocessed_petition": (199, 2, 0, 0, 0, 2),
    "unprocessed_duplicate": (147, 1, 0, 0, 0, 0),
    "unprocessed_excessive": (100, 0, 0, 0, 1, 0),
    "unprocessed_reissue": (5, 0, 0, 0, 0, 0),
    "other_no_correction": (315, 2, 0, 0, 1, 0),
    "other_fee_unpaid": (202, 0, 0, 0, 1, 0),
    "other_misc": (941, 11, 0, 0, 10, 3),
}

CITY_2024: dict[str, Columns] = {
    "granted": (5002, 120, 1, 38, 21, 12),
    "partial": (1980, 41, 0, 2, 5, 3),
    "denied_third_party": (61, 3, 0, 0, 0, 0),
    "denied_process": (92, 1, 0, 0, 2, 0),
    "denied_enforcement_file": (251, 0, 0, 0, 0, 0),
    "unable_not_held": (3107, 52, 0, 3, 69, 10),
    "unprocessed_petition": (214, 4, 0, 0, 0, 1),
    "other_no_correction": (297, 2, 0, 0, 0, 0),
    "other_misc": (1180, 9, 0, 0, 8, 2),
}

COUNTY_2020: dict[str, Columns] = {
    "granted": (21, 3, 0, 0, 1, 0),
    "partial": (4, 0, 0, 0, 1, 0),
    "denied_third_party": (2, 0, 0, 0, 0, 0),
    "unable_not_held": (8, 1, 0, 0, 0, 0),
    "unprocessed_petition": (3, 0, 0, 0, 0, 0),
    "other_handling": (1, 0, 0, 0, 0, 0),
}

COUNTY_2019: dict[str, Columns] = {
    "granted": (17, 2, 0, 1, 0, 0),
    "unable_not_held": (6, 0, 0, 0, 0, 0),
    "unprocessed_duplicate": (1, 0, 0, 0, 0, 0),
}
