"""The agent card: who the agent is, where it is asked, and what it can do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from a2a.types import (
    AgentCapabilities,
    AgentCard,
    AgentInterface,
    AgentProvider,
    AgentSkill,
    HTTPAuthSecurityScheme,
    SecurityRequirement,
    SecurityScheme,
    StringList,
)

from bookrunner import __version__
from bookrunner.faces.a2a.skills import SKILLS, skill_of
from bookrunner.operations import Operation
from bookrunner.operations.forms import asked_remotely

JSON, TEXT = "application/json", "text/plain"
CARD_PATH = "/.well-known/agent-card.json"
KEYS_PATH = "/a2a/keys.json"
RPC_PATH = "/a2a/"
REST_PATH = "/a2a/v1"
PROTOCOL = "1.0"
_SCHEME = "bearer"


def public_card(base_url: str, *, sign_in: bool) -> AgentCard:
    """The card that everybody may read: the skills, without what each caller may do in them."""
    return AgentCard(
        name="Bookrunner",
        description=(
            "From filings to a pitch book in which every number is sourced, computed or assumed. "
            "A message holds words, or a data part {operation, request} for an exact request."
        ),
        version=__version__,
        provider=AgentProvider(organization="Bookrunner", url=base_url),
        supported_interfaces=[
            AgentInterface(
                url=base_url + RPC_PATH, protocol_binding="JSONRPC", protocol_version=PROTOCOL
            ),
            AgentInterface(
                url=base_url + REST_PATH, protocol_binding="HTTP+JSON", protocol_version=PROTOCOL
            ),
        ],
        capabilities=AgentCapabilities(
            streaming=True, push_notifications=True, extended_agent_card=True
        ),
        security_schemes={
            _SCHEME: SecurityScheme(
                http_auth_security_scheme=HTTPAuthSecurityScheme(
                    scheme="Bearer",
                    description="A token of the bank's identity provider, or an API key.",
                )
            )
        },
        security_requirements=_required() if sign_in else [],
        default_input_modes=[TEXT, "text/markdown", JSON],
        default_output_modes=[JSON, TEXT],
        skills=[
            AgentSkill(
                id=row.id,
                name=row.name,
                description=row.description,
                tags=row.tags,
                examples=row.examples,
            )
            for row in SKILLS
        ],
    )


def extended_card(public: AgentCard, offered: Iterable[Operation]) -> AgentCard:
    """The card for one caller: also each operation that the caller may ask for, by its name."""
    card = AgentCard()
    card.CopyFrom(public)
    card.ClearField("signatures")
    card.skills.extend(
        AgentSkill(
            id=f"{skill_of(row).id}.{row.name}",
            name=row.name,
            description=f"{row.summary} {row.more}".strip(),
            tags=[skill_of(row).id, row.effect.value, *(["long"] if row.long else [])],
            examples=[_example(row)],
            input_modes=[JSON, TEXT],
        )
        for row in offered
    )
    return card


def in_words(offered: Sequence[Operation]) -> str:
    """What can be asked for, for a reader."""
    names = {row.name for row in offered}
    lines = [
        f"{row.name}: {row.description} For example: {'; '.join(row.examples)}."
        for row in SKILLS
        if any(skill_of(operation).id == row.id for operation in offered)
    ]
    return "\n".join(
        [
            "Bookrunner answers from filings, with the source of each number.",
            *lines,
            f"Operations: {', '.join(sorted(names))}.",
        ]
    )


def _required() -> list[SecurityRequirement]:
    # An empty list would be dropped from the signed form by some readers and kept by others.
    return [SecurityRequirement(schemes={_SCHEME: StringList(list=["read"])})]


def _example(operation: Operation) -> str:
    asked = {
        row.name: row.choices[0] if row.choices else (row.example or "...")
        for row in asked_remotely(operation)
        if row.required
    }
    return json.dumps({"operation": operation.name, "request": asked})
