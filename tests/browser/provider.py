"""An OpenID Connect provider that signs everyone in as whoever `email` says: for tests, on 127.0.0.1."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class Provider:
    """What the provider says next."""

    def __init__(self) -> None:
        self.email = "nobody@example.org"
        self.verified: object = True  # None: it says nothing of it
        self.address = ""
        self.key = RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})
        self.nonces: dict[str, str] = {}

    def answer(self, path: str, query: dict[str, list[str]]) -> tuple[str, object]:
        """("to", address) or ("json", value) for a request."""
        if path.endswith("openid-configuration"):
            ends = {
                f"{name}_endpoint": f"{self.address}/{name}"
                for name in ("authorization", "token", "userinfo")
            }
            return "json", {
                "issuer": self.address,
                "jwks_uri": f"{self.address}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            } | ends
        if path == "/keys":
            return "json", {"keys": [self.key.as_dict(private=False)]}
        if path == "/authorization":
            code = f"code-{len(self.nonces)}"
            self.nonces[code] = query.get("nonce", [""])[0]
            return "to", f"{query['redirect_uri'][0]}?{urlencode({'code': code, 'state': query['state'][0]})}"
        claims = {
            "iss": self.address,
            "aud": "dragoman",
            "sub": self.email,
            "email": self.email,
            "name": "A Person",
        }
        claims |= {} if self.verified is None else {"email_verified": self.verified}
        claims |= {
            "iat": int(time.time()),
            "exp": int(time.time()) + 600,
            "nonce": self.nonces.get(query.get("code", [""])[0], ""),
        }
        token = jwt.encode({"alg": "RS256", "kid": "tests"}, claims, self.key)
        return "json", {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token}


@contextmanager
def provide() -> Iterator[Provider]:
    """A provider that answers until the end of the block."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._answer(parts.path, parse_qs(parts.query))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(self.path, parse_qs(body))

        def _answer(self, path: str, query: dict[str, list[str]]) -> None:
            kind, value = provider.answer(path, query)
            body = json.dumps(value).encode() if kind == "json" else b""
            self.send_response(200 if kind == "json" else 302)
            self.send_header(
                "Location" if kind == "to" else "Content-Type",
                str(value) if kind == "to" else "application/json",
            )
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
