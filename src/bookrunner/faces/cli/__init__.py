"""The command line: a loop over the table of operations."""

from bookrunner.faces.cli.main import main

__all__ = ["main"]
