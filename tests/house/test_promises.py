"""Each promise under specs/ has a stable id and a test; each test of a promise has its promise."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ID = re.compile(r"@[a-z0-9-]+(?:\.[a-z0-9-]+){2,}")
SCENARIO = re.compile(r"\s*(?:Scenario|Scenario Outline|Example):\s*(.*\S)")


@dataclass(frozen=True)
class Promise:
    """A scenario of a feature file."""

    feature: str
    """Relative to specs/."""
    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Binding:
    """A test's claim on a feature (all its scenarios) or on one scenario of it."""

    test: str
    feature: str
    name: str | None


def promises(specs: Path) -> Iterator[Promise]:
    for feature in sorted(specs.rglob("*.feature")):
        tags: list[str] = []
        for line in feature.read_text(encoding="utf-8").splitlines():
            if line.strip().startswith("@"):
                tags += line.split()
            elif found := SCENARIO.match(line):
                ids = tuple(tag for tag in tags if ID.fullmatch(tag))
                yield Promise(feature.relative_to(specs).as_posix(), found.group(1), ids)
                tags = []
            elif line.strip() and not line.strip().startswith("#"):
                tags = []


def bindings(tests: Path, specs: Path) -> Iterator[Binding]:
    for path in sorted(tests.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in {"scenario", "scenarios"}:
                continue
            said = [ast.literal_eval(argument) for argument in node.args]
            test = path.relative_to(tests).as_posix()
            if node.func.id == "scenario":
                yield Binding(test, said[0], said[1])
            else:
                for place in said:
                    for feature in _features(specs, place):
                        yield Binding(test, feature, None)


def _features(specs: Path, place: str) -> list[str]:
    folder = specs / place
    found = sorted(folder.rglob("*.feature")) if folder.is_dir() else [folder]
    return [feature.relative_to(specs).as_posix() for feature in found]


def test_every_scenario_has_one_stable_id_of_its_own(repository: Path) -> None:
    made = list(promises(repository / "specs"))
    assert [promise for promise in made if len(promise.ids) != 1] == []
    counted = Counter(promise.ids for promise in made)
    assert [ids for ids, count in counted.items() if count > 1] == []


def test_an_id_begins_with_the_room_whose_folder_it_stands_in(repository: Path) -> None:
    misplaced = [
        promise
        for promise in promises(repository / "specs")
        for found in promise.ids
        if found[1:].split(".")[0] != promise.feature.split("/")[0]
    ]
    assert misplaced == []


def test_every_promise_is_run_by_a_test(repository: Path) -> None:
    bound = list(bindings(repository / "tests", repository / "specs"))
    whole = {binding.feature for binding in bound if binding.name is None}
    single = {(binding.feature, binding.name) for binding in bound}
    untested = [
        promise
        for promise in promises(repository / "specs")
        if promise.feature not in whole and (promise.feature, promise.name) not in single
    ]
    assert untested == []


def test_every_test_of_a_promise_finds_its_promise(repository: Path) -> None:
    made = list(promises(repository / "specs"))
    features = {promise.feature for promise in made}
    scenarios = {(promise.feature, promise.name) for promise in made}
    unpromised = [
        binding
        for binding in bindings(repository / "tests", repository / "specs")
        if binding.feature not in features
        or (binding.name is not None and (binding.feature, binding.name) not in scenarios)
    ]
    assert unpromised == []


def test_no_binding_misses_the_check_because_it_is_written_differently(repository: Path) -> None:
    """The reading above sees `scenario(...)` and `scenarios(...)` by these names only."""
    hidden = [
        path.name
        for path in (repository / "tests").rglob("test_*.py")
        if re.search(r"pytest_bdd\.scenario|import scenarios? as", path.read_text("utf-8"))
        and path != Path(__file__)
    ]
    assert hidden == []


def test_the_check_sees_a_promise_without_test_and_a_test_without_promise(tmp_path: Path) -> None:
    """The faults are planted, and the reading finds both."""
    (tmp_path / "specs" / "a").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    (tmp_path / "specs" / "a" / "b.feature").write_text(
        "Feature: b\n\n  @a.b.one @slow\n  Scenario: One\n    Given x\n"
        "\n  Scenario: Two\n    Given x\n"
    )
    (tmp_path / "tests" / "test_x.py").write_text(
        '@scenario("a/b.feature", "One")\ndef test_it(): ...\nscenarios("a/gone.feature")\n'
    )
    assert list(promises(tmp_path / "specs")) == [
        Promise("a/b.feature", "One", ("@a.b.one",)),
        Promise("a/b.feature", "Two", ()),
    ]
    assert list(bindings(tmp_path / "tests", tmp_path / "specs")) == [
        Binding("test_x.py", "a/b.feature", "One"),
        Binding("test_x.py", "a/gone.feature", None),
    ]
