"""What the viewer of an item may do with it now, and the forms for that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.forms import Form

from gongkai.desk.items import forms
from gongkai.law.duties.attribute import Attribute
from gongkai.publication import access
from gongkai.publication.queries import Stand
from gongkai.publication.queries.editions import EditionRow, ItemCard
from gongkai.publication.queries.items import State
from gongkai.publication.queries.reviewing import secrecy_turn
from gongkai.records.access import Actor
from gongkai.signoff import queries as signoff

_REOPENED = {Stand.PUBLIC, Stand.WITHDRAWN, Stand.EXPIRED}


@dataclass(frozen=True, slots=True)
class Can:
    """What the viewer may do with an item as it stands; pages hide the rest, actions refuse it."""

    edit: bool = False
    review: bool = False
    speak: bool = False
    publish: bool = False
    schedule: bool = False
    expiry: bool = False
    withhold: bool = False
    drop: bool = False
    reopen: bool = False
    withdraw: bool = False
    restore: bool = False


def may(viewer: Actor, held: ItemCard, text: EditionRow) -> Can:
    """What the viewer may do now, by their roles for the agency and by how the item stands."""
    writes, publishes, removes = (
        viewer.holds(roles, held.agency_id) is not None
        for roles in (access.WRITERS, access.PUBLISHERS, access.REMOVERS)
    )
    options = signoff.options(text.round_id, viewer) if text.round_id else None
    opened = held.open_edition == text.id
    sent = opened and text.state is State.IN_SIGN_OFF
    ready = opened and text.state is State.APPROVED
    proactive = text.content.attribute == Attribute.PROACTIVE
    return Can(
        edit=writes and opened and (not sent or bool(options and options.write)),
        review=sent and secrecy_turn(text.round_id or 0, viewer) is not None,
        speak=sent and bool(options and (options.steps or options.submit)),
        publish=publishes and ready and proactive,
        schedule=opened and (publishes if ready else writes),
        expiry=publishes and held.stand is Stand.PUBLIC,
        withhold=publishes and ready and not proactive and held.stand is not Stand.PUBLIC,
        drop=writes and opened and not sent,
        reopen=writes and not held.open_edition and held.stand in _REOPENED,
        withdraw=removes and held.stand is Stand.PUBLIC,
        restore=publishes and held.stand is Stand.WITHDRAWN,
    )


def offered(can: Can, held: ItemCard, text: EditionRow, filled: Form | None) -> dict[str, Form]:
    """The forms of what the viewer may do; one that was filled in and is not yet right stays as it was."""
    of_edition = {"edition_id": text.id}
    made: Mapping[str, Callable[[], Form]] = {
        "review": lambda: forms.Review(files=text.files, initial={"digest": text.digest}),
        "publish": lambda: forms.OfEdition(initial=of_edition, auto_id="id_publish_%s"),
        "schedule": lambda: forms.Schedule(
            initial={**of_edition, "publish_after": text.publish_after, "expires_on": text.expires_on},
            auto_id="id_schedule_%s",
        ),
        "expiry": lambda: forms.Expiry(initial={"expires_on": held.expires_on}, auto_id="id_expiry_%s"),
        "withhold": lambda: forms.Withhold(initial=of_edition, auto_id="id_withhold_%s"),
        "drop": lambda: forms.Drop(initial=of_edition, auto_id="id_drop_%s"),
        "reopen": lambda: forms.Nothing(auto_id="id_reopen_%s"),
        "withdraw": lambda: forms.Withdraw(auto_id="id_withdraw_%s"),
        "restore": lambda: forms.Because(auto_id="id_restore_%s"),
    }
    return {
        name: filled if filled is not None and str(filled.auto_id) == f"id_{name}_%s" else make()
        for name, make in made.items()
        if getattr(can, name)
    }
