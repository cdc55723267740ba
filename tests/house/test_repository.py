"""What is committed: small, free of machine paths and registry hosts, locked, and licensed."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bookrunner

BYTES_MAX = 1_000_000
# Larger files that are meant to be here, with the reason.
LARGE: dict[str, str] = {
    "src/bookrunner/search/models/minilm_static.npz": "the default embedder, so that search needs "
    "no network",
}

# Put together from pieces, so that this file does not hold what it looks for.
REGISTRY_HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry." + "npmjs.org",
    "registry." + "yarnpkg.com",
    "proxy." + "golang.org",
]
MACHINE_PATH = re.compile(r"(?<![\w./~*:-])/(?:home|root|Users|work|workspace|builds)/[\w.]+")


def tracked(repository: Path) -> list[str]:
    """The paths of all committed files."""
    # Whoever owns the folder (a container's build user, say), listing its files is harmless.
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in listing.stdout.split("\0") if path and (repository / path).is_file()]


def texts(repository: Path) -> list[tuple[str, str]]:
    """The committed files that are text, with what they say."""
    found = []
    for path in tracked(repository):
        content = (repository / path).read_bytes()
        if b"\0" not in content[:8192]:
            found.append((path, content.decode("utf-8", errors="replace")))
    return found


def test_no_committed_file_names_a_package_registry(repository: Path) -> None:
    named = [
        f"{path}: {host}"
        for path, text in texts(repository)
        for host in REGISTRY_HOSTS
        if host in text
    ]
    assert named == []


def test_no_committed_file_names_a_path_of_a_machine(repository: Path) -> None:
    named = [
        f"{path}: {found.group()}"
        for path, text in texts(repository)
        for found in [MACHINE_PATH.search(text)]
        if found
    ]
    assert named == []


def test_no_committed_file_is_large_unless_it_is_named_with_a_reason(repository: Path) -> None:
    large = {path for path in tracked(repository) if (repository / path).stat().st_size > BYTES_MAX}
    assert large - set(LARGE) == set()


def test_nothing_that_is_built_can_be_committed(repository: Path) -> None:
    built = ["build/demo/pitch.xlsx", ".venv/bin/python", "dist/bookrunner.whl"]
    ignored = subprocess.run(
        ["git", "-c", "safe.directory=*", "check-ignore", *built],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ignored.stdout.split() == built
    assert not [path for path in tracked(repository) if path.startswith("build/")]


def test_every_package_of_the_project_is_locked_with_hashes(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())
    runtime = [*project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        runtime += extra
    everything = [*runtime, *project["dependency-groups"]["dev"]]
    for lock, wanted in (("runtime.txt", runtime), ("dev.txt", everything)):
        locked = _locked(repository / "requirements" / lock)
        missing = {_name(requirement) for requirement in wanted} - set(locked)
        assert missing == set(), f"{lock}: run `make lock`"
        assert all("--hash=sha256:" in entry for entry in locked.values()), lock


def test_what_users_install_is_what_was_tested(repository: Path) -> None:
    """The versions of the runtime lock stand in the lock of development too."""
    runtime, development = (
        {
            name: entry.splitlines()[0]
            for name, entry in _locked(repository / "requirements" / lock).items()
        }
        for lock in ("runtime.txt", "dev.txt")
    )
    assert runtime.items() <= development.items()


def test_lock_files_name_no_index(repository: Path) -> None:
    for lock in (repository / "requirements").glob("*.txt"):
        options = [
            line
            for line in lock.read_text().splitlines()
            if re.match(r"\s*(-[a-z-]*i|.*://)", line)
        ]
        assert options == [], lock.name


def test_notice_names_every_package_and_each_is_permissively_licensed(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/licences.py", "--check"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_changelog_has_the_version_of_the_package(repository: Path) -> None:
    assert f"[{bookrunner.__version__}]" in (repository / "CHANGELOG.md").read_text()


def test_make_alone_lists_what_it_can_do(repository: Path) -> None:
    said = subprocess.run(
        ["make", "--no-print-directory"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout
    for target in ("demo", "test", "check", "bench", "tools", "soak", "clean", "help"):
        assert re.search(rf"^  {target} +\S", said, flags=re.MULTILINE), target


@pytest.mark.parametrize("script", [".ci/run", "scripts/bootstrap", "scripts/tools"])
def test_scripts_can_be_run(repository: Path, script: str) -> None:
    assert os.access(repository / script, os.X_OK)


def test_every_link_between_pages_leads_somewhere(repository: Path) -> None:
    broken = [
        f"{path}: {target}"
        for path, text in texts(repository)
        if path.endswith(".md")
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", text)
        if not ((repository / path).parent / target).exists()
    ]
    assert broken == []


def _locked(lock: Path) -> dict[str, str]:
    """Each locked package's entry, by its normalised name."""
    entries = re.split(r"^(?=[A-Za-z0-9])", lock.read_text(), flags=re.MULTILINE)
    return {_name(entry): entry for entry in entries if "==" in entry}


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found.group()).lower()
