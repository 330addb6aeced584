"""One set of figures of a post, entered by hand or imported, is taken back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.channels.actions import take_back_count
from gongkai.channels.queries.posts import one_tally
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.channels.doing import done
from gongkai.desk.channels.forms import TakeBack


@require_http_methods(["GET", "HEAD", "POST"])
def void(request: DeskRequest, tally_id: int) -> HttpResponse:
    """Take back figures, with the reason; those before them count again."""
    found = one_tally(request.actor, tally_id)
    if found is None:
        raise Http404
    post, figures = found
    form = TakeBack(request.POST or None)
    if form.is_bound and form.is_valid():
        given = {"tally_id": tally_id, **form.cleaned_data}
        if done(request, form, "已撤销这组数字，不再计入统计。", take_back_count, **given):
            return redirect("desk:post", post.post_id)
    context = {"form": form, "post": post, "figures": figures}
    return render(request, "desk/channels/figures_void.html", context, status=422 if form.errors else 200)
