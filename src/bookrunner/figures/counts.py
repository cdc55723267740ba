"""What goes into a stage comes out, is rejected for a reason, or is a duplicate by its key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce

from bookrunner.figures.findings import Finding, Severity

_MODULUS = 1 << 128


@dataclass(frozen=True)
class Keys:
    """A set of keys by their number and the sum of their digests, in whatever order they came.

    One key lost shows in the number; one lost and another come in shows in the sum.
    """

    count: int = 0
    digest: int = 0

    @classmethod
    def of(cls, keys: Iterable[str]) -> Keys:
        """The number and the sum of these keys."""
        count = digest = 0
        for key in keys:
            count += 1
            digest += int.from_bytes(
                hashlib.blake2b(key.encode(errors="surrogatepass"), digest_size=16).digest()
            )
        return cls(count, digest % _MODULUS)

    def __add__(self, other: Keys) -> Keys:
        return Keys(self.count + other.count, (self.digest + other.digest) % _MODULUS)

    @property
    def hex(self) -> str:
        """The sum in 32 hexadecimal digits."""
        return f"{self.digest:032x}"


@dataclass(frozen=True)
class StageCount:
    """One stage's account: received = out + duplicate + rejected, by number and by sum."""

    stage: str
    received: Keys
    out: Keys
    duplicate: Keys = field(default_factory=Keys)
    rejected: Mapping[str, Keys] = field(default_factory=dict)
    """By reason."""

    @property
    def accounted(self) -> Keys:
        """All that the stage says became of what it received."""
        return reduce(Keys.__add__, self.rejected.values(), self.out + self.duplicate)

    def alarm(self, where: str = "") -> Finding | None:
        """The finding that something was lost, came from nowhere or was exchanged; else None."""
        said = self.accounted
        if said == self.received:
            return None
        if said.count == self.received.count:
            what = "as many came out, but not the same"
        else:
            what = f"{said.count} are accounted for"
        return Finding(
            "ingestion.count",
            f"the stage {self.stage} received {self.received.count} and {what}; nothing that "
            "follows from it is to be trusted",
            Severity.ERROR,
            where,
        )
