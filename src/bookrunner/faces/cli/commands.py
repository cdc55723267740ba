"""Click commands made of the table of operations."""

from __future__ import annotations

import difflib
import importlib
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bookrunner import __version__
from bookrunner.faces.cli.pages import PAGES
from bookrunner.operations import OPERATIONS, Kind, Need, Operation, Parameter, parameters

if TYPE_CHECKING:
    from bookrunner.app import Desk

_EXAMPLES = """\b
First steps:
  bookrunner demo
  bookrunner statements HD
  bookrunner pitch HD --peers LOW,WMT,NKE,MCD --out out
  bookrunner why hd.revenue.20230130_20240128
  bookrunner ingest path/to/filings
"""


def command_line() -> click.Group:
    """The group of all commands, one for each operation."""
    group = _Commands(
        name="bookrunner",
        help="From SEC filings to a pitch book in which every number is sourced, computed or "
        "assumed.",
        epilog=_EXAMPLES,
        commands={operation.name: command(operation) for operation in OPERATIONS},
        params=[_debug_option()],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        no_args_is_help=False,
        invoke_without_command=True,
        callback=_help_when_nothing_is_asked,
    )
    version = click.version_option(__version__, message="bookrunner %(version)s")
    decorated: click.Group = version(group)
    return decorated


class _Commands(click.Group):
    """A group in the order of the table, which helps whoever misspelt a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.commands:
            near = difflib.get_close_matches(name.lower(), self.commands, n=1, cutoff=0.5)
            meant = f"did you mean {near[0]}?" if near else "`--help` lists the commands"
            raise click.UsageError(f"no command {name!r}; {meant}", ctx)
        return super().resolve_command(ctx, args)


def _help_when_nothing_is_asked() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def command(operation: Operation) -> click.Command:
    """The command of an operation: its parameters, its help, and what runs it."""
    asked = parameters(operation.request)
    page = PAGES[operation.name]
    arguments = [row for row in asked if row.positional]
    flags = [click.Option([f"--{name}"], is_flag=True, help=words) for name, words in page.flags]
    return click.Command(
        operation.name,
        callback=_callback(operation, tuple(name for name, _ in page.flags)),
        params=[
            *(_argument(row) for row in arguments),
            *(_option(row) for row in asked if not row.positional),
            *flags,
            click.Option(["--json", "as_json"], is_flag=True, help="Answer in JSON."),
            _debug_option(),
        ],
        help="\n\n".join([operation.summary, *(_described(row) for row in arguments)]),
        short_help=operation.summary,
        epilog=operation.more or None,
    )


def _callback(operation: Operation, flags: Sequence[str]) -> Callable[..., int]:
    @click.pass_obj
    def run(environment: Mapping[str, str], /, *, as_json: bool, **given: object) -> int:
        shown = {name: bool(given.pop(name)) for name in flags}
        return _answer(
            operation, operation.request(**given), environment, as_json=as_json, flags=shown
        )

    return run


def _answer(
    operation: Operation,
    request: object,
    environment: Mapping[str, str],
    *,
    as_json: bool,
    flags: Mapping[str, bool],
) -> int:
    """Shows the answer and returns the exit code; one that is due again is asked for again."""
    from bookrunner.app import desk, desk_in_spite_of_settings
    from bookrunner.faces.cli.answer_json import answer_json
    from bookrunner.faces.cli.progress import ProgressBar
    from bookrunner.faces.cli.utf8 import write_utf8
    from bookrunner.faces.problems import answer_code

    opened = desk if operation.needs is Need.RECORDS else desk_in_spite_of_settings
    while True:
        with ProgressBar() as progress:
            answer = _recorded(operation, opened(environment, progress), request)
        if as_json:
            write_utf8(answer_json(answer))
        else:
            module, function = PAGES[operation.name].show.split(":")
            getattr(importlib.import_module(module), function)(answer, flags)
        seconds = getattr(answer, "again_in_seconds", 0)
        if not seconds:
            return answer_code(answer)
        sys.stdout.flush()
        time.sleep(seconds)


def _recorded(operation: Operation, house: Desk, request: object) -> object:
    """The answer, given only when the audit log tells of it."""
    if not operation.is_recorded:
        return operation(house, request)
    import dataclasses
    import json

    from bookrunner.faces.cli.answer_json import answer_json
    from bookrunner.figures import Caller, Role
    from bookrunner.governance import read_in

    assert dataclasses.is_dataclass(request), "requests are"
    assert not isinstance(request, type), "a request, not its class"
    asked = json.dumps(dataclasses.asdict(request), default=str)
    caller = Caller(house.viewer.name, frozenset(Role) - {Role.CLIENT}, house.viewer.walls)
    with house.recorder.recording(caller, operation.name, asked) as record:
        answer: object = operation(house, request)
        record["read"] = read_in(answer_json(answer))
        return answer


def _debug_option() -> click.Option:
    # Read from the arguments themselves, because it must count however far click got.
    return click.Option(
        ["--debug"],
        is_flag=True,
        expose_value=False,
        help="Show where in the program an error arose.",
    )


def _described(parameter: Parameter) -> str:
    return f"{parameter.example or parameter.name.upper()}: {parameter.help}"


def _argument(parameter: Parameter) -> click.Argument:
    # Click takes any default, None too, as an answer.
    left_out = {} if parameter.required else {"default": parameter.default}
    return click.Argument(
        [parameter.name],
        type=_type(parameter),
        nargs=-1 if parameter.kind is Kind.PLACES else 1,
        required=parameter.required,
        metavar=(parameter.example or None)
        if parameter.kind is not Kind.PLACES
        else f"{parameter.example}...",
        **left_out,
    )


def _option(parameter: Parameter) -> click.Option:
    names = [f"--{parameter.name.strip('_').replace('_', '-')}", parameter.name]
    kind = _type(parameter)
    if parameter.kind is Kind.FLAG:
        return click.Option(names, is_flag=True, default=parameter.default, help=parameter.help)
    metavar = None if parameter.choices else parameter.example or None
    if parameter.required:
        return click.Option(names, type=kind, required=True, metavar=metavar, help=parameter.help)
    shown = bool(parameter.default) and not isinstance(parameter.default, tuple)
    return click.Option(
        names,
        type=kind,
        default=parameter.default,
        metavar=metavar,
        help=parameter.help,
        show_default=shown,
    )


def _type(parameter: Parameter) -> click.ParamType[Any]:
    if parameter.choices:
        return click.Choice(parameter.choices, case_sensitive=False)
    words = _Read("text", _text(parameter.required))
    several = _Read("texts", _texts)
    folder: click.ParamType[Any] = click.Path(path_type=Path)
    types: dict[Kind, click.ParamType[Any]] = {
        Kind.TEXT: words,
        Kind.PERSON: words,
        Kind.SCREEN: words,
        Kind.TEXTS: several,
        Kind.WALLS: several,
        Kind.DATE: _Read("YYYY-MM-DD", _day),
        Kind.NUMBER: click.IntRange(min=1),
        Kind.AMOUNT: _Read("number", _amount),
        Kind.FILE: click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
        Kind.PLACES: folder,
        Kind.FOLDER: folder,
        Kind.WRITTEN: folder,
        Kind.NEW_FILE: click.Path(dir_okay=False, path_type=Path),
        Kind.FLAG: click.BOOL,
    }
    return types[parameter.kind]


class _Read(click.ParamType[Any]):
    """A value that the operations' own reader takes from words."""

    def __init__(self, name: str, read: Callable[[str], object]) -> None:
        self.name = name
        self._read = read

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        from bookrunner.operations.kinds import BadValue

        if not isinstance(value, str):
            # A default is what it is already.
            return value
        try:
            return self._read(value)
        except BadValue as error:
            self.fail(str(error), param, ctx)


def _text(required: bool) -> Callable[[str], object]:
    def read(value: str) -> object:
        from bookrunner.operations import kinds

        return kinds.text(value, required=required)

    return read


def _texts(value: str) -> object:
    from bookrunner.operations import kinds

    return kinds.texts(value.split(","))


def _amount(value: str) -> object:
    from bookrunner.operations import kinds

    return kinds.amount(value)


def _day(value: str) -> object:
    from bookrunner.operations import kinds

    return kinds.day(value)
