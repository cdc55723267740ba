"""Writes the bytecode of the project and of the packages that it runs on.

.venv/bin/python scripts/compile_runtime.py
"""

import compileall
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "runtime.txt"


def sources() -> Iterator[Path]:
    """The modules of the project and of every package in the runtime's lock file."""
    yield from sorted((ROOT / "src").rglob("*.py"))
    for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        try:
            listed = files(name) or []
        except PackageNotFoundError:  # for another platform or version of Python
            continue
        yield from (Path(str(file.locate())) for file in listed if file.suffix == ".py")


def main() -> None:
    """Compiles; a file that cannot be compiled or written is left to Python."""
    for source in sources():
        compileall.compile_file(source, quiet=2)


if __name__ == "__main__":
    main()
