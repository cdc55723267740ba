"""The environment of its own in which `make bench` keeps the parsers it compares with.

They are locked by hash like everything else, and no part of the project depends on them.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from pip_settings import pip_settings, uv_environment

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "benchmarks" / "requirements.txt"
FOLDER = ROOT / "build" / "bench"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def bench_python() -> tuple[Path | None, str]:
    """The interpreter that has them; None, and why, where they cannot be installed."""
    marker = FOLDER / ".installed"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if marker.exists() and marker.read_text() == wanted:
        return PYTHON, ""
    print("installing what is compared with into build/bench", file=sys.stderr, flush=True)
    venv.create(FOLDER, clear=True, with_pip=False)
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    added, _ = uv_environment(pip_settings(listing), os.environ)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON)),
            *("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)),
        ],
        env={**os.environ, **added, "UV_PYTHON_DOWNLOADS": "never"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        return None, (done.stderr.strip().splitlines() or ["uv failed"])[-1]
    marker.write_text(wanted)
    return PYTHON, ""
