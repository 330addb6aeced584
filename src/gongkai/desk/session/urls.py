"""Addresses of the door. The names are those that the login library looks for; only what we want is here."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import path

from gongkai.desk.session import oidc, views

PAGES = "desk/session/"

urlpatterns = [
    path("denglu", views.Login.as_view(template_name=f"{PAGES}login.html"), name="account_login"),
    path("tuichu", account.LogoutView.as_view(template_name=f"{PAGES}logout.html"), name="account_logout"),
    path("kouling", views.Code.as_view(template_name=f"{PAGES}code.html"), name="mfa_authenticate"),
    path("tongyi/<slug:provider_id>", oidc.login, name="openid_connect_login"),
    path("tongyi/<slug:provider_id>/huidiao", oidc.callback, name="openid_connect_callback"),
    path(
        "queren",
        account.ReauthenticateView.as_view(template_name=f"{PAGES}confirm.html"),
        name="account_reauthenticate",
    ),
    path(
        "queren/kouling",
        factor.ReauthenticateView.as_view(template_name=f"{PAGES}confirm.html"),
        name="mfa_reauthenticate",
    ),
    path("queren/tongyi", views.again, name="account_again"),
    path("zhanghao", views.own_account, name="own_account"),
    path("zhanghao/mima", views.password, name="account_change_password"),
    path(
        "zhanghao/denglu",
        sessions.ListUserSessionsView.as_view(template_name=f"{PAGES}sessions.html"),
        name="usersessions_list",
    ),
    path("zhanghao/kouling", factor.IndexView.as_view(template_name=f"{PAGES}factor.html"), name="mfa_index"),
    path(
        "zhanghao/kouling/qiyong",
        totp.ActivateTOTPView.as_view(template_name=f"{PAGES}activate.html"),
        name="mfa_activate_totp",
    ),
    path(
        "zhanghao/kouling/tingyong",
        totp.DeactivateTOTPView.as_view(template_name=f"{PAGES}deactivate.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "zhanghao/huifuma",
        recovery.ViewRecoveryCodesView.as_view(template_name=f"{PAGES}codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "zhanghao/huifuma/xin",
        recovery.GenerateRecoveryCodesView.as_view(template_name=f"{PAGES}new_codes.html"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "zhanghao/huifuma/xiazai",
        recovery.DownloadRecoveryCodesView.as_view(template_name=f"{PAGES}codes.txt"),
        name="mfa_download_recovery_codes",
    ),
]
