"""Whom the installation knows: people who signed in, and accounts of programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bookrunner.figures import Role


@dataclass(frozen=True)
class Person:
    """A person, or a service account that a person answers for."""

    name: str
    """As they sign in, which is how the record names them."""
    roles: frozenset[Role]
    """Of a person those of the last sign-in; of a service account those it was given."""
    answers: str = ""
    """Who answers for a service account; empty for a person."""
    seen_at: datetime | None = None
    disabled_by: str = ""
    """Who shut them out; empty while they may come in."""
    subject: str = ""
    """Whose name it is at the identity provider; empty until they sign in."""

    @property
    def is_service(self) -> bool:
        """Whether it is a program's account."""
        return bool(self.answers)
