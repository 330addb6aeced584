"""A small OpenID provider on this machine: discovery, keys, authorization, tokens, userinfo. Tests tell it how to lie."""

import base64
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "gongkai", "only-for-tests"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What the provider says and how it errs: `claims` go into the token, `userinfo` over what that endpoint says."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: Any = KEY
    algorithm: str = "RS256"
    without_token: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens_given: int = 0

    def says(self, nonce: str) -> dict[str, Any]:
        now = int(time.time())
        usual = {"iss": self.url, "aud": CLIENT, "sub": "7", "iat": now, "exp": now + 300, "nonce": nonce}
        said = {**usual, "preferred_username": "zhang", **self.claims}
        return {name: value for name, value in said.items() if value is not None}

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "k1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """Somebody logs in there: the address that the browser is sent back to."""
        self.asked.append(query)
        code = secrets.token_urlsafe(8)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """A code is exchanged once, by whoever began, with the secret of the client."""
        begun = self.codes.pop(form.get("code", ""), None)
        if begun is None or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return None
        digest = sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != begun["code_challenge"]:
            return None
        self.tokens_given += 1
        headers = {"kid": "k1"}
        made = jwt.encode(self.says(begun["nonce"]), self.key, self.algorithm, headers)
        answer = {"access_token": "a1", "token_type": "Bearer", "expires_in": 300}
        return answer if self.without_token else {**answer, "id_token": made}


class _Answers(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:
        provider: Provider = self.server.provider
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", provider.authorize(query))
            self.end_headers()
            return
        answers: dict[str, Callable[[], dict[str, Any]]] = {
            "/.well-known/openid-configuration": provider.configuration,
            "/keys": provider.keys,
            "/userinfo": lambda: {**provider.says(""), **provider.userinfo},
        }
        self._say(answers[parts.path]() if parts.path in answers else None)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._say(self.server.provider.token(form))

    def _say(self, what: Any) -> None:
        data = json.dumps(what or {"error": "invalid_grant"}).encode()
        self.send_response(200 if what else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers on 127.0.0.1 until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    provider = Provider(url=f"http://127.0.0.1:{server.server_port}")
    server.provider = provider  # type: ignore[attr-defined] # how the handler finds it
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
