"""Files of a book compared and changed place by place: refresh and redline."""

from bookrunner.revision.packages import NotAPackage, Package, PartChange, part_changes
from bookrunner.revision.redline import Difference, KindsDiffer, redline
from bookrunner.revision.refresh import Files, Refresh, Slides, refresh, written_in
from bookrunner.revision.stale import (
    Action,
    Asked,
    MadeAnew,
    Proof,
    StaleNumber,
    StaleWords,
)
from bookrunner.revision.written import NotRefreshable, Written

__all__ = [
    "Action",
    "Asked",
    "Difference",
    "Files",
    "KindsDiffer",
    "MadeAnew",
    "NotAPackage",
    "NotRefreshable",
    "Package",
    "PartChange",
    "Proof",
    "Refresh",
    "Slides",
    "StaleNumber",
    "StaleWords",
    "Written",
    "part_changes",
    "redline",
    "refresh",
    "written_in",
]
