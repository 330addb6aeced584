"""自己验算: a draw by lot, drawn again by anybody from what was published before and after it.   依据：双随机、一公开"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.law.registers import CannotDraw, Committed, Lot, definition, draw, list_digest, prove
from gongkai.portal.checkup import limits
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.registers.lists import provable
from gongkai.portal.registers.records import UNKNOWN, found, missing
from gongkai.registers.queries.public_lotteries import lottery_of, population
from gongkai.registers.queries.records import Detail, RecordRow

LONGEST = 200_000
"""Characters of a list that somebody hands in."""
SHOWN = 500
"""Names of a list that the page shows; all of them are in the file."""
FREE = 10_000
"""So many names are drawn from again for everybody; more count as an answer to a question of a visitor."""
TOO_MANY = Trouble(
    429, "验算过于频繁", "同一网络一小时内验算的次数有限，请稍后再试，或者用本页写明的办法自己计算。"
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What comes of drawing again. `seed_fits`: None while no seed is known; `wrong`: what does not fit, in words."""

    seed_digest: str
    seed_fits: bool | None
    list_digest: str
    list_fits: bool
    many: int
    lots: tuple[Lot, ...]
    fits: bool
    wrong: tuple[str, ...]


class ProofForm(forms.Form):
    """What a draw is made of. The digests and the number stand in the record: nobody can choose them."""

    names = forms.CharField(
        label="名录（每行一个）",
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    seed = forms.RegexField(
        label="随机数（十六进制）",
        regex=r"^\s*(?:[0-9A-Fa-f]{2})+\s*$",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": "随机数由成对的十六进制数字组成，请核对。"},
    )
    beacon = forms.CharField(
        label="公共随机值",
        required=False,
        max_length=200,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    drawn = forms.CharField(
        label="抽取结果（每行一个，按先后）",
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )


@dataclass(frozen=True, slots=True)
class Published:
    """What is published of a draw. `lottery_id`: where its list stands; None for one that was drawn elsewhere."""

    record: RecordRow
    texts: Mapping[str, str]
    names: tuple[str, ...]
    lottery_id: int | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove_it(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The draw as it is published, drawn again; or with what a visitor puts in its place."""
    if not provable(definition(key)):
        return trouble(request, UNKNOWN)
    shown = found(key, number)
    if shown is None:
        return missing(request, key, number)
    told, own = _published(shown), request.method == "POST"
    if (own or len(told.names) > FREE) and not limits.allowed(request, "verify"):
        return trouble(request, TOO_MANY)
    form = _form(request, told)
    if form.is_bound and form.is_valid() and not form.cleaned_data["names"].strip() and not told.names:
        form.add_error("names", "请填写名录，每行一个。")
    valid = form.is_valid()
    context = {
        "record": told.record,
        "texts": told.texts,
        "names": told.names[:SHOWN],
        "many": len(told.names),
        "list_file": reverse("register_draw_list", args=[told.lottery_id]) if told.lottery_id else "",
        "form": form,
        "proof": _proof(told, form.cleaned_data) if valid else None,
        "own": own,
        "problems": form.errors if own else {},
        "address": reverse("register_proof", args=[key, number]),
        "made": definition(key),
    }
    return render(request, "portal/registers/proof.html", context, status=422 if own and not valid else 200)


def _published(shown: Detail) -> Published:
    texts = {one.key: one.text for one in shown.fields}
    lottery_id = lottery_of(shown.row.agency_id, texts.get("draw_no", ""))
    names = population(lottery_id) if lottery_id else _lines(texts.get("names", ""))
    return Published(shown.row, texts, tuple(names), lottery_id)


def _form(request: HttpRequest, told: Published) -> ProofForm:
    """What a visitor says; else what is published. Long lists are not written into the form: empty means as published."""
    if request.method == "POST":
        return ProofForm(request.POST, label_suffix="")
    given = {name: told.texts.get(name, "") for name in ("seed", "beacon", "drawn")}
    names = told.names if len(told.names) <= SHOWN else ()
    return ProofForm({**given, "names": "\n".join(names)}, label_suffix="")


def _proof(told: Published, said: Mapping[str, str]) -> Proof:
    texts, drawn = told.texts, _lines(said["drawn"])
    names = _lines(said["names"]) or list(told.names)
    seed, beacon = bytes.fromhex(said["seed"].strip()), said["beacon"]
    number = int(texts.get("number", "0"))
    committed = Committed(texts["seed_digest"].lower(), texts["list_digest"].lower(), number)
    whole = list_digest(names)
    if not seed:
        fits = whole == committed.list_digest
        wrong = () if fits else ("名录与事先公布的摘要不符，抽取以前有增减。",)
        return Proof("", None, whole, fits, len(names), (), False, wrong)
    findings = prove(committed, seed, names, drawn, beacon)
    return Proof(
        seed_digest=sha256(seed).hexdigest(),
        seed_fits=sha256(seed).hexdigest() == committed.seed_digest,
        list_digest=whole,
        list_fits=whole == committed.list_digest,
        many=len(names),
        lots=_again(seed, names, number, beacon),
        fits=not findings,
        wrong=tuple(each.message for each in findings),
    )


def _again(seed: bytes, names: list[str], number: int, beacon: str) -> tuple[Lot, ...]:
    """The lots; none where they cannot be drawn, which the findings tell."""
    try:
        return draw(seed, names, number, beacon)
    except CannotDraw:
        return ()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
