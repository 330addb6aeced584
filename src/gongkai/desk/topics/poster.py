"""Posters of a topic: a page that browsers print, and a PDF for print shops."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.compilations.queries.kinds import TopicState
from gongkai.compilations.queries.shown import public_part
from gongkai.compilations.queries.topics import TopicCard
from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.tables import attachment, few_an_hour
from gongkai.desk.topics.forms import PosterFields
from gongkai.desk.topics.topic import seen
from gongkai.documents.paper.codes import Code, code
from gongkai.documents.posters import Poster, Sheet, Stamp
from gongkai.documents.posters.poster import label_of
from gongkai.documents.posters.printing import printed
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.wording import day


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code on the page."""

    stamp: Stamp
    code: Code

    @property
    def parts(self) -> tuple[str, str]:
        """The site and the path of the address: a line had better end between them."""
        read = urlsplit(self.stamp.address)
        return f"{read.scheme}://{read.netloc}", read.path


@require_safe
def poster(request: DeskRequest, topic_id: int) -> HttpResponse:
    """The poster as a page, and what can be chosen for it."""
    held = seen(request, topic_id)
    form = PosterFields(request.GET)
    made = _poster(request, held, form)
    context = {
        "topic": held,
        "form": form,
        "poster": made,
        "pages": [[Drawn(stamp, code(stamp.address)) for stamp in page] for page in made.pages()],
        "filters": request.GET.urlencode(),
        "hidden": held.state is TopicState.DRAFT,
    }
    return render(request, "desk/topics/poster.html", context)


@require_safe
@few_an_hour
def pdf(request: DeskRequest, topic_id: int) -> HttpResponse:
    """The same as PDF."""
    held = seen(request, topic_id)
    made = _poster(request, held, PosterFields(request.GET))
    try:
        data = printed(made)
    except Unreadable as problem:
        return trouble(request, Trouble(503, "暂时不能制作海报", str(problem)))
    return attachment(f"{held.title}海报{made.sheet.name}.pdf", data, "application/pdf")


def _poster(request: DeskRequest, held: TopicCard, form: PosterFields) -> Poster:
    """What is not understood is as usual."""
    if not form.is_valid():
        form = PosterFields({})
        form.is_valid()
    said = form.cleaned_data
    return Poster(
        title=held.title,
        cover=held.cover,
        instruction=said["instruction"],
        stamps=stamps_of(request, held, said["what"]),
        sheet=Sheet(said["sheet"]),
        agency=held.agency,
        dated=f"{day(request.on)}制",
        made_at=request.at,
    )


def stamps_of(request: HttpRequest, held: TopicCard, what: str) -> tuple[Stamp, ...]:
    """The codes: of the topic, of its sections, or of what the public sees in it; of the topic where there is nothing else."""

    def address(key: str) -> str:
        return request.build_absolute_uri(reverse("scan", args=[key]))

    sections = public_part(held).sections
    if what == "sections":
        found = tuple(Stamp(address(each.key), label_of(each.title)) for each in sections)
    elif what == "places":
        found = tuple(
            Stamp(address(each.key), label_of(each.title)) for one in sections for each in one.places
        )
    else:
        found = ()
    return found or (Stamp(address(held.key)),)
