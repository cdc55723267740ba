"""Each operation is in the table once, and has its command, its page and its documentation."""

import dataclasses
import importlib
import re
from pathlib import Path

import pytest

from bookrunner.faces.cli.commands import command_line
from bookrunner.faces.cli.pages import PAGES
from bookrunner.operations import OPERATIONS, Kind, Operation, parameters

NAMES = [operation.name for operation in OPERATIONS]


def test_each_operation_has_a_command_and_each_command_an_operation() -> None:
    assert list(command_line().commands) == NAMES
    assert len(set(NAMES)) == len(NAMES)


def test_each_operation_has_a_page_and_each_page_an_operation() -> None:
    assert sorted(PAGES) == sorted(NAMES)


@pytest.mark.parametrize("operation", OPERATIONS, ids=NAMES)
def test_what_runs_and_what_shows_an_operation_can_be_imported(operation: Operation) -> None:
    for reference in (operation.run, PAGES[operation.name].show):
        module, function = reference.split(":")
        assert callable(getattr(importlib.import_module(module), function))


@pytest.mark.parametrize("operation", OPERATIONS, ids=NAMES)
def test_requests_and_answers_are_frozen_and_requests_say_how_to_ask(operation: Operation) -> None:
    for shape in (operation.request, operation.response):
        assert dataclasses.is_dataclass(shape)
        assert vars(shape)["__dataclass_params__"].frozen
    for parameter in parameters(operation.request):
        assert isinstance(parameter.kind, Kind)
        assert parameter.help.endswith(".")


@pytest.mark.parametrize("operation", OPERATIONS, ids=NAMES)
def test_each_parameter_can_be_given_on_the_command_line(operation: Operation) -> None:
    given = {parameter.name for parameter in command_line().commands[operation.name].params}
    assert {parameter.name for parameter in parameters(operation.request)} <= given


def test_the_documentation_names_each_command_and_each_option(repository: Path) -> None:
    page = (repository / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## `bookrunner ([a-z-]+)", page, flags=re.MULTILINE)
    assert headings == NAMES
    for operation in OPERATIONS:
        for parameter in parameters(operation.request):
            assert parameter.help in page, (operation.name, parameter.name)


def test_the_reference_is_what_the_script_writes(repository: Path) -> None:
    import make_reference

    for path, text in make_reference.pages(repository).items():
        assert path.read_text(encoding="utf-8") == text, "run scripts/make_reference.py"
