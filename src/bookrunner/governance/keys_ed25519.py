"""The keys that sign checkpoints: one file, the newest first, the older ones behind it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bookrunner.figures import BadInput

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_BLOCK = re.compile(rb"-----BEGIN PRIVATE KEY-----.*?-----END PRIVATE KEY-----\s*", re.DOTALL)


class UnusableKey(BadInput):
    """The file of signing keys cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"the signing key {path} cannot be used: {why}")


def can_sign() -> bool:
    """Whether the library for signatures is installed; it comes with the extra ``serve``."""
    from importlib.util import find_spec  # noqa: PLC0415 - only once a checkpoint is due

    return find_spec("cryptography") is not None


@dataclass(frozen=True)
class Keys:
    """The keys of one file."""

    path: Path
    held: tuple[Ed25519PrivateKey, ...]

    @property
    def public(self) -> str:
        """The newest one's public half, in hexadecimal."""
        return _public(self.held[0])

    def sign(self, words: bytes) -> str:
        """The newest one's signature, in hexadecimal."""
        return self.held[0].sign(words).hex()

    def handed_over(self, before: str) -> str:
        """The signature of the key before over the newest; empty when that is not in the file."""
        for one in self.held:
            if _public(one) == before:
                return one.sign(hand_over_words(self.public)).hex()
        return ""


def hand_over_words(public: str) -> bytes:
    """What an old key signs of the one that follows it."""
    return b"bookrunner signing key\n" + public.encode()


def keys(path: Path, *, make: bool) -> Keys:
    """The keys of a file.

    Args:
        make: Whether a file that is missing is made, readable by its owner alone.

    Raises:
        UnusableKey: It is missing, others may read it, or it holds no Ed25519 key.
    """
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    if make and not path.exists():
        _write(path, _new_pem())
    try:
        held = path.read_bytes()
        mode = path.stat().st_mode
    except OSError as error:
        raise UnusableKey(path, error.strerror or type(error).__name__) from error
    if os.name == "posix" and mode & 0o077:
        raise UnusableKey(path, "others than its owner may read it; chmod 600 it")
    try:
        found = [load_pem_private_key(one, password=None) for one in _BLOCK.findall(held)]
    except ValueError as error:
        raise UnusableKey(path, "it is not in PEM without a password") from error
    private = tuple(one for one in found if isinstance(one, ed25519.Ed25519PrivateKey))
    if not private or len(private) != len(found):
        raise UnusableKey(
            path, "it must hold Ed25519 keys, as `openssl genpkey -algorithm ed25519`"
        )
    return Keys(path, private)


def rotate(path: Path) -> Keys:
    """Put a new key before those of the file; the older ones stay, to hand over to it.

    Raises:
        UnusableKey: The file cannot be used.
    """
    old = keys(path, make=True)
    _write(path, _new_pem() + path.read_bytes())
    assert old.public != keys(path, make=False).public, "a new key is another"
    return keys(path, make=False)


def is_signed(public: str, signature: str, words: bytes) -> bool:
    """Whether the signature is that key's over those words."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        key = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), words)
    except (ValueError, InvalidSignature):
        return False
    return True


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _new_pem() -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    return ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, held: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(held)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise UnusableKey(path, error.strerror or type(error).__name__) from error
