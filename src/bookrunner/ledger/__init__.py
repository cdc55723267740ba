"""Every figure that was shown: its lineage, where it stands, and whether the files agree.

The consistency gate reads spreadsheets and slides, so it is imported by its own path,
``bookrunner.ledger.gate``.
"""

from bookrunner.ledger.exchanging import replace_files
from bookrunner.ledger.ledger import (
    CHECKED,
    DRAFT,
    RELEASED,
    REVIEWED,
    STATES,
    AmbiguousFigures,
    Ledger,
    Place,
    Record,
)
from bookrunner.ledger.ledger_json import NotALedger, OtherVersion, ledger_json, read, write
from bookrunner.ledger.number_words import loose_numbers, only_numbers
from bookrunner.ledger.publishing import WouldOverwrite, publish
from bookrunner.ledger.standing import Standing
from bookrunner.ledger.why import Explanation, Step, why

__all__ = [
    "CHECKED",
    "DRAFT",
    "RELEASED",
    "REVIEWED",
    "STATES",
    "AmbiguousFigures",
    "Explanation",
    "Ledger",
    "NotALedger",
    "OtherVersion",
    "Place",
    "Record",
    "Standing",
    "Step",
    "WouldOverwrite",
    "ledger_json",
    "loose_numbers",
    "only_numbers",
    "publish",
    "read",
    "replace_files",
    "why",
    "write",
]
