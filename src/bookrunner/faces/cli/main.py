"""Runs a command line and ends with an exit code, never with a traceback nobody asked for.

Only click and the table of operations are imported at the top, so that help appears at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from bookrunner.faces.cli.commands import command_line


def main() -> None:
    """The program ``bookrunner``."""
    _speak_any_script()
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs one command line and returns its exit code."""
    as_json = "--json" in arguments
    try:
        said = command_line().main(
            args=list(arguments), prog_name="bookrunner", standalone_mode=False, obj=environment
        )
        sys.stdout.flush()
    except click.UsageError as error:
        return _misused(error, as_json=as_json)
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt, click.Abort) as error:
        if "--debug" in arguments and not isinstance(error, click.Abort):
            raise
        return _failed(error, as_json=as_json)
    return said if isinstance(said, int) else 0


def _misused(error: click.UsageError, *, as_json: bool) -> int:
    from bookrunner.faces.problems import MISUSED, Problem

    message = error.format_message().rstrip(".")
    if as_json:
        _print_json({"error": Problem("Misused", message, MISUSED)})
        return MISUSED
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Try `{error.ctx.command_path} --help`.\n", err=True)
    click.echo(f"Error: {_sentence(message)}", err=True)
    return MISUSED


def _failed(error: BaseException, *, as_json: bool) -> int:
    from bookrunner.faces.problems import problem

    what = problem(KeyboardInterrupt() if isinstance(error, click.Abort) else error)
    if as_json:
        _print_json({"error": what})
    else:
        from bookrunner.figures import visible

        click.echo(f"Error: {visible(_sentence(what.message))}", err=True)
    return what.exit_code


def _sentence(message: str) -> str:
    return message if message.endswith((".", "?", "!", ".)", "?)")) else f"{message}."


def _print_json(answer: Mapping[str, Any]) -> None:
    from bookrunner.faces.cli.answer_json import answer_json
    from bookrunner.faces.cli.utf8 import write_utf8

    write_utf8(answer_json(answer))


def _speak_any_script() -> None:
    """A name in a script that the terminal lacks is shown escaped instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
