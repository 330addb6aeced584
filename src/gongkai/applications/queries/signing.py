"""Reads: which notices are signed before they leave, what was prepared, and what exactly is signed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from gongkai.applications import access
from gongkai.applications.access import NOTICES, Act
from gongkai.applications.models import Application, CaseFile, Prepared
from gongkai.applications.queries.letters import SOMEBODY, written
from gongkai.documents.letters.letter import Written, digest
from gongkai.law.ledger import Party
from gongkai.law.outcomes.letters import letter
from gongkai.records.access import Actor
from gongkai.signoff.queries import chain_of

KIND_OF = {
    Act.ASK_CORRECTION: "correction_notice",
    Act.ASK_THIRD_PARTY: "third_party_letter",
    Act.ASK_ORGAN: "comaker_letter",
    Act.ASK_HELP: "cohandle_letter",
    Act.ASK_REASONS: "reason_request",
    Act.PROPOSE_EXTENSION: "extension_notice",
    Act.EXTEND: "extension_notice",
    Act.DEFER: "deferral_notice",
    Act.NOTIFY_FEE: "fee_notice",
}
"""The letter of each act that lets one leave. `Act.LETTER` lets the others leave, and says which."""
_LEAVING = {
    "consultation_from": "本文书发出之日",
    "unit_head_consent": "签发之日同意",
    "opinion_due": "最后一日按收到之日推算",
}
"""What only the day of leaving says, and what stands for it until then: as number, date and QR code, it is not signed."""


@dataclass(frozen=True, slots=True)
class PreparedCard:
    """One act that waits for its signature. `state`: draft, open, approved or stopped as its round, then done or dropped.

    `changes`: the viewer may change it, send it, put it away.
    """

    id: int
    application_id: int
    application: str
    title: str
    agency: str
    kind: str
    name: str
    act: Act
    who: str
    revision: int
    digest: str
    said: Mapping[str, Any]
    saved_by: str
    saved_at: datetime
    round_id: int | None
    state: str
    letters: tuple[int, ...]
    moves: int
    changes: bool

    @property
    def stands(self) -> str:
        """Where it stands, in words."""
        return {
            "draft": "还没有送审",
            "open": "正在审签",
            "stopped": "审签已终止",
            "done": "已经签发",
            "dropped": "已作废",
        }[self.state]

    @property
    def does(self) -> str:
        """What the signature does, in words: whoever asks for an extension has it granted by it."""
        return (Act.EXTEND if self.act is Act.PROPOSE_EXTENSION else self.act).label

    @property
    def open(self) -> bool:
        """Whether it is neither done nor put away."""
        return self.state not in ("done", "dropped")


def to_be_signed(agency_id: int, kind: str) -> bool:
    """Whether an agency has letters of a kind signed before they leave: it has set a chain for them."""
    return kind in NOTICES and bool(chain_of(agency_id, kind))


def kind_of(act: Act, said: Mapping[str, Any]) -> str:
    """The letter that leaves with an act; empty where none does."""
    return str(said.get("kind", "")) if act is Act.LETTER else KIND_OF.get(act, "")


def undated(said: Mapping[str, Any]) -> dict[str, Any]:
    """What the table keeps of a letter, without what only the day of leaving says."""
    facts, days = dict(said["facts"]), dict(said["days"])
    for name, words in _LEAVING.items():
        if name in facts or days.pop(name, None):
            facts[name] = words
    return {**said, "facts": facts, "days": days}


def digest_as_signed(kind: str, who: str, said: Mapping[str, Any], on: date) -> str:
    """The digest of a letter as it is signed, whoever it is addressed to: by the law of the day, not dated itself."""
    return digest(written(kind, undated(said), addressee=who or SOMEBODY, law_day=on))


def digest_of(prepared: Prepared) -> str:
    """The SHA-256 of exactly what is approved: for which application, what is done, what its letters say, the files."""
    said = {
        "application": prepared.application_id,
        "act": prepared.act,
        "said": prepared.said,
        "letters": [each["digest"] for each in prepared.letters],
        "files": _files(prepared),
    }
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def prepared_of(viewer: Actor, application_id: int) -> tuple[PreparedCard, ...]:
    """What was prepared in a case and is neither done nor put away, for whoever may see it."""
    application = (
        Application.objects.filter(access.visible_to(viewer), pk=application_id)
        .select_related("agency")
        .first()
    )
    if application is None:
        return ()
    found = application.prepared.filter(event=None, dropped_at=None).select_related("round", "saved_by")
    return tuple(_card(viewer, each, application) for each in found.order_by("pk"))


def prepared_card(viewer: Actor, prepared_id: int) -> tuple[PreparedCard, tuple[Written, ...]] | None:
    """What was prepared with its letters, the applicant masked; None where somebody may not see its case, or there is none."""
    held = (
        Prepared.objects.select_related("application__agency", "application__applicant", "round", "saved_by")
        .filter(pk=prepared_id)
        .first()
    )
    if held is None or not access.sees(viewer, held.application_id):
        return None
    named = str(held.application.applicant.name)
    shown = tuple(
        written(
            each["kind"],
            each["said"],
            addressee=each["who"] if each["to"] != Party.APPLICANT else named,
            law_day=held.saved_at.date(),
        )
        for each in held.letters
    )
    return _card(viewer, held, held.application), shown


def _card(viewer: Actor, held: Prepared, application: Application) -> PreparedCard:
    left = tuple(held.event.letters.order_by("pk").values_list("pk", flat=True)) if held.event else ()
    return PreparedCard(
        id=held.pk,
        application_id=application.pk,
        application=application.number,
        title=application.title,
        agency=application.agency.name,
        kind=held.kind,
        name=letter(held.kind).name,
        act=Act(held.act),
        who=str(held.said.get("who", "")),
        revision=held.revision,
        digest=held.digest,
        said=held.said,
        saved_by=held.saved_by.name,
        saved_at=held.saved_at,
        round_id=held.round_id,
        state=_state(held),
        letters=left,
        moves=application.moves,
        changes=held.open and access.duty_for(viewer, application, Act(held.act)) is not None,
    )


def _state(held: Prepared) -> str:
    if held.event_id is not None:
        return "done"
    if held.dropped_at is not None:
        return "dropped"
    if held.round is None:
        return "draft"
    return held.round.outcome or "open"


def _files(prepared: Prepared) -> list[str]:
    """The digests of the files that came with it, which go out with its letters."""
    with_it = CaseFile.objects.filter(
        application=prepared.application_id, event__details__prepared=prepared.pk
    )
    return list(with_it.order_by("pk").values_list("file__digest", flat=True))
