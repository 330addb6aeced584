"""One topic on its page: what stands in it, what the public sees of it, what was done to it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.compilations.access import COMPOSERS, EDITORS
from gongkai.compilations.actions import Refused, alter_topic
from gongkai.compilations.queries.kinds import TopicState
from gongkai.compilations.queries.shown import public_part
from gongkai.compilations.queries.topics import TopicCard, changes
from gongkai.compilations.queries.topics import topic as find
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.topics import forms


@require_safe
def topic(request: DeskRequest, topic_id: int) -> HttpResponse:
    """A topic whole."""
    return shown(request, seen(request, topic_id))


def seen(request: DeskRequest, topic_id: int) -> TopicCard:
    """The topic, if the viewer may see it; one that they may not see is not there for them."""
    found = find(topic_id, request.actor)
    if found is None:
        raise Http404
    return found


def may_change(request: DeskRequest, held: TopicCard) -> bool:
    """Whether the viewer may change it as it stands."""
    roles = COMPOSERS if held.state is TopicState.DRAFT else EDITORS
    return held.state is not TopicState.CLOSED and request.actor.holds(roles, held.agency_id) is not None


def shown(request: DeskRequest, held: TopicCard, *, close: forms.Because | None = None) -> HttpResponse:
    """The page of a topic, with a form that is not yet right."""
    context = {
        "topic": held,
        "may_change": may_change(request, held),
        "may_edit": request.actor.holds(EDITORS, held.agency_id) is not None,
        "changes": changes(held.id, request.actor),
        "section_form": forms.SectionFields(prefix="new"),
        "close": close or forms.Because(),
        "address": request.build_absolute_uri(reverse("topic", args=[held.slug])),
        "short": request.build_absolute_uri(reverse("scan", args=[held.key])),
    }
    status = 422 if close is not None and close.errors else 200
    return render(request, "desk/topics/topic.html", context, status=status)


@require_safe
def preview(request: DeskRequest, topic_id: int) -> HttpResponse:
    """A topic as the public will see it."""
    held = seen(request, topic_id)
    return render(request, "desk/topics/preview.html", {"topic": held, "seen": public_part(held)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, topic_id: int) -> HttpResponse:
    """What a topic says of itself, written anew."""
    held = seen(request, topic_id)
    known = {name: getattr(held, name) for name in ("kind", "title", "cover", "introduction", "position")}
    form = forms.TopicFields(request.POST or None, initial=known)
    if form.is_bound and form.is_valid():
        try:
            alter_topic(topic_id=topic_id, **form.cleaned_data, by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "已保存。")
            return redirect("desk:topic", topic_id)
    context = {"topic": held, "form": form}
    return render(request, "desk/topics/edit.html", context, status=422 if form.errors else 200)
