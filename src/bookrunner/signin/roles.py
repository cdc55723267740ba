"""Roles from the provider's groups, as the bank maps them; nothing where nothing is mapped."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.figures import Role
from bookrunner.signin.refusals import SignInRefused


def roles_of(groups: frozenset[str], mapped: Mapping[str, Role]) -> frozenset[Role]:
    """The roles of a person in those groups.

    Raises:
        SignInRefused: They have none, or are a client and of the bank at once.
    """
    found = frozenset(mapped[one] for one in groups if one in mapped)
    if not found:
        raise SignInRefused("no-role", "none of your groups has a role here; ask an administrator")
    if Role.CLIENT in found and len(found) > 1:
        raise SignInRefused("two-sides", "nobody is a client and of the bank at once")
    return found
