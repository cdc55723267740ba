"""What arrives from outside, as it arrived: EDGAR's lists, facts and filings."""

from bookrunner.sources.edgar_http import DATA, WWW, Edgar
from bookrunner.sources.errors import (
    AgentMissing,
    AgentRefused,
    CannotResume,
    CircuitOpen,
    ForbiddenAddress,
    NotThere,
    NotWhatWasAsked,
    SourceUnavailable,
)
from bookrunner.sources.filing_lists import (
    FormerName,
    ListedFiling,
    Submissions,
    UnreadableList,
    daily_index,
    latest_filings,
    older_submissions,
    submissions,
)
from bookrunner.sources.pace import PER_SECOND_MAX, Pace
from bookrunner.sources.requests_http import Expected, Limits, Requests
from bookrunner.web import Circuit

__all__ = [
    "DATA",
    "PER_SECOND_MAX",
    "WWW",
    "AgentMissing",
    "AgentRefused",
    "CannotResume",
    "Circuit",
    "CircuitOpen",
    "Edgar",
    "Expected",
    "ForbiddenAddress",
    "FormerName",
    "Limits",
    "ListedFiling",
    "NotThere",
    "NotWhatWasAsked",
    "Pace",
    "Requests",
    "SourceUnavailable",
    "Submissions",
    "UnreadableList",
    "daily_index",
    "latest_filings",
    "older_submissions",
    "submissions",
]
