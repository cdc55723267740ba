"""The decision who may do what with which thing: one pure function, asked on every path.

    who asks (Caller) + what they want to do (Act) + what it is done to (Thing) -> Decision

Nothing is allowed that is not said here. Reading in SQL applies the same rule of walls,
``may_see``, before anything is counted or ranked.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import PUBLIC, READ, WRITE, Caller, Role, Walls, may_see


@dataclass(frozen=True)
class Act:
    """Something that can be done."""

    name: str
    roles: frozenset[str]
    """Who may do it, by the values of ``Role``."""
    writes: bool = False


@dataclass(frozen=True)
class Thing:
    """What it is done to."""

    walls: Walls = PUBLIC
    owner: str = ""
    """Whose alone it is; empty for what all share who are inside its walls."""
    is_released: bool = False
    """Whether it went through review and may be shown to the client of its deal."""


@dataclass(frozen=True)
class Decision:
    """Whether it may be done."""

    why_not: str = ""
    """For whoever asked; empty where it may be done."""
    conceals: bool = False
    """Whether the thing must look as if it were not there, because that it is there is a secret."""

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return not self.why_not


def decide(caller: Caller, act: Act, thing: Thing | None = None) -> Decision:
    """Whether the caller may do that, and with the thing, where it is done to one."""
    refusal = _of_role(caller, act) or _of_scope(caller, act)
    if refusal or thing is None:
        return Decision(refusal)
    if not may_see(caller.viewer, thing.walls):
        return Decision(f"{caller.name} is not inside its walls", conceals=True)
    if thing.owner and thing.owner != caller.name:
        return Decision(f"it is {thing.owner}'s", conceals=True)
    if Role.CLIENT in caller.roles and not (thing.is_released and thing.walls):
        # What stands behind no wall belongs to no deal, so to no client.
        return Decision("it was not released to a client", conceals=True)
    return Decision()


def _of_role(caller: Caller, act: Act) -> str:
    if Role.CLIENT in caller.roles and len(caller.roles) > 1:
        return f"{caller.name} is a client and of the bank at once; an administrator must say which"
    if not act.roles & {role.value for role in caller.roles}:
        named = " or ".join(sorted(act.roles)) or "nobody"
        return f"{act.name} is for {named}, not {caller.name}"
    return ""


def _of_scope(caller: Caller, act: Act) -> str:
    if act.writes and WRITE not in caller.scopes:
        return f"{act.name} writes, and {caller.name} was given reading alone"
    if not act.writes and READ not in caller.scopes:
        return f"{act.name} reads, and {caller.name} was not given reading"
    return ""
