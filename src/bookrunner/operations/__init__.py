"""One plain table of everything a user can do; each face loops over it."""

from bookrunner.operations.operation import (
    Kind,
    Need,
    Operation,
    Parameter,
    parameters,
)
from bookrunner.operations.table import OPERATIONS

__all__ = ["OPERATIONS", "Kind", "Need", "Operation", "Parameter", "parameters"]
