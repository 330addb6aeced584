"""统一身份认证 (OpenID Connect): who comes back from the provider, checked; only people who have an account come in."""

import secrets
from dataclasses import dataclass
from typing import Any

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from gongkai.accounts import actions, queries
from gongkai.accounts.actions import Event
from gongkai.desk.session.acting import visitor
from gongkai.desk.session.adapters import refusal

PROVIDER = "sso"
# No shared-secret algorithms: then whoever can read the public keys could sign.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
NEEDED = ["iss", "aud", "exp", "iat", "sub"]
LEEWAY = 60  # seconds that the clocks of two servers may differ
ASK = "请返回登录页重新登录。如果一直这样，请联系本单位的系统管理员。"


class Token(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # the library has no types
    """What the provider says about a person: an ID token with a checked signature, and the userinfo of the same person."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The login that the answer of the provider means; OAuth2Error for an answer that cannot be believed."""
        said = {"id_token": self._claims(app, kwargs["response"].get("id_token"))}
        if "userinfo_endpoint" in self.openid_config:
            said["userinfo"] = self._fetch_user_info(token.token)
            if said["userinfo"].get("sub") != said["id_token"]["sub"]:
                raise OAuth2Error("userinfo is about somebody else")
        return self.get_provider().sociallogin_from_response(request, said)

    def _claims(self, app: Any, id_token: str | None) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token or "",
                key=self._key(id_token or ""),
                algorithms=ALGORITHMS,
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=LEEWAY,
                options={"require": NEEDED},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error(f"ID token: {error}") from error
        return claims

    def _key(self, id_token: str) -> Any:
        """The public key of the provider that the token names; its only one if it names none."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [
            key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in {None, "sig"}
        ]
        wanted = jwt.get_unverified_header(id_token).get("kid")
        fitting = [key for key in keys if wanted is None or key.key_id == wanted]
        if len(fitting) != 1:
            raise jwt.InvalidKeyError(f"{len(fitting)} keys fit")
        return fitting[0]


class Provider(OpenIDConnectProvider):  # type: ignore[misc] # the library has no types
    """Asks with PKCE and a nonce, and takes nothing of the question from the address of the page."""

    oauth2_adapter_class = Token
    pkce_enabled_default = True

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - the library's signature
        """Nothing goes from there into an account of ours."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002 - the library's signature
        """Nothing goes from there into an account of ours."""
        return []

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """A login, with a nonce that the session keeps beside the state."""
        nonce = secrets.token_urlsafe(24)
        asked = {"process": AuthProcess.LOGIN, "nonce": nonce, "auth_params": {"nonce": nonce}}
        url = get_next_redirect_url(request)
        return {**asked, "next_url": url} if url else asked


class People(DefaultSocialAccountAdapter):  # type: ignore[misc] # the library has no types
    """Finds the account; never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - the library's signature
        """Nobody opens an account by logging in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Put the account that the provider means into the login, or refuse with whom to ask."""
        said = sociallogin.account.extra_data
        if not secrets.compare_digest(_text(said["id_token"], "nonce"), sociallogin.state["nonce"]):
            raise ImmediateHttpResponse(_refused(request, "登录没有完成", ASK, why="nonce"))
        claims = {**said["id_token"], **said.get("userinfo", {})}
        value = _text(claims, settings.OIDC_CLAIM)
        if settings.OIDC_FIND_BY == "email" and claims.get("email_verified") is False:
            value = ""
        person = queries.find_by_claim(settings.OIDC_FIND_BY, value)
        if person is None:
            raise ImmediateHttpResponse(
                _refused(
                    request,
                    "没有找到您的账号",
                    f"{settings.OIDC_NAME}确认了您的身份，但本平台没有与之对应的账号。"
                    "请联系本单位的系统管理员开立账号，或者核对账号资料。",
                    why="unknown",
                )
            )
        sociallogin.user = queries.to_log_in(person.id)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ARG002 - the library's signature
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> None:
        """Whatever went wrong between the provider and us, in our words; what exactly is in the log."""
        why = type(exception).__name__ if exception else str(getattr(error, "value", error))
        raise ImmediateHttpResponse(_refused(request, "登录没有完成", ASK, why=why))


@dataclass(frozen=True, slots=True)
class Offer:
    """The provider as the login page offers it."""

    id: str
    name: str


def offered() -> Offer | None:
    """The provider, if one is set up."""
    return Offer(PROVIDER, settings.OIDC_NAME) if settings.OIDC_URL else None


@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the provider."""
    try:
        response: HttpResponse = OAuth2LoginView.adapter_view(_token(request, provider_id))(request)
    except (RequestException, KeyError, ValueError):
        advice = "请稍后再试，或者用用户名和密码登录。"
        return _refused(request, f"{settings.OIDC_NAME}暂时不能使用", advice, why="unreachable", status=503)
    return response


@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The browser comes back from the provider."""
    response: HttpResponse = OAuth2CallbackView.adapter_view(_token(request, provider_id))(request)
    return response


def _token(request: HttpRequest, provider_id: str) -> Token:
    if not settings.OIDC_URL or provider_id != PROVIDER:
        raise Http404
    return Token(request, provider_id)


def _refused(request: HttpRequest, title: str, advice: str, *, why: str, status: int = 403) -> HttpResponse:
    details = {"by": ["oidc"], "why": why}
    actions.note(
        event=Event.LOGIN_FAILED, user_id=None, by=visitor(request), at=timezone.now(), details=details
    )
    return refusal(request, title, advice, status=status)


def _text(claims: dict[str, Any], name: str) -> str:
    """A claim as text; empty if it is missing or something else."""
    value = claims.get(name)
    return value if isinstance(value, str) else ""
