"""The agent's key, made in the home: it signs the card, and is shown as a JSON Web Key."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from a2a.types import AgentCard
from a2a.utils.signing import create_agent_card_signer
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.api_jwk import PyJWK

from bookrunner.storage import alone

ALGORITHM = "ES256"


@dataclass(frozen=True)
class CardKey:
    """An elliptic-curve key (P-256)."""

    private: ec.EllipticCurvePrivateKey

    @property
    def jwk(self) -> dict[str, str]:
        """The public half."""
        numbers = self.private.public_key().public_numbers()
        # Members in the order of RFC 7638, whose digest names the key.
        held = {
            "crv": "P-256",
            "kty": "EC",
            "x": _base64(numbers.x.to_bytes(32)),
            "y": _base64(numbers.y.to_bytes(32)),
        }
        digest = hashlib.sha256(json.dumps(held, separators=(",", ":")).encode()).digest()
        return {**held, "kid": _base64(digest), "use": "sig", "alg": ALGORITHM}

    def signed(self, card: AgentCard, keys_url: str) -> AgentCard:
        """A copy of the card with one signature, over its canonical form (RFC 8785)."""
        copy = AgentCard()
        copy.CopyFrom(card)
        copy.ClearField("signatures")
        pem = self.private.private_numbers()
        whole = {**self.jwk, "d": _base64(pem.private_value.to_bytes(32))}
        sign = create_agent_card_signer(
            PyJWK(whole),
            {"kid": self.jwk["kid"], "alg": ALGORITHM, "jku": keys_url, "typ": "JOSE"},
        )
        return sign(copy)


def card_key(folder: Path) -> CardKey:
    """The key of the installation, made when there is none."""
    pem = _kept(folder, "card.pem", _new_pem)
    key = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey), "card.pem holds another kind of key"
    return CardKey(key)


def secrets_key(folder: Path) -> Fernet:
    """What the tokens of others' addresses are kept under, made when there is none."""
    return Fernet(_kept(folder, "secrets.key", Fernet.generate_key))


def _new_pem() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _kept(folder: Path, name: str, make: object) -> bytes:
    assert callable(make)
    path = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder / f"{name}.lock"):
        if not path.exists():
            # Whole or not at all, and never readable by others.
            made = path.with_suffix(".new")
            made.unlink(missing_ok=True)
            with os.fdopen(
                os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as file:
                file.write(make())
            made.replace(path)
    return path.read_bytes()


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
