"""AWS Signature Version 4, as AWS documents it, for one POST or GET."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Signer:
    """Who signs, and for which service where."""

    key_id: str
    secret: str
    region: str
    service: str
    session_token: str = ""

    def headers(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, at: datetime
    ) -> dict[str, str]:
        """The headers to send: those given, the moment, the session and the signature.

        Args:
            url: As it will be sent, its path percent-encoded once.
            at: Now; AWS refuses a moment more than five minutes off.
        """
        assert at.tzinfo is not None
        moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        sent = {**headers, "X-Amz-Date": moment}
        if self.session_token:
            sent["X-Amz-Security-Token"] = self.session_token
        to_sign = {"host": urlsplit(url).netloc, **{k.lower(): v for k, v in sent.items()}}
        names = ";".join(sorted(to_sign))
        scope = f"{moment[:8]}/{self.region}/{self.service}/aws4_request"
        canonical = _canonical(method, url, to_sign, body)
        words = "\n".join([_ALGORITHM, moment, scope, hashlib.sha256(canonical).hexdigest()])
        signature = hmac.new(self._signing_key(moment[:8]), words.encode(), hashlib.sha256)
        sent["Authorization"] = (
            f"{_ALGORITHM} Credential={self.key_id}/{scope}, "
            f"SignedHeaders={names}, Signature={signature.hexdigest()}"
        )
        return sent

    def _signing_key(self, day: str) -> bytes:
        key = f"AWS4{self.secret}".encode()
        for part in (day, self.region, self.service, "aws4_request"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        return key


def _canonical(method: str, url: str, headers: Mapping[str, str], body: bytes) -> bytes:
    parts = urlsplit(url)
    # Every service but S3 encodes the path a second time.
    path = quote(parts.path or "/", safe="/-_.~")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    encoded = sorted((quote(k, safe="-_.~"), quote(v, safe="-_.~")) for k, v in pairs)
    query = "&".join(f"{name}={value}" for name, value in encoded)
    lines = [f"{name}:{_trimmed(headers[name])}" for name in sorted(headers)]
    digest = hashlib.sha256(body).hexdigest()
    names = ";".join(sorted(headers))
    return "\n".join([method, path, query, *lines, "", names, digest]).encode()


def _trimmed(value: str) -> str:
    return re.sub(r" +", " ", value.strip())
