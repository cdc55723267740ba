"""What arrives from outside, as it arrived: EDGAR's lists, facts and filings."""

from bookrunner.sources.edgar_http import DATA, WWW, Edgar
from bookrunner.sources.errors import (
    AgentMissing,
    AgentRefused,
    BadVendorFile,
    CannotResume,
    CircuitOpen,
    ForbiddenAddress,
    NotThere,
    NotWhatWasAsked,
    NoVendors,
    SourceUnavailable,
    VendorRefused,
    VendorUnavailable,
    VendorUnusable,
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
from bookrunner.sources.vendor_file import Vendor, VendorTable, filled, vendor_file
from bookrunner.sources.vendor_mcp import McpVendors, VendorTools
from bookrunner.web import Circuit

__all__ = [
    "DATA",
    "PER_SECOND_MAX",
    "WWW",
    "AgentMissing",
    "AgentRefused",
    "BadVendorFile",
    "CannotResume",
    "Circuit",
    "CircuitOpen",
    "Edgar",
    "Expected",
    "ForbiddenAddress",
    "FormerName",
    "Limits",
    "ListedFiling",
    "McpVendors",
    "NoVendors",
    "NotThere",
    "NotWhatWasAsked",
    "Pace",
    "Requests",
    "SourceUnavailable",
    "Submissions",
    "UnreadableList",
    "Vendor",
    "VendorRefused",
    "VendorTable",
    "VendorTools",
    "VendorUnavailable",
    "VendorUnusable",
    "daily_index",
    "filled",
    "latest_filings",
    "older_submissions",
    "submissions",
    "vendor_file",
]
