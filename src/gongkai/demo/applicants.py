"""Who applies in the demo: people and bodies that do not exist, with numbers that nobody has."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from gongkai.applications.queries.filing import Filing, Thing
from gongkai.applications.queries.kinds import ApplicantKind, Identity, Medium, Route
from gongkai.law.codes import id_check, is_credit_code

INVENTED = "（虚构示例）"
NOWHERE = "119999"
"""No place has this code."""
NOBODY = "999999"
_CHECKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def applicant(who: str, told: Mapping[str, Any]) -> Filing:
    """The form of `person 3` or `body 1`, so far as it says who applies; the same each time."""
    kind, _, place = who.partition(" ")
    number = int(place)
    return _body(number, told["body"][number]) if kind == "body" else _person(number, told["people"][number])


def anybody(chance: Random, told: Mapping[str, Any]) -> str:
    """Somebody; three out of four are people."""
    kind, among = ("body", told["body"]) if chance.random() < 0.25 else ("person", told["people"])
    return f"{kind} {chance.randrange(len(among))}"


def asking(form: Filing, things: tuple[str, ...], *, paper: bool, portal: bool) -> Filing:
    """The whole form: what is asked for, and on which way it is to come."""
    route = Route.POST if paper else Route.EMAIL if form.email and not portal else Route.PORTAL
    return replace(
        form,
        things=tuple(Thing(f"{thing}{INVENTED}") for thing in things),
        medium=Medium.PAPER if paper else Medium.ELECTRONIC,
        route=route,
    )


def identity_number(number: int) -> str:
    """The number of a person who lives nowhere; its check character is right."""
    first = f"{NOWHERE}{1960 + number % 40}{number % 12 + 1:02}{number % 28 + 1:02}{number + 100:03}"
    return f"{first}{id_check(first)}"


def credit_code(prefix: str, number: int) -> str:
    """The code of a body that is registered nowhere; its check character is right."""
    first = f"{prefix}{NOBODY}{number:08}X"
    return next(f"{first}{each}" for each in _CHECKS if is_credit_code(f"{first}{each}"))


def _person(number: int, name: str) -> Filing:
    return Filing(
        kind=ApplicantKind.NATURAL_PERSON,
        name=f"{name}（虚构）",
        identity=Identity.RESIDENT_CARD,
        identity_no=identity_number(number),
        telephone=f"1390000{8000 + number}",
        email="" if number % 3 else f"person{number}@yunling.example",
        address=f"虚构省云岭县示例路{number + 200}号",
        postcode="000000",
    )


def _body(number: int, body: Mapping[str, Any]) -> Filing:
    return Filing(
        kind=ApplicantKind(body["kind"]),
        name=f"{body['name']}{INVENTED}",
        credit_code=credit_code(body["prefix"], number),
        representative="云大川（虚构）",
        telephone=f"1390000{9000 + number}",
        email=f"body{number}@yunling.example",
        address=f"虚构省云岭县示例路{number + 300}号",
        postcode="000000",
    )
