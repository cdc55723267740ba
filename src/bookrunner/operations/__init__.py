"""One plain table of everything a user can do; each face loops over it."""

from bookrunner.operations.operation import (
    Effect,
    Kind,
    Need,
    Operation,
    Parameter,
    parameters,
)
from bookrunner.operations.table import OPERATIONS

__all__ = ["OPERATIONS", "Effect", "Kind", "Need", "Operation", "Parameter", "parameters"]
