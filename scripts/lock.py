"""Writes the lock files: every version and hash, for all platforms and Python 3.11 and newer.

Only the main index is asked. Extra indexes and find-links often hold a part of a release (one
platform's wheel), and a lock made from them would lack the hashes that other machines need.

    make lock                                  keeps the locked versions where they still fit
    make lock UPGRADE=--upgrade                moves everything to its newest version
    make lock UPGRADE='--upgrade-package lxml' moves one
"""

import os
import subprocess
import sys
from pathlib import Path

from pip_settings import pip_settings, uv_environment

ROOT = Path(__file__).resolve().parents[1]
ONLY_MAIN_INDEX = {"UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_INDEX"}
COMPILE = [
    *("-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"),
    *("--custom-compile-command", "make lock"),
]
LOCKS = {
    "requirements/runtime.txt": ["pyproject.toml", "--extra", "postgres", "--extra", "serve"],
    "requirements/dev.txt": [
        *("pyproject.toml", "--extra", "postgres", "--extra", "serve", "--group", "dev"),
        *("--constraint", "requirements/runtime.txt"),
    ],
    "requirements/uv.txt": ["requirements/uv.in"],
    "benchmarks/requirements.txt": ["benchmarks/requirements.in"],
}


def main(options: list[str]) -> int:
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    added, _ = uv_environment(pip_settings(listing), os.environ)
    environment = {
        name: value
        for name, value in {**os.environ, **added}.items()
        if name not in ONLY_MAIN_INDEX
    }
    for lock, sources in LOCKS.items():
        command = [sys.executable, *COMPILE, *options, *sources, "--output-file", lock]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        print(lock)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
