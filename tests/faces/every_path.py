"""The one table of ways in: at each address what is asked for, and who may."""

from dataclasses import dataclass

OPEN = "anybody"
"""Says nothing of records, people or walls."""
KNOWN = "whoever is known"
"""Of their own, or of what they may see."""
STAFF = "staff, with the right to write"
ROLES = "the roles of the operation"


@dataclass(frozen=True)
class Way:
    """A row: an address, in which {operation} stands for each of the table."""

    path: str
    does: str
    who: str


WAYS: tuple[Way, ...] = (
    Way("/health", "says that the process answers", OPEN),
    Way("/ready", "says whether it can work", OPEN),
    Way("/metrics", "counts by operation and status", OPEN),
    Way("/openapi.json", "describes the API", OPEN),
    Way("/.well-known/agent-card.json", "describes the agent", OPEN),
    Way("/a2a/keys.json", "keys that sign the card", OPEN),
    Way("/auth/state", "whether somebody is signed in, and where to", OPEN),
    Way("/api/v1/me", "who asks", KNOWN),
    Way("/api/v1/operations", "what the caller may ask for", KNOWN),
    Way("/api/v1/uploads", "upload", STAFF),
    Way("/api/v1/folders", "what operations wrote for the caller", KNOWN),
    Way("/api/v1/folders/{id}", "what operations wrote for the caller", KNOWN),
    Way("/api/v1/folders/{id}/{name}", "download", KNOWN),
    Way("/api/v1/{operation}", "the operation", ROLES),
    Way("/widgets.json", "widgets over what the caller may ask for", KNOWN),
    Way("/apps.json", "dashboards of those widgets", KNOWN),
    Way("/agents.json", "describes the agent, where the caller may ask", KNOWN),
    Way("/query", "ask", ROLES),
    Way("/openbb/companies", "companies", ROLES),
    Way("/openbb/screens", "screen", ROLES),
    Way("/openbb/{widget}", "the widget's operation", ROLES),
)
PREFIXES: tuple[Way, ...] = (
    Way("/api/v1/jobs", "jobs of the caller's own, each an operation", KNOWN),
    Way("/a2a", "tasks of the caller's own, each an operation", KNOWN),
    Way("/mcp", "tools, resources and prompts, each an operation", KNOWN),
)
"""Addresses with all below, where one protocol answers."""
