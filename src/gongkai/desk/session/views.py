"""Pages of the own account, and what the door answers when it stays shut. Login and codes are pages of the library."""

from datetime import timedelta
from typing import Any

from allauth.account.views import LoginView
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts import actions, queries
from gongkai.accounts.passwords import DEMO_PASSWORD
from gongkai.applications.actions.receiving import code_for
from gongkai.applications.queries.samples import SAMPLE, sample_number
from gongkai.desk.session import oidc
from gongkai.desk.session.acting import actor_of
from gongkai.desk.session.adapters import lock_address, lock_key, refusal
from gongkai.desk.session.forms import ChoosePassword
from gongkai.law.roles import Role


class Login(LoginView):  # type: ignore[misc] # the library has no types
    """User name and password; the provider where there is one; in the demo its accounts, and an application to look up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page offers."""
        demo = queries.demo_people() if settings.DEMO else []
        offers = {"sso": oidc.offered(), "demo": demo, "demo_password": DEMO_PASSWORD}
        if demo and (number := sample_number()):
            offers |= {"sample_number": number, "sample_code": code_for(SAMPLE)}
        return {**_without_site(super().get_context_data(**kwargs)), **offers}


class Code(AuthenticateView):  # type: ignore[misc] # the library has no types
    """The second factor."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows."""
        return _without_site(super().get_context_data(**kwargs))


@require_safe
def own_account(request: HttpRequest) -> HttpResponse:
    """Who is logged in, and what each can do about the own account."""
    actor = actor_of(request)
    start = resolve_url(settings.LOGIN_REDIRECT_URL)
    context = {
        "actor": actor,
        "roles": [role.label for role in Role if role in actor.roles],
        "has_password": authenticated_user(request).has_usable_password(),
        "second_factor": is_mfa_enabled(request.user, ["totp"]),
        "start": start if start != request.path else "",
    }
    return render(request, "desk/session/account.html", context)


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password; all other sessions end."""
    user = authenticated_user(request)
    form = ChoosePassword(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid() and _chosen(request, form):
        messages.success(request, "密码已修改。其他设备上的登录已全部退出。")
        return redirect("own_account")
    context = {
        "form": form,
        "has_password": user.has_usable_password(),
        "first": queries.must_choose_password(user, at=timezone.now()),
    }
    return render(request, "desk/session/password.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, form: ChoosePassword) -> bool:
    """Choose the password and stay logged in under a new session key; False with the reasons on the form."""
    user, new, at = authenticated_user(request), form.cleaned_data["new"], timezone.now()
    try:
        actions.choose_password(user_id=user.pk, password=new, by=actor_of(request), at=at)
    except actions.Refused as refused:
        form.add_error("new", list(refused.messages))
        return False
    user.refresh_from_db()
    update_session_auth_hash(request, user)
    UserSession.objects.create_from_request(request)
    return True


@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """For somebody who has neither password nor second factor here: prove it at 统一身份认证."""
    return render(
        request, "desk/session/again.html", {"next": request.GET.get("next", ""), "sso": oidc.offered()}
    )


def _without_site(context: dict[str, Any]) -> dict[str, Any]:
    """The library calls the host name `site`; in our pages that is who runs it."""
    return {name: value for name, value in context.items() if name != "site"}


def locked_out(
    request: HttpRequest, _: object = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page instead of a login form, after too many failures: until when, and who can help before."""
    at = timezone.now()
    until = queries.locked_until(lock_key(request, credentials), lock_address(request), at=at)
    again = timezone.localtime(until or at + timedelta(minutes=settings.LOGIN_LOCK_MINUTES))
    minutes = -(-max((again - at).total_seconds(), 0) // 60)
    response = refusal(
        request,
        "登录已暂时锁定",
        f"连续输错 {settings.LOGIN_FAILURES} 次，为了保护您的账号，{again:%H:%M} 以前不能再试（还有 {minutes:.0f} 分钟）。"
        "到时请核对用户名、大小写和输入法，再登录一次。急需登录的，请联系本单位的安全管理员解除锁定；"
        "忘记密码的，请联系系统管理员重置。不是您本人输错的，请告诉安全管理员。",
        status=429,
    )
    response["Retry-After"] = f"{minutes * 60:.0f}"
    return response
