"""Secrets: where they are, and that they are never shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bookrunner.figures import Unusable

MASK = "***"
SHORTEST = 6
# Masking shorter texts would tear words apart; no provider's keys are as short.


class KeyMissing(Unusable):
    """A secret is not where the file that lists whom to ask says."""

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        super().__init__(f"the key in {where} {why}")


@dataclass(frozen=True)
class Key:
    """Where a secret is: an environment variable, a file, or nowhere. Never the secret itself."""

    variable: str = ""
    file: str = ""

    @property
    def where(self) -> str:
        """For people."""
        return self.variable or self.file or "no key"

    @property
    def is_set(self) -> bool:
        """Whether there is to be a secret at all."""
        return bool(self.variable or self.file)

    def secret(self, environment: Mapping[str, str]) -> str:
        """The secret as it is now, since files of secrets are renewed; empty for no key.

        Raises:
            KeyMissing: The variable or file is not there, empty, or no key.
        """
        if not self.is_set:
            return ""
        if self.variable:
            found = environment.get(self.variable, "").strip()
        else:
            try:
                found = Path(self.file).read_text(encoding="utf-8").strip()
            except (OSError, ValueError):
                raise KeyMissing(self.where, "cannot be read") from None
        if not found:
            raise KeyMissing(self.where, "is not set")
        if not re.fullmatch(r"[!-~]{1,8192}", found):
            # It would break the header that it stands in.
            raise KeyMissing(self.where, "holds spaces, line ends or other signs no key has")
        return found
