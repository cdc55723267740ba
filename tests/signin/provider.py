"""An identity provider on this machine, which can be told to do everything wrong."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CLIENT, SECRET, AUDIENCE = "bookrunner", "a-secret-of-the-client", "https://bookrunner.test"


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass
class Local:
    """The provider; its answers are made from these fields."""

    issuer: str = ""
    keys: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    """Over the claims of an honest token; a value of None takes one out."""
    header: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    kid: str = "one"
    algorithm: str = "RS256"
    sign_with: Any = None
    jwks_more: list[dict[str, Any]] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def token(self, **more: Any) -> str:
        """A token signed as the fields say."""
        now = int(time.time())
        held = {"iss": self.issuer, "iat": now, "exp": now + 300, "sub": "u-1"}
        held |= {"aud": CLIENT, "email": "Ann@Bank.example", "groups": ["ib-analysts"]}
        held = {
            name: value for name, value in (held | more | self.claims).items() if value is not None
        }
        key = self.sign_with if self.sign_with is not None else self.keys[self.kid]
        header = {"kid": self.kid, **self.header}
        header = {name: value for name, value in header.items() if value is not None}
        return jwt.encode(held, key, algorithm=self.algorithm, headers=header)

    def jwks(self) -> list[dict[str, Any]]:
        rows = []
        for kid, key in self.keys.items():
            is_rsa = isinstance(key, rsa.RSAPrivateKey)
            how = RSAAlgorithm if is_rsa else ECAlgorithm
            row = json.loads(how.to_jwk(key.public_key()))
            rows.append({**row, "kid": kid, "use": "sig"})
        return [*rows, *self.jwks_more]


@contextmanager
def running() -> Iterator[Local]:
    """A provider on a free port."""
    held = Local(keys={"one": rsa_key()})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.asked.append(self.path)
            path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            if path == "/.well-known/openid-configuration":
                self.tell(_metadata(held))
            elif path == "/jwks":
                self.tell({"keys": held.jwks()})
            elif path == "/authorize":
                said = {name: values[0] for name, values in query.items()}
                code = secrets.token_urlsafe(8)
                held.codes[code] = said
                back = {"code": code, "state": said["state"], "iss": held.issuer}
                self.send_response(302)
                self.send_header("location", f"{said['redirect_uri']}?{urlencode(back)}")
                self.end_headers()
            elif path in ("/end", "/favicon.ico"):
                self.tell({"signed_in": False})
            else:
                self.tell({}, 404)

        def do_POST(self) -> None:
            held.asked.append(self.path)
            size = int(self.headers["content-length"])
            form = {k: v[0] for k, v in parse_qs(self.rfile.read(size).decode()).items()}
            said = held.codes.pop(form.get("code", ""), None)
            pair = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            shown = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
            is_good = (
                said is not None
                and self.headers.get("authorization") == f"Basic {pair}"
                and shown == said["code_challenge"]
                and said["code_challenge_method"] == "S256"
                and form["redirect_uri"] == said["redirect_uri"]
            )
            if not is_good or said is None:
                self.tell({"error": "invalid_grant"}, 400)
                return
            answer = {"access_token": "an-access-token", "token_type": "Bearer"}
            answer["id_token"] = held.token(nonce=said["nonce"])
            told = {**answer, **held.answer}
            self.tell({name: value for name, value in told.items() if value is not None})

        def tell(self, answer: dict[str, Any], status: int = 200) -> None:
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _metadata(held: Local) -> dict[str, Any]:
    told = {
        "issuer": held.issuer,
        "authorization_endpoint": f"{held.issuer}/authorize",
        "token_endpoint": f"{held.issuer}/token",
        "jwks_uri": f"{held.issuer}/jwks",
        "end_session_endpoint": f"{held.issuer}/end",
        "authorization_response_iss_parameter_supported": True,
        **held.metadata,
    }
    return {name: value for name, value in told.items() if value is not None}


def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())
