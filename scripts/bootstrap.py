"""Makes `.venv` and fills it with the hash-locked dependencies and the project itself.

Started by `scripts/bootstrap` with Python 3.11 or newer; uses only the standard library. Steps:
a virtual environment (with pip, whatever the machine offers to get one), uv by pip, the locked
dependencies by uv (by pip where uv has no build for the machine), the project without dependencies.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

from pip_settings import pip_settings, uv_environment

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
READY = VENV / ".bookrunner-ready"
LOCK = ROOT / "requirements" / "dev.txt"
UV_LOCK = ROOT / "requirements" / "uv.txt"


def main() -> int:
    if not _works(PYTHON, "import sys; sys.exit(sys.version_info < (3, 11))"):
        _say(f"making a virtual environment with Python {sys.version.split()[0]}")
        _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
    if not _works(PYTHON, "import pip") and not _give_pip():
        print(_how_to_get_pip(), file=sys.stderr)
        return 1
    _install_locked()
    _compile()
    READY.touch()
    return 0


def _give_pip() -> bool:
    """Whether pip came into the environment, by the first means that this machine offers."""
    for command, extra in _ways_to_pip():
        if shutil.which(command[0]) is None:
            continue
        done = subprocess.run(
            command, env={**os.environ, **extra}, capture_output=True, text=True, check=False
        )
        if done.returncode == 0 and _works(PYTHON, "import pip"):
            return True
    return False


def _ways_to_pip() -> Iterator[tuple[list[str], dict[str, str]]]:
    python = str(PYTHON)
    yield [python, "-m", "ensurepip", "--upgrade", "--default-pip"], {}
    if importlib.util.find_spec("pip"):
        yield [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "pip"], {}
    # Debian keeps pip's wheel here when only python3-pip-whl is installed.
    places = [
        Path(sysconfig.get_config_var("WHEEL_PKG_DIR") or ""),
        Path("/usr/share/python-wheels"),
    ]
    for place in places:
        for wheel in sorted(place.glob("pip-*.whl")) if place.is_absolute() else ():
            install = [python, "-m", "pip", "install", "--quiet", "--no-index", str(wheel)]
            yield install, {"PYTHONPATH": str(wheel)}
    if importlib.util.find_spec("virtualenv"):
        yield [sys.executable, "-m", "virtualenv", "--quiet", str(VENV)], {}
    yield ["virtualenv", "--quiet", "--python", sys.executable, str(VENV)], {}
    yield ["uv", "pip", "install", "--quiet", "--python", python, "pip"], {}


def _how_to_get_pip() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    mend = (
        f"{sudo}apt-get install -y python{version}-venv"
        if Path("/etc/debian_version").exists() and sys.base_prefix == "/usr"
        else f"curl -sS https://bootstrap.pypa.io/get-pip.py | {PYTHON}"
    )
    return (
        f"Python {version} at {sys.executable} lacks ensurepip, and there is no other pip here.\n"
        f"One command mends it; then run make again:\n\n    {mend}\n"
    )


def _install_locked() -> None:
    pip = [str(PYTHON), "-m", "pip"]
    install = [*pip, "install", "--quiet", "--disable-pip-version-check"]
    uv = subprocess.run(
        [*install, "--require-hashes", "-r", str(UV_LOCK)],
        capture_output=True,
        text=True,
        check=False,
    )
    if uv.returncode == 0:
        listing = subprocess.run(
            [*pip, "config", "list"], capture_output=True, text=True, check=True
        ).stdout
        added, notes = uv_environment(pip_settings(listing), os.environ)
        for note in notes:
            _say(note)
        command = [str(PYTHON), "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
        environment = {**os.environ, **added, "UV_PYTHON_DOWNLOADS": "never"}
    else:
        _say("uv cannot be installed here; pip does its work, more slowly")
        command, environment = install, dict(os.environ)

    _say("installing the locked dependencies")
    _run([*command, "--require-hashes", "-r", str(LOCK)], environment)
    _run([*command, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], environment)


def _compile() -> None:
    """Writes the bytecode of what the program imports.

    Where Python may not keep its own (containers say so with PYTHONDONTWRITEBYTECODE), each command
    would take twice as long without.
    """
    _run([str(PYTHON), str(ROOT / "scripts" / "compile_runtime.py")])


def _works(python: Path, code: str) -> bool:
    return (
        python.exists()
        and subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0
    )


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    if done.returncode != 0:
        sys.exit(f"bootstrap: this failed with code {done.returncode}: {' '.join(command)}")


def _say(line: str) -> None:
    print(f"bootstrap: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
