"""The gate of the desk: every page needs a login, sessions end, some things come first."""

from collections.abc import Callable
from typing import Any

from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.accounts import queries
from gongkai.accounts.actions import Event
from gongkai.desk.session import lifetime
from gongkai.desk.session.acting import actor_of
from gongkai.desk.session.adapters import note
from gongkai.desk.session.roles import enforced_roles, needs_second_factor

DESK = "/desk/"
ASKED = "desk_asked"  # in the session, in seconds since 1970: when nothing had to come first
GRAIN = 60  # seconds for which that counts, so that not every page reads for it

# Pages for people who are not logged in.
OPEN = frozenset(
    {
        *("account_login", "account_logout", "mfa_authenticate"),
        *("openid_connect_login", "openid_connect_callback"),
        "calendar_feed",  # calendar programs have no login: the address is the secret
    }
)
CONFIRMING = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate", "account_again"})
FIRST_PASSWORD = CONFIRMING | {"account_change_password"}
FIRST_FACTOR = CONFIRMING | {"mfa_activate_totp", "account_change_password"}

Respond = Callable[[HttpRequest], HttpResponse]


class Gate:
    """Middleware for the pages under `/desk/`."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        enforced_roles()  # a role that does not exist is told at the start, not at the first login

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Send whoever may not see the page yet to where they must go first."""
        if not request.path_info.startswith(DESK):
            return None
        page = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.is_authenticated:
            ended = _ended(request)
            if not ended:
                return _first_things(request, page)
            messages.warning(request, ended)
        return None if page in OPEN else redirect_to_login(_back(request))


def _ended(request: HttpRequest) -> str:
    """End a session that is over, and say why; otherwise note that somebody was seen."""
    why = lifetime.over(request)
    if not why:
        lifetime.see(request)
        return ""
    note(request, Event.SESSION_ENDED, request.user, {"why": why})
    logout(request)
    if why == "idle":
        return f"您有 {settings.SESSION_IDLE_MINUTES} 分钟没有操作，为了安全已自动退出，请重新登录。"
    return f"您登录已满 {settings.SESSION_HOURS} 小时，为了安全已自动退出，请重新登录。"


def _first_things(request: HttpRequest, page: str) -> HttpResponse | None:
    """A new password before anything else; then the second factor, for roles that must have one."""
    if page not in FIRST_PASSWORD and queries.must_choose_password(
        authenticated_user(request), at=timezone.now()
    ):
        messages.warning(request, "请先设置您自己的密码，再办理其他事项。")
        return redirect("account_change_password")
    if page not in FIRST_FACTOR and _lacks_factor(request):
        messages.warning(request, "您的角色必须使用动态口令。请先设置，再办理其他事项。")
        return redirect("mfa_activate_totp")
    return None


def _lacks_factor(request: HttpRequest) -> bool:
    """Whether somebody must have a second factor and has none; asked again once a minute."""
    now = int(timezone.now().timestamp())
    if 0 <= now - request.session.get(ASKED, 0) < GRAIN:
        return False
    if needs_second_factor(actor_of(request)) and not is_mfa_enabled(request.user, ["totp"]):
        return True
    request.session[ASKED] = now
    return False


def _back(request: HttpRequest) -> str:
    """Where to go after the login: the page that was asked for; a form is not sent again."""
    return request.get_full_path() if request.method == "GET" else ""
