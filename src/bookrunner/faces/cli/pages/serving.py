from __future__ import annotations

from collections.abc import Mapping

import click

from bookrunner.operations.serving_shapes import Served


def served(answer: Served, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - every page takes them
    """A server that was stopped."""
    click.echo(f"Stopped listening at {answer.url}.")


def worked(answer: Served, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - every page takes them
    """A worker that was stopped."""
    click.echo(f"Stopped {answer.url}.")


def spoken(answer: Served, flags: Mapping[str, bool]) -> None:
    """Nothing: standard output was the protocol's."""
